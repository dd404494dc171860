// Requests with one answer: configuration, time, symbols, bars, quotes.
import { check, equal, part } from './report.mjs'

const MINUTE = 60_000
const PERP = (symbol) => `BINANCE:${symbol}.PERP`
/** Resolution as charting clients write it, and what REST calls it. */
const INTERVALS = { 1: '1m', 5: '5m', 15: '15m', 60: '1h', 240: '4h', '1D': '1d' }
const RESOLUTIONS = ['1', '5', '15', '60', '240', '1D', '1W', '1M']

export async function requests(socket, door, token) {
  const mode = await door.json('/api/v1/mode', token)
  await part('GET_CONFIG', () => config(socket))
  await part('GET_SERVER_TIME', () => serverTime(socket, door))
  await part('GET_SEARCH_SYMBOLS', () => search(socket, mode.symbols))
  await part('GET_RESOLVE_SYMBOL', () => resolve(socket, mode.symbols))
  await part('GET_KLINES', () => klines(socket, door, token))
  await part('GET_KLINES with wrong parameters', () => wrongKlines(socket, door))
  await part('requests of later versions', () => later(socket))
  await part('GET_QUOTES', () => quotes(socket, door, token, mode.symbols))
}

async function config(socket) {
  const data = await socket.request('GET_CONFIG', {}, 'CONFIG_DATA')
  for (const flag of ['supports_search', 'supports_group_request', 'supports_marks', 'supports_timescale_marks', 'supports_time']) {
    equal(`${flag} is a boolean`, typeof data[flag], 'boolean')
  }
  check('search and time are supported', data.supports_search && data.supports_time)
  equal('a data feed has either search or groups', data.supports_group_request, false)
  equal('supported_resolutions', data.supported_resolutions, RESOLUTIONS)
  check('currency codes', Array.isArray(data.currency_codes) && data.currency_codes.includes('USDT'))
  check('symbol types', Array.isArray(data.symbols_types) && data.symbols_types.length > 0)
}

async function serverTime(socket, door) {
  const before = (await door.exchangeClock()).market_ms
  const data = await socket.request('GET_SERVER_TIME', {}, 'SERVER_TIME_DATA')
  const after = (await door.exchangeClock()).market_ms
  const time = data.serverTime
  check('the server time is market time', time >= before - 2_000 && time <= after + 2_000, `${time} not in ${before}..${after}`)
}

async function search(socket, symbols) {
  const all = await socket.request('GET_SEARCH_SYMBOLS', { query: '', limit: 100 }, 'SEARCH_SYMBOLS_DATA')
  equal('count is the number of symbols shown', all.count, all.symbols.length)
  for (const { symbol } of symbols) {
    const found = await socket.request('GET_SEARCH_SYMBOLS', { query: symbol.toLowerCase() }, 'SEARCH_SYMBOLS_DATA')
    const row = found.symbols.find((one) => one.fullName === PERP(symbol))
    check(`a search finds ${symbol}`, row !== undefined, JSON.stringify(found))
    if (row) equal(`fields of ${symbol} in a search`, fieldsOf(row), ['description', 'exchange', 'fullName', 'symbol', 'ticker', 'type'])
    equal(`exchange of ${symbol}`, row?.exchange, 'BINANCE')
  }
  const first = await socket.request('GET_SEARCH_SYMBOLS', { query: '', limit: 1 }, 'SEARCH_SYMBOLS_DATA')
  const second = await socket.request('GET_SEARCH_SYMBOLS', { query: '', limit: 1, offset: 1 }, 'SEARCH_SYMBOLS_DATA')
  equal('a page has as many as asked for', [first.symbols.length, first.count], [1, 1])
  check('total counts what is beyond the page', first.total === all.total && all.total >= symbols.length)
  equal('pages follow each other', [first.symbols[0], second.symbols[0]], all.symbols.slice(0, 2))
  const none = await socket.request('GET_SEARCH_SYMBOLS', { query: 'NO-SUCH-THING' }, 'SEARCH_SYMBOLS_DATA')
  equal('nothing found', [none.symbols, none.total, none.count], [[], 0, 0])
  for (const wrong of [{ limit: 101 }, { limit: 0 }, { limit: 'ten' }, { offset: -1 }]) {
    const code = await socket.refusal('GET_SEARCH_SYMBOLS', { query: 'BTC', ...wrong })
    equal(`a search with ${JSON.stringify(wrong)}`, code, 'INVALID_PARAMETERS')
  }
}

