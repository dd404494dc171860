// The simulated exchange itself: where it answers, and the hooks with which tools open accounts.
export class Exchange {
  constructor(given) {
    Object.assign(this, { rest: given.rest, ws: given.ws, spotWs: given.spot_ws, wsApi: given.ws_api, admin: given.admin })
    this.demo = { key: given.key, secret: given.secret }
  }

  /** A new account with a key of its own: nobody else's orders move its balances. */
  async open(name, balances, type = 'HMAC') {
    const answer = await fetch(`${this.admin}/accounts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, balances, key: { type } }),
    })
    if (answer.status !== 201) throw new Error(`no account: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }

  /** Market data as anyone can ask for it without a client. */
  async get(path) {
    const answer = await fetch(this.rest + path)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
    return answer.json()
  }

  /** The price of the newest trade. */
  usdmPrice = async (symbol) => (await this.get(`/fapi/v1/aggTrades?symbol=${symbol}&limit=1`))[0].p
  spotPrice = async (symbol) => (await this.get(`/api/v3/aggTrades?symbol=${symbol}&limit=1`))[0].p
}
