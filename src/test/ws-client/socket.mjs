// One socket of the protocol, as A.5 describes it: request, acknowledgement, typed result; pushes without an id.
import WebSocket from 'ws'
import { check, equal } from './report.mjs'

const WAIT_MS = 30_000

/** A client that asks one thing after the other stays below any sensible limit by this. */
const PACE_MS = 60

export class Socket {
  constructor(socket, url) {
    this.url = url
    this.socket = socket
    this.asked = 0
    this.nextMs = 0
    this.waiting = new Map()
    this.updates = []
    this.statuses = []
    this.strays = []
    this.closed = new Promise((done) => socket.on('close', (code, reason) => done({ code, reason: String(reason) })))
    socket.on('message', (bytes, binary) => this.#take(bytes, binary))
    socket.on('ping', () => (this.pings = (this.pings ?? 0) + 1))
    socket.on('error', () => {})
  }

  static open(url, options = {}) {
    return new Promise((done, fail) => {
      const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: WAIT_MS, ...options })
      const held = new Socket(socket, url)
      socket.once('open', () => done(held))
      socket.once('error', fail)
    })
  }

  close() {
    this.socket.close()
    return this.closed
  }

  raw(text, options) {
    this.socket.send(text, options)
  }

  /** Sends a request and answers {ack, answer}, in the order they must come. */
  async exchange(type, data, extra = {}) {
    await this.pace()
    const requestId = `req_${(++this.asked).toString(16).padStart(16, '0')}`
    const frame = { protocolVersion: '2.0', type, requestId, timestamp: Date.now(), data, ...extra }
    return this.#answered(frame.requestId, type, () => this.raw(JSON.stringify(frame)))
  }

  /** Waits for the next place in the client's own rhythm. */
  async pace() {
    const nowMs = Date.now()
    const atMs = Math.max(nowMs, this.nextMs)
    this.nextMs = atMs + PACE_MS
    if (atMs > nowMs) await new Promise((done) => setTimeout(done, atMs - nowMs))
  }

  #answered(requestId, what, send) {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`${what} was not answered within ${WAIT_MS} ms`)), WAIT_MS)
      const finish = (settle, value) => {
        clearTimeout(timer)
        this.waiting.delete(requestId)
        settle(value)
      }
      this.waiting.set(requestId, { ack: null, done: (v) => finish(done, v) })
      this.closed.then(({ code, reason }) => finish(fail, new Error(`${what}: closed with ${code} ${reason}`)))
      send()
    })
  }

  /** The result's data; fails where an error came. */
  async request(type, data, want) {
    const { ack, answer } = await this.exchange(type, data)
    if (answer.type === 'ERROR') throw new Error(`${type} was refused: ${JSON.stringify(answer.data)}`)
    check(`${type} is acknowledged before its result`, ack !== null)
    if (ack) equal(`the acknowledgement of ${type} carries no data`, ack.data, {})
    equal(`${type} is answered by`, answer.type, want)
    return answer.data
  }

  /** The error code of a request that must be refused. */
  async refusal(type, data, extra) {
    const { answer } = await this.exchange(type, data, extra)
    if (answer.type !== 'ERROR') return `no error but ${answer.type}`
    const { errorCode, errorMessage } = answer.data
    check(`the error of ${type} says something`, typeof errorMessage === 'string' && errorMessage.length > 5)
    check(`the error of ${type} shows nothing of the inside`, !/\bat io\.|Exception|SELECT |\/home\//.test(errorMessage), errorMessage)
    return errorCode
  }

  updatesOf(key) {
    return this.updates.filter((update) => update.subscriptionKey === key)
  }

  #take(bytes, binary) {
    if (binary) check('frames are text', false)
    const frame = JSON.parse(bytes.toString('utf8'))
    if (frame.type === 'status_update') return this.statuses.push(frame)
    this.#envelope(frame)
    if (frame.requestId === undefined || frame.requestId === null) return this.#push(frame)
    const waiting = this.waiting.get(frame.requestId)
    if (waiting === undefined) return this.strays.push(frame)
    if (frame.type === 'ACK' && waiting.ack === null) return (waiting.ack = frame)
    return waiting.done({ ack: waiting.ack, answer: frame })
  }

  #envelope(frame) {
    const whole = typeof frame.data === 'object' && frame.data !== null
    const inTime = Number.isSafeInteger(frame.timestamp) && frame.timestamp > 1_700_000_000_000
    if (frame.protocolVersion !== '2.0' || !whole || !inTime) check('every frame has the envelope', false, JSON.stringify(frame).slice(0, 300))
  }

  #push(frame) {
    if (frame.type === 'UPDATE') return this.updates.push({ ...frame.data, sentMs: frame.timestamp })
    return this.strays.push(frame)
  }
}