const fieldsOf = (value) => Object.keys(value).sort()

async function resolve(socket, symbols) {
  for (const { symbol, tick } of symbols) {
    const info = await socket.request('GET_RESOLVE_SYMBOL', { symbol: PERP(symbol) }, 'SYMBOL_DATA')
    equal(`ticker of ${symbol}`, info.ticker, PERP(symbol))
    check(`names of ${symbol}`, [info.name, info.description, info.type].every((text) => typeof text === 'string' && text !== ''))
    equal(`exchange, session and zone of ${symbol}`, [info.exchange, info.session, info.timezone], ['BINANCE', '24x7', 'Etc/UTC'])
    equal(`price step of ${symbol}`, Number((info.minmov / info.pricescale).toPrecision(12)), Number(tick))
    equal(`intraday of ${symbol}`, info.has_intraday, true)
    check(`resolutions of ${symbol}`, RESOLUTIONS.every((one) => info.supported_resolutions.includes(one)), `${info.supported_resolutions}`)
  }
  equal('an unknown symbol', await socket.refusal('GET_RESOLVE_SYMBOL', { symbol: PERP('NOSUCHUSDT') }), 'SYMBOL_NOT_FOUND')
  equal('an unknown exchange', await socket.refusal('GET_RESOLVE_SYMBOL', { symbol: 'KRAKEN:BTCUSDT' }), 'EXCHANGE_NOT_SUPPORTED')
  equal('no symbol', await socket.refusal('GET_RESOLVE_SYMBOL', {}), 'MISSING_SYMBOL')
  equal('a number for a symbol', await socket.refusal('GET_RESOLVE_SYMBOL', { symbol: 7 }), 'INVALID_PARAMETERS')
}

async function klines(socket, door, token) {
  const nowMs = (await door.exchangeClock()).market_ms
  for (const [resolution, interval] of Object.entries(INTERVALS)) {
    const width = { '1m': 1, '5m': 5, '15m': 15, '1h': 60, '4h': 240, '1d': 1_440 }[interval] * MINUTE
    // Wholly in the past: these bars are closed on both sides and can differ by nothing.
    const to = Math.floor((nowMs - 10 * MINUTE) / width) * width - width
    const from = to - 40 * width
    await sameBars(socket, door, token, { symbol: 'BTCUSDT', resolution, interval, from, to })
  }
  const width = MINUTE
  const to = Math.floor(nowMs / width) * width - 10 * width
  for (const symbol of ['ETHUSDT', 'XRPUSDT', 'SOLUSDT']) {
    await sameBars(socket, door, token, { symbol, resolution: '1', interval: '1m', from: to - 200 * width, to })
  }
  const before = { symbol: PERP('BTCUSDT'), interval: '1', fromTime: 1_500_000_000_000, toTime: 1_500_000_060_000 }
  const none = await socket.request('GET_KLINES', before, 'KLINES_DATA')
  const all = await socket.request('GET_KLINES', { ...before, interval: '1', fromTime: 0, toTime: nowMs }, 'KLINES_DATA')
  equal('of a long range the newest thousand', [all.count, all.truncated], [1_000, true])
  equal('bars one after the other', all.bars.map((bar) => bar.time), all.bars.map((_, at) => all.bars[0].time + at * MINUTE))
  equal('before the first bar', [none.bars, none.count, none.noData], [[], 0, true])
}

async function sameBars(socket, door, token, { symbol, resolution, interval, from, to }) {
  const what = `${symbol} ${interval}`
  const asked = { symbol: PERP(symbol), interval: resolution, fromTime: from, toTime: to }
  const data = await socket.request('GET_KLINES', asked, 'KLINES_DATA')
  equal(`${what}: what was asked for is repeated`, [data.symbol, data.interval], [PERP(symbol), resolution])
  equal(`${what}: count`, data.count, data.bars.length)
  equal(`${what}: noData`, data.noData, data.bars.length === 0)
  const rest = await door.json(`/api/kline?symbol=${symbol}&interval=${interval}&from=${from}&to=${to}&limit=1000`, token)
  check(`${what}: REST has bars to compare with`, rest.t.length > 3, `${rest.t.length}`)
  equal(`${what}: bars are those of /api/kline`, data.bars.map(plainBar), barsOf(rest))
}

/** A bar as numbers, in one order. */
export const plainBar = (bar) => [bar.time, ...[bar.open, bar.high, bar.low, bar.close, bar.volume].map(Number)]

