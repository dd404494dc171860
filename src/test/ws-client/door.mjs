// HTTP beside the sockets: tickets, the REST answers that frames are compared with, the exchange's own tape.
import { get } from 'node:http'

export class Door {
  constructor(given) {
    this.base = given.url.replace(/\/$/, '')
    this.sim = given.sim
    this.tokens = given.tokens
  }

  socketUrl(path, ticket) {
    return this.base.replace(/^http/, 'ws') + path + (ticket === undefined ? '' : `?ticket=${encodeURIComponent(ticket)}`)
  }

  async json(path, token) {
    const answer = await fetch(this.base + path, { headers: { Authorization: `Bearer ${token}` } })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
    return answer.json()
  }

  async ticket(token) {
    const answer = await fetch(`${this.base}/api/v1/tickets`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: '{}',
    })
    if (answer.status !== 201) throw new Error(`a ticket was answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()).ticket
  }

  /** Trades of the exchange itself, from an id. */
  async exchangeTrades(symbol, fromId) {
    const answer = await fetch(`${this.sim}/trades?market=usdm&symbol=${symbol}&from_id=${fromId}&limit=1000`)
    return (await answer.json()).items
  }

  async exchangeClock() {
    return (await fetch(`${this.sim}/clock`)).json()
  }

  /** The status code of an upgrade with headers that a browser would not let a page choose. */
  upgradeStatus(path, headers = {}) {
    return new Promise((done, fail) => {
      const key = 'dGhlIHNhbXBsZSBub25jZQ=='
      const asked = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': key }
      const request = get(this.base + path, { headers: { ...asked, ...headers } })
      request.on('upgrade', (_, socket) => done(socket.destroy() && 101))
      request.on('response', (answer) => done(answer.resume() && answer.statusCode))
      request.on('error', fail)
    })
  }
}
