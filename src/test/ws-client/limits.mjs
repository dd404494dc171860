// What a clumsy or hostile client meets: errors that name the fault, closes with a reason, bounded queues.
import { Socket } from './socket.mjs'
import { check, equal, eventually, figure, part } from './report.mjs'
import { QUOTES } from './streams.mjs'

const open = async (door, token) => Socket.open(door.socketUrl('/ws/market', await door.ticket(token)))

export async function limits(door) {
  await part('frames that are none', () => badFrames(door))
  await part('frames too large', () => largeFrames(door))
  await part('a flood of requests', () => flood(door))
}

async function badFrames(door) {
  const socket = await open(door, door.tokens.viewer)
  const frame = (change) => JSON.stringify({ protocolVersion: '2.0', type: 'GET_SERVER_TIME', requestId: 'req_1', timestamp: 1, data: {}, ...change })
  const wrong = [
    ['no JSON', 'hello', 'PROTOCOL_ERROR'],
    ['half a frame', '{"protocolVersion":"2.0","type":"GET', 'PROTOCOL_ERROR'],
    ['an array', '[]', 'PROTOCOL_ERROR'],
    ['null', 'null', 'PROTOCOL_ERROR'],
    ['another version', frame({ protocolVersion: '1.0' }), 'PROTOCOL_ERROR'],
    ['no version', frame({ protocolVersion: undefined }), 'PROTOCOL_ERROR'],
    ['a deep frame', `{"data":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'PROTOCOL_ERROR'],
    ['no type', frame({ type: undefined }), 'PROTOCOL_ERROR'],
    ['an unknown type', frame({ type: 'GET_EVERYTHING' }), 'UNKNOWN_ACTION'],
    ['a result for a request', frame({ type: 'KLINES_DATA' }), 'UNKNOWN_ACTION'],
    ['a push for a request', frame({ type: 'UPDATE' }), 'UNKNOWN_ACTION'],
    ['a type with another case', frame({ type: 'get_server_time' }), 'UNKNOWN_ACTION'],
    ['a number for a type', frame({ type: 5 }), 'PROTOCOL_ERROR'],
    ['text for data', frame({ data: 'x' }), 'PROTOCOL_ERROR'],
    ['an object for a request id', frame({ requestId: {} }), 'PROTOCOL_ERROR'],
    ['a huge request id', frame({ requestId: 'r'.repeat(5_000) }), 'PROTOCOL_ERROR'],
  ]
  for (const [what, text, code] of wrong) {
    const said = nextFrame(socket)
    await socket.pace()
    socket.raw(text)
    const answer = await said
    equal(`${what} is answered by`, [answer.type, answer.data?.errorCode], ['ERROR', code])
    check(`${what}: the message says what to do`, (answer.data?.errorMessage ?? '').length > 5)
    check(`${what}: nothing of the inside`, !/\bat io\.|Exception|jackson/i.test(JSON.stringify(answer)), JSON.stringify(answer).slice(0, 200))
  }
  const plain = nextFrame(socket)
  await socket.pace()
  socket.raw(frame({ requestId: undefined }))
  const answer = await plain
  equal('a request without an id is answered without one', [answer.type, answer.requestId], ['SERVER_TIME_DATA', undefined])
  await socket.request('GET_SERVER_TIME', {}, 'SERVER_TIME_DATA')
  await socket.close()
}

/** The next frame that is neither a push nor an acknowledgement. */
function nextFrame(socket) {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('no answer within 30 s')), 30_000)
    const listen = (bytes) => {
      const frame = JSON.parse(bytes.toString())
      if (frame.type === 'ACK' || frame.type === 'UPDATE') return
      clearTimeout(timer)
      socket.socket.off('message', listen)
      done(frame)
    }
    socket.socket.on('message', listen)
    socket.closed.then(({ code, reason }) => fail(new Error(`closed with ${code} ${reason}`)))
  })
}

async function largeFrames(door) {
  const socket = await open(door, door.tokens.viewer)
  socket.raw('x'.repeat(2 * 1024 * 1024))
  const { code } = await socket.closed
  // Whoever sends on while being cut off sees the cut instead of the code.
  check('a frame of 2 MiB ends the socket', [1009, 1006].includes(code), `${code}`)
  const text = await open(door, door.tokens.viewer)
  text.raw(Buffer.from([0, 1, 2, 255]), { binary: true })
  const end = await Promise.race([text.closed.then(({ code: c }) => `closed ${c}`), nextFrame(text).then((frame) => frame.data.errorCode, () => 'closed')])
  check('a binary frame is refused', /^(closed|PROTOCOL_ERROR)/.test(end), end)
  text.socket.terminate()
}

/** Far more than anybody needs is refused with its own code, by its own id, or ends the socket with a reason. */
async function flood(door) {
  const socket = await open(door, door.tokens.viewer)
  const answers = new Map()
  socket.socket.on('message', (bytes) => {
    const frame = JSON.parse(bytes.toString())
    if (frame.type !== 'ACK') answers.set(frame.requestId, frame.type === 'ERROR' ? frame.data.errorCode : frame.type)
  })
  const frames = Array.from({ length: 3_000 }, (_, i) => ({ protocolVersion: '2.0', type: 'GET_SERVER_TIME', requestId: `f${i}`, timestamp: 1, data: {} }))
  frames.forEach((frame) => socket.raw(JSON.stringify(frame)))
  const ended = socket.closed.then(({ reason }) => `closed: ${reason}`)
  const settled = eventually('a flood is answered or cut off', 30_000, () => answers.size === 3_000 || answers.has('f2999') || socket.socket.readyState === 3)
  await Promise.race([ended, settled])
  const kinds = [...answers.values()]
  const refused = kinds.filter((kind) => kind === 'RATE_LIMIT_EXCEEDED').length
  const served = kinds.filter((kind) => kind === 'SERVER_TIME_DATA').length
  const cut = socket.socket.readyState === 3
  check('a flood meets the limit', refused > 0, `${served} served, ${refused} refused`)
  equal('each refusal names the request it refuses', answers.has(undefined), false)
  check('the first of a flood is served', served > 0)
  figure('of 3000 at once', { served, refused, cut })
  socket.socket.terminate()
}

/**
 * A reader that stopped: its line is filled by answers it asked for and does not read. Quotes wait as
 * one newest value; trades cannot wait, so the socket is ended with a reason.
 */
export async function slowReaders(door) {
  await Promise.all([
    part('a slow reader of trades', () => slowTrades(door)),
    part('a slow reader of quotes', () => slowQuotes(door)),
  ])
}

/** Fills the line between, by asking for much without reading, as fast as a client may. */
async function fill(socket, toTime) {
  socket.socket.pause()
  for (let i = 0; i < 90 && socket.socket.readyState === 1; i++) {
    const data = { symbol: 'BINANCE:BTCUSDT.PERP', interval: '1', fromTime: toTime - 59_000_000, toTime }
    await socket.pace()
    socket.raw(JSON.stringify({ protocolVersion: '2.0', type: 'GET_KLINES', requestId: `fill${i}`, timestamp: 1, data }))
  }
}

const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'XRPUSDT', 'SOLUSDT']

/** How long nothing is read doubles until the server has had enough. */
async function slowTrades(door) {
  const socket = await open(door, door.tokens.viewer)
  const subscriptions = SYMBOLS.map((symbol) => `BINANCE:${symbol}.PERP@TRADE`)
  await socket.request('SUBSCRIBE', { subscriptions }, 'SUBSCRIPTION_DATA')
  let end
  for (let waitMs = 14_000; end === undefined && waitMs < 60_000; waitMs *= 2) {
    await fill(socket, (await door.exchangeClock()).market_ms)
    await wait(waitMs)
    socket.socket.resume()
    end = await Promise.race([socket.closed, wait(2_000)])
  }
  figure('slow reader of trades', end ?? 'was kept')
  check('a reader that stopped is dropped for trades, with a reason', end?.code > 1000 && /slow/i.test(end.reason), JSON.stringify(end))
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms))

/** Meanwhile quotes change many times; at most what the line already held comes before the newest one. */
async function slowQuotes(door) {
  const socket = await open(door, door.tokens.viewer)
  await socket.request('SUBSCRIBE', { subscriptions: [QUOTES] }, 'SUBSCRIPTION_DATA')
  await fill(socket, (await door.exchangeClock()).market_ms)
  await wait(6_000)
  const resumedMs = (await door.exchangeClock()).market_ms
  socket.socket.resume()
  await eventually('the newest quote comes after the pause', 30_000, () => {
    const last = socket.updatesOf(QUOTES).at(-1)
    return (last !== undefined && last.sentMs >= resumedMs - 5_000) || last
  })
  check('a reader of quotes is kept', socket.socket.readyState === 1)
  figure('quotes in all of a stopped reader', socket.updatesOf(QUOTES).length)
  await socket.close()
}