/** The bars of an answer of /api/kline in the same shape. */
export const barsOf = (rest) => rest.t.map((t, i) => [t, ...[rest.o[i], rest.h[i], rest.l[i], rest.c[i], rest.v[i]].map(Number)])

async function wrongKlines(socket, door) {
  const to = (await door.exchangeClock()).market_ms
  const good = { symbol: PERP('BTCUSDT'), interval: '1', fromTime: to - 60 * MINUTE, toTime: to }
  const wrong = [
    [{ interval: '7' }, 'INVALID_INTERVAL'],
    [{ interval: '1m' }, 'INVALID_INTERVAL'],
    [{ symbol: PERP('NOSUCHUSDT') }, 'SYMBOL_NOT_FOUND'],
    [{ symbol: 'KRAKEN:BTCUSDT.PERP' }, 'EXCHANGE_NOT_SUPPORTED'],
    [{ symbol: "BINANCE:BTC'; DROP TABLE bar;--" }, 'INVALID_SYMBOL'],
    [{ fromTime: to, toTime: to - 1 }, 'INVALID_DATE_RANGE'],
    [{ fromTime: 'yesterday' }, 'INVALID_PARAMETERS'],
    [{ fromTime: -1 }, 'INVALID_PARAMETERS'],
    [{ interval: undefined }, 'MISSING_INTERVAL'],
    [{ symbol: undefined }, 'MISSING_SYMBOL'],
  ]
  for (const [change, code] of wrong) {
    equal(`klines with ${JSON.stringify(change)}`, await socket.refusal('GET_KLINES', { ...good, ...change }), code)
  }
}

const LATER = [
  'GET_SPOT_ACCOUNT', 'GET_FUTURES_ACCOUNT', 'CREATE_ALERT_CONFIG', 'LIST_ALERT_CONFIG', 'UPDATE_ALERT_CONFIG', 'DELETE_ALERT_CONFIG',
  'ENABLE_ALERT_CONFIG', 'LIST_SIGNALS', 'GET_STRATEGY_METADATA', 'GET_STRATEGY_METADATA_BY_TYPE', 'CREATE_ORDER', 'GET_ORDER',
  'CANCEL_ORDER', 'LIST_ORDERS', 'GET_OPEN_ORDERS',
]

/** What the protocol has and the server has not yet is said to be missing, not to be unknown. */
async function later(socket) {
  for (const type of LATER) equal(type, await socket.refusal(type, {}), 'SERVICE_UNAVAILABLE')
}

async function quotes(socket, door, token, symbols) {
  const names = symbols.map(({ symbol }) => PERP(symbol))
  const data = await socket.request('GET_QUOTES', { symbols: names }, 'QUOTES_DATA')
  const list = Array.isArray(data) ? data : data.quotes
  equal('a quote for each symbol, in the order asked', list.map((quote) => [quote.n, quote.s]), names.map((n) => [n, 'ok']))
  for (const quote of list) await plausible(quote)
  const many = Array.from({ length: 51 }, () => names[0])
  equal('more than 50 symbols', await socket.refusal('GET_QUOTES', { symbols: many }), 'TOO_MANY_SYMBOLS')
  equal('symbols that are no list', await socket.refusal('GET_QUOTES', { symbols: names[0] }), 'INVALID_SYMBOLS')
  equal('no symbols', await socket.refusal('GET_QUOTES', {}), 'MISSING_SYMBOLS')
}

/** What a quote says must fit together, whatever the market did meanwhile. */
export function plausible({ n, v }) {
  const keys = ['ch', 'chp', 'short_name', 'exchange', 'description', 'lp', 'ask', 'bid', 'spread', 'open_price', 'high_price', 'low_price', 'prev_close_price', 'volume']
  check(`${n}: all fields of a quote`, keys.every((key) => key in v), keys.filter((key) => !(key in v)).join())
  const last = Number(v.lp)
  check(`${n}: a last price`, last > 0)
  if (v.high_price !== null) check(`${n}: low, last, high in order`, Number(v.low_price) <= last && last <= Number(v.high_price))
  if (v.ask !== null && v.bid !== null) {
    check(`${n}: ask over bid`, Number(v.ask) >= Number(v.bid))
    check(`${n}: the spread is their distance`, Math.abs(Number(v.ask) - Number(v.bid) - Number(v.spread)) < 1e-6)
  }
  if (v.prev_close_price !== null && v.ch !== null) {
    check(`${n}: the change is against the previous close`, Math.abs(last - Number(v.prev_close_price) - Number(v.ch)) < 1e-6 * last)
  }
}
