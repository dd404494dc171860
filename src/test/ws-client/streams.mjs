// Subscriptions: what is pushed is the market, whole and in order, and ends when asked to.
import { check, equal, eventually, figure, part } from './report.mjs'
import { barsOf, plainBar, plausible } from './requests.mjs'

const SYMBOL = 'BTCUSDT'
const NAME = `BINANCE:${SYMBOL}.PERP`
export const KLINE = `${NAME}@KLINE_1`
export const QUOTES = `${NAME}@QUOTES`
export const TRADE = `${NAME}@TRADE`

export async function streams(socket, door, token) {
  const fromId = await newestTrade(door, token)
  await part('SUBSCRIBE', () => subscribe(socket))
  await part('updates', () => updates(socket))
  await part('GET_SUBSCRIPTIONS', () => listed(socket))
  await part('quotes', async () => socket.updatesOf(QUOTES).forEach((update) => plausible(quoteOf(update))))
  await part('closed bars', () => closedBars(socket, door, token))
  await part('UNSUBSCRIBE', () => unsubscribe(socket))
  await part('trades', () => tradesAreTheTape(socket, door, fromId))
  await part('unsubscribing from all', () => unsubscribeAll(socket))
  await part('wrong subscriptions', () => wrongKeys(socket))
  check('nothing came that was not asked for', socket.strays.length === 0, JSON.stringify(socket.strays[0]))
}

async function newestTrade(door, token) {
  const { items } = await door.json('/api/trades/meta', token)
  return items.find((item) => item.symbol === SYMBOL).lastAggId
}

const keysOf = (data) => data.subscriptions.map((one) => one.subscriptionKey).sort()

async function subscribe(socket) {
  const data = await socket.request('SUBSCRIBE', { subscriptions: [KLINE, QUOTES, TRADE] }, 'SUBSCRIPTION_DATA')
  equal('what is subscribed', keysOf(data), [KLINE, QUOTES, TRADE].sort())
}

/** Each kind comes, without a request id, with the one member that its kind has. */
async function updates(socket) {
  await eventually('two bars were closed by stream', 30_000, () => {
    const times = new Set(socket.updatesOf(KLINE).map((update) => update.bar.time))
    return times.size >= 3 || `${times.size} bars`
  })
  await eventually('trades come by stream', 30_000, () => socket.updatesOf(TRADE).length > 20 || socket.updatesOf(TRADE).length)
  await eventually('quotes come by stream', 30_000, () => socket.updatesOf(QUOTES).length > 3 || socket.updatesOf(QUOTES).length)
  for (const update of socket.updates) {
    const members = ['bar', 'quote', 'quotes', 'trade', 'trades', 'signal', 'account'].filter((name) => name in update)
    if (members.length !== 1) check('an update carries one thing', false, JSON.stringify(update).slice(0, 300))
  }
  figure('updates', socket.updates.length)
}

const quoteOf = (update) => update.quote ?? update.quotes[0]

async function listed(socket) {
  const data = await socket.request('GET_SUBSCRIPTIONS', {}, 'SUBSCRIPTION_DATA')
  equal('what is listed', keysOf(data), [KLINE, QUOTES, TRADE].sort())
  equal('totals', [data.total, data.activeCount, data.inactiveCount], [3, 3, 0])
  const fields = ['dataType', 'exchange', 'interval', 'lastMessageAt', 'messageCount', 'productType', 'status', 'subscribedAt', 'subscriptionKey', 'symbol']
  for (const one of data.subscriptions) {
    check(`fields of ${one.subscriptionKey}`, fields.every((field) => field in one), JSON.stringify(one))
    check(`${one.subscriptionKey} was counted`, one.messageCount > 0 && one.messageCount <= socket.updatesOf(one.subscriptionKey).length + 5, `${one.messageCount}`)
  }
  const types = Object.fromEntries(data.subscriptions.map((one) => [one.subscriptionKey, [one.dataType, one.interval]]))
  equal('types', types, { [KLINE]: ['KLINE', '1'], [QUOTES]: ['QUOTES', null], [TRADE]: ['TRADE', null] })
}

/** The last update of each bar that a later one followed is what REST says of it afterwards. */
async function closedBars(socket, door, token) {
  const last = new Map()
  for (const { bar } of socket.updatesOf(KLINE)) last.set(bar.time, plainBar(bar))
  const times = [...last.keys()]
  equal('bars come in order', times, [...times].sort((a, b) => a - b))
  const closed = times.slice(0, -1)
  const [from, to] = [closed[0], closed.at(-1) + 60_000]
  await eventually('the bars pushed are those of /api/kline', 20_000, async () => {
    const rest = barsOf(await door.json(`/api/kline?symbol=${SYMBOL}&interval=1m&from=${from}&to=${to}&limit=1000`, token))
    const pushed = closed.map((time) => last.get(time))
    return JSON.stringify(rest) === JSON.stringify(pushed) || { rest: rest.slice(0, 3), pushed: pushed.slice(0, 3) }
  })
  figure('closed bars compared', closed.length)
}

async function unsubscribe(socket) {
  const data = await socket.request('UNSUBSCRIBE', { subscriptions: [TRADE] }, 'SUBSCRIPTION_DATA')
  equal('what is left', keysOf(data), [KLINE, QUOTES].sort())
  const before = socket.updatesOf(TRADE).length
  const others = socket.updates.length
  await eventually('the others go on', 30_000, () => socket.updates.length > others + 10 || socket.updates.length)
  equal('no trade after the end was confirmed', socket.updatesOf(TRADE).length, before)
}

const tradesOf = (update) => update.trades ?? (Array.isArray(update.trade) ? update.trade : [update.trade])
const pushedTrade = (trade) => [trade.time, Number(trade.price), Number(trade.size), String(trade.side).toLowerCase()]
const tapeTrade = (row) => [row.T, Number(row.p), Number(row.q), row.m ? 'sell' : 'buy']

/** Every trade from the first to the last one pushed, as the exchange has them: none twice, none missing. */
async function tradesAreTheTape(socket, door, fromId) {
  const pushed = socket.updatesOf(TRADE).flatMap(tradesOf).map(pushedTrade)
  const tape = []
  for (let page = await door.exchangeTrades(SYMBOL, fromId); page.length > 0; page = await door.exchangeTrades(SYMBOL, page.at(-1).a + 1)) {
    tape.push(...page.map(tapeTrade))
    if (page.length < 1_000) break
  }
  const texts = tape.map(String)
  const start = texts.findIndex((text, at) => text === String(pushed[0]) && texts[at + 1] === String(pushed[1]))
  check('the first trade pushed is on the tape', start >= 0, String(pushed[0]))
  equal('the trades pushed are the tape', pushed.map(String), texts.slice(start, start + pushed.length))
  const ids = socket.updatesOf(TRADE).map((update) => update.trade.id)
  equal('ids of trades count up by one', ids, ids.map((_, at) => ids[0] + at))
  figure('trades compared', pushed.length)
}

async function unsubscribeAll(socket) {
  const data = await socket.request('UNSUBSCRIBE', { all: true }, 'SUBSCRIPTION_DATA')
  equal('nothing is left', [data.subscriptions, data.total], [[], 0])
  const before = socket.updates.length
  await socket.request('GET_SERVER_TIME', {}, 'SERVER_TIME_DATA')
  await new Promise((done) => setTimeout(done, 500))
  equal('silence after unsubscribing from all', socket.updates.length, before)
}

async function wrongKeys(socket) {
  const wrong = [
    [{}, /^MISSING_/],
    [{ subscriptions: 'all' }, /^INVALID_PARAMETERS$/],
    [{ subscriptions: [7] }, /^INVALID_PARAMETERS$/],
    [{ subscriptions: ['BINANCE:BTCUSDT.PERP'] }, /^INVALID_PARAMETERS$/],
    [{ subscriptions: ['BINANCE:BTCUSDT.PERP@KLINE_7'] }, /^INVALID_INTERVAL$/],
    [{ subscriptions: ['BINANCE:NOSUCHUSDT.PERP@TRADE'] }, /^SYMBOL_NOT_FOUND$/],
    [{ subscriptions: ['KRAKEN:BTCUSDT.PERP@TRADE'] }, /^EXCHANGE_NOT_SUPPORTED$/],
    [{ subscriptions: ['ui.server'] }, /^(INVALID_PARAMETERS|INVALID_SYMBOL)$/],
    [{ subscriptions: ['BINANCE:*.PERP@TRADE'] }, /^(INVALID_SYMBOL|SYMBOL_NOT_FOUND|INVALID_PARAMETERS)$/],
    [{ subscriptions: [TRADE, 'BINANCE:NOSUCHUSDT.PERP@TRADE'] }, /^SYMBOL_NOT_FOUND$/],
  ]
  for (const [data, code] of wrong) {
    const got = await socket.refusal('SUBSCRIBE', data)
    check(`SUBSCRIBE ${JSON.stringify(data)}`, code.test(got), got)
  }
  equal('ending what was never begun', await socket.refusal('UNSUBSCRIBE', { subscriptions: [TRADE] }), 'SUBSCRIPTION_NOT_FOUND')
  const left = await socket.request('GET_SUBSCRIPTIONS', {}, 'SUBSCRIPTION_DATA')
  equal('a refused request changes nothing', left.subscriptions, [])
}
