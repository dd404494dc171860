// Market data of both markets by the official clients: REST, WebSocket API and streams tell one story.
import { client as spotClient } from './spot-official.mjs'
import { client as usdmClient } from './usdm-official.mjs'
import { e8 } from './exact.mjs'
import { call as ask, check, eventually } from './report.mjs'

const SPOT = '@binance/spot'
const USDM = '@binance/derivatives-trading-usds-futures'
const BTC = 'BTCUSDT'
const data = async (answer) => (await answer).data()
const result = async (answer) => (await answer).data

const falling = (levels) => levels.every((level, n) => n === 0 || e8(level[0]) < e8(levels[n - 1][0]))
const rising = (levels) => levels.every((level, n) => n === 0 || e8(level[0]) > e8(levels[n - 1][0]))

/** A book is sorted, not crossed, and every level holds something. */
const sound = (book) => falling(book.bids) && rising(book.asks) && e8(book.bids[0][0]) < e8(book.asks[0][0]) && [...book.bids, ...book.asks].every((level) => e8(level[1]) > 0n)

/** Each candle opens where its interval does, and its high and low hold open and close. */
const candles = (rows, ms) => rows.length > 1 && rows.every((row, n) => Number(row[0]) % ms === 0 && Number(row[6]) === Number(row[0]) + ms - 1 && Math.max(row[1], row[4]) <= Number(row[2]) && Math.min(row[1], row[4]) >= Number(row[3]) && (n === 0 || Number(row[0]) === Number(rows[n - 1][0]) + ms))

/** What a stream pushes, gathered. */
function gather(stream) {
  const heard = []
  stream.on('message', (event) => heard.push(event))
  return heard
}

/** The stream's trades are those that REST tells by their ids. */
async function sameTrades(name, heard, pages) {
  const told = await eventually(`${name}: aggTrade pushes`, () => heard.length >= 3 && heard.slice(0, 3))
  const rows = await pages(Number(told[0].a))
  const same = told.every((event) => rows.some((row) => String(row.a) === String(event.a) && row.p === event.p && row.q === event.q && row.m === event.m))
  check(`${name}: the stream's trades are REST's`, same, `${told.map((t) => t.a)} of ${rows.length}`)
}

/** Diff events laid over a snapshot give the book that a later snapshot shows. */
async function localBook(name, heard, snapshot, follows) {
  await eventually(`${name}: depth pushes`, () => heard.length > 0)
  const first = await snapshot()
  const later = await eventually(`${name}: depth goes on`, () => heard.length > 3 && Number(heard.at(-1).u) > Number(first.lastUpdateId) && heard.filter((event) => Number(event.u) > Number(first.lastUpdateId)))
  check(`${name}: the events go on from the snapshot`, Number(later[0].U) <= Number(first.lastUpdateId) + 1, `${later[0].U} after ${first.lastUpdateId}`)
  check(`${name}: no event is missing`, heard.every((event, n) => n === 0 || follows(event, heard[n - 1])))
}

export async function spotMarket(exchange) {
  const official = spotClient(exchange, { type: 'HMAC', ...exchange.demo })
  const call = (name, promise, prove) => ask(SPOT, name, promise, prove)
  const streams = await official.websocketStreams.connect()
  const trades = gather(streams.aggTrade({ symbol: 'btcusdt' }))
  const depth = gather(streams.diffBookDepth({ symbol: 'btcusdt', updateSpeed: '100ms' }))
  const quotes = gather(streams.bookTicker({ symbol: 'btcusdt' }))
  const kline = gather(streams.kline({ symbol: 'btcusdt', interval: '1m' }))
  await spotRest(official.restAPI, call)
  await spotSocket(official, call)
  await call('stream aggTrade', () => eventually('aggTrade', () => trades[0]), (got, is) => is('event', [got.e, got.s], ['aggTrade', BTC]))
  await call('stream bookTicker', () => eventually('bookTicker', () => quotes[0]), (got, is, that) => that('bid under ask', e8(got.b) < e8(got.a), got))
  await call('stream kline', () => eventually('kline', () => kline[0]), (got, is) => is('candle', [got.k.i, got.k.s, Number(got.k.T) - Number(got.k.t)], ['1m', BTC, 59_999]))
  await call('stream diffBookDepth', () => eventually('depthUpdate', () => depth[0]), (got, is) => is('event', [got.e, got.s], ['depthUpdate', BTC]))
  await sameTrades(SPOT, trades, (fromId) => data(official.restAPI.aggTrades({ symbol: BTC, fromId, limit: 1000 })))
  await localBook(SPOT, depth, () => exchange.get(`/api/v3/depth?symbol=${BTC}&limit=100`), (event, last) => Number(event.U) === Number(last.u) + 1)
  await streams.disconnect()
}

async function spotRest(rest, call) {
  await call('time', () => data(rest.time()), (got, is, that) => that('now', Math.abs(Number(got.serverTime) - Date.now()) < 60_000, got))
  await call('exchangeInfo', () => data(rest.exchangeInfo({ symbol: BTC })), (got, is) => {
    const [symbol] = got.symbols
    is('symbol', [symbol.symbol, symbol.status, symbol.baseAsset, symbol.isSpotTradingAllowed], [BTC, 'TRADING', 'BTC', true])
    is('tick', symbol.filters.find((f) => f.filterType === 'PRICE_FILTER').tickSize, '0.01000000')
  })
  await call('depth', () => data(rest.depth({ symbol: BTC, limit: 50 })), (got, is, that) => that('a sound book', sound(got) && got.bids.length === 50, got))
  await call('getTrades', () => data(rest.getTrades({ symbol: BTC, limit: 20 })), (got, is, that) => that('ids rise by one', got.length === 20 && got.every((t, n) => n === 0 || Number(t.id) === Number(got[n - 1].id) + 1), got))
  await call('historicalTrades', () => data(rest.historicalTrades({ symbol: BTC, fromId: 5, limit: 3 })), (got, is) => is('from that id', got.map((t) => Number(t.id)), [5, 6, 7]))
  await call('klines', () => data(rest.klines({ symbol: BTC, interval: '1m', limit: 30 })), (got, is, that) => that('sound candles', candles(got, 60_000), got))
  await call('uiKlines', () => data(rest.uiKlines({ symbol: BTC, interval: '1h', limit: 5 })), (got, is, that) => that('sound candles', candles(got, 3_600_000), got))
  await call('avgPrice', () => data(rest.avgPrice({ symbol: BTC })), (got, is) => is('minutes', Number(got.mins), 5))
  const day = await call('ticker24hr', () => data(rest.ticker24hr({ symbol: BTC })), (got, is, that) => that('last between low and high', e8(got.lastPrice) <= e8(got.highPrice) && e8(got.lastPrice) >= e8(got.lowPrice), got))
  await call('ticker', () => data(rest.ticker({ symbol: BTC, windowSize: '1h' })), (got, is, that) => that('an hour lies within the day', e8(got.highPrice) <= e8(day.highPrice) && Number(got.count) < Number(day.count), got))
  await call('tickerPrice', () => data(rest.tickerPrice({ symbols: [BTC, 'ETHUSDT'] })), (got, is) => is('both', got.map((t) => t.symbol).sort(), [BTC, 'ETHUSDT']))
  await call('tickerBookTicker', () => data(rest.tickerBookTicker({ symbol: BTC })), (got, is, that) => that('bid under ask', e8(got.bidPrice) < e8(got.askPrice), got))
}

async function spotSocket(official, call) {
  const socket = await official.websocketAPI.connect()
  await call('WS time', () => result(socket.time()), (got, is, that) => that('now', Math.abs(Number(got.serverTime) - Date.now()) < 60_000, got))
  await call('WS depth', () => result(socket.depth({ symbol: BTC, limit: 10 })), (got, is, that) => that('a sound book', sound(got) && got.asks.length === 10, got))
  await call('WS klines', () => result(socket.klines({ symbol: BTC, interval: '5m', limit: 4 })), (got, is, that) => that('sound candles', candles(got, 300_000), got))
  await call('WS tradesAggregate', () => result(socket.tradesAggregate({ symbol: BTC, fromId: 9, limit: 2 })), (got, is) => is('from that id', got.map((t) => Number(t.a)), [9, 10]))
  await call('WS tickerBook', () => result(socket.tickerBook({ symbol: BTC })), (got, is, that) => that('bid under ask', e8(got.bidPrice) < e8(got.askPrice), got))
  await call('WS exchangeInfo', () => result(socket.exchangeInfo({ symbol: BTC })), (got, is) => is('symbol', got.symbols.map((s) => s.symbol), [BTC]))
  await socket.disconnect()
}

export async function usdmMarket(exchange) {
  const official = usdmClient(exchange, exchange.demo)
  const call = (name, promise, prove) => ask(USDM, name, promise, prove)
  const streams = await official.websocketStreams.connect({ stream: [] })
  const trades = gather(streams.aggregateTradeStreams({ symbol: 'btcusdt' }))
  const depth = gather(streams.diffBookDepthStreams({ symbol: 'btcusdt', updateSpeed: '100ms' }))
  const mark = gather(streams.markPriceStream({ symbol: 'btcusdt', updateSpeed: '1s' }))
  const quotes = gather(streams.individualSymbolBookTickerStreams({ symbol: 'btcusdt' }))
  const kline = gather(streams.klineCandlestickStreams({ symbol: 'btcusdt', interval: '1m' }))
  await usdmRest(official.restAPI, call)
  await usdmSocket(official, call)
  await call('stream aggTrade', () => eventually('aggTrade', () => trades[0]), (got, is) => is('event', [got.e, got.s], ['aggTrade', BTC]))
  await call('stream markPrice', () => eventually('markPrice', () => mark[0]), (got, is, that) => that('beside the index', Math.abs(got.p / got.i - 1) < 0.01 && Number(got.T) > Date.now(), got))
  await call('stream bookTicker', () => eventually('bookTicker', () => quotes[0]), (got, is, that) => that('bid under ask', e8(got.b) < e8(got.a), got))
  await call('stream kline', () => eventually('kline', () => kline[0]), (got, is) => is('candle', [got.k.i, got.k.s], ['1m', BTC]))
  await call('stream depth', () => eventually('depthUpdate', () => depth[0]), (got, is) => is('event', [got.e, got.s], ['depthUpdate', BTC]))
  await sameTrades(USDM, trades, (fromId) => data(official.restAPI.compressedAggregateTradesList({ symbol: BTC, fromId, limit: 1000 })))
  await localBook(USDM, depth, () => exchange.get(`/fapi/v1/depth?symbol=${BTC}&limit=100`), (event, last) => Number(event.pu) === Number(last.u))
  await streams.disconnect()
}

async function usdmRest(rest, call) {
  await call('orderBook', () => data(rest.orderBook({ symbol: BTC, limit: 20 })), (got, is, that) => that('a sound book', sound(got) && got.bids.length === 20, got))
  await call('klineCandlestickData', () => data(rest.klineCandlestickData({ symbol: BTC, interval: '1m', limit: 20 })), (got, is, that) => that('sound candles', candles(got, 60_000), got))
  await call('markPriceKlineCandlestickData', () => data(rest.markPriceKlineCandlestickData({ symbol: BTC, interval: '1h', limit: 5 })), (got, is, that) => that('sound candles', candles(got, 3_600_000), got))
  const now = await call('markPrice', () => data(rest.markPrice({ symbol: BTC })), (got, is, that) => that('beside the index, funding to come', Math.abs(got.markPrice / got.indexPrice - 1) < 0.01 && Number(got.nextFundingTime) > Number(got.time), got))
  await call('getFundingRateHistory', () => data(rest.getFundingRateHistory({ symbol: BTC, limit: 3 })), (got, is, that) => {
    that('every eight hours', got.length === 3 && got.every((f, n) => n === 0 || Number(f.fundingTime) - Number(got[n - 1].fundingTime) === 28_800_000), got)
    is('the last before the next', Number(got.at(-1).fundingTime) + 28_800_000, Number([now].flat()[0].nextFundingTime))
  })
  await call('openInterest', () => data(rest.openInterest({ symbol: BTC })), (got, is, that) => that('some', e8(got.openInterest) > 0n, got))
  await call('openInterestStatistics', () => data(rest.openInterestStatistics({ symbol: BTC, period: '5m', limit: 4 })), (got, is, that) => that('every five minutes', got.every((row, n) => n === 0 || Number(row.timestamp) - Number(got[n - 1].timestamp) === 300_000), got))
  await call('longShortRatio', () => data(rest.longShortRatio({ symbol: BTC, period: '5m', limit: 2 })), (got, is, that) => that('accounts add to one', got.every((row) => Math.abs(Number(row.longAccount) + Number(row.shortAccount) - 1) < 0.001), got))
  await call('takerBuySellVolume', () => data(rest.takerBuySellVolume({ symbol: BTC, period: '5m', limit: 2 })), (got, is, that) => that('the ratio is that of the volumes', got.every((row) => Math.abs(row.buyVol / row.sellVol - row.buySellRatio) < 0.01), got))
  await call('ticker24hrPriceChangeStatistics', () => data(rest.ticker24hrPriceChangeStatistics({ symbol: BTC })), (got, is, that) => that('last between low and high', e8(got.lastPrice) <= e8(got.highPrice) && e8(got.lastPrice) >= e8(got.lowPrice), got))
  await call('symbolPriceTickerV2', () => data(rest.symbolPriceTickerV2({ symbol: BTC })), (got, is) => is('symbol', got.symbol, BTC))
}

async function usdmSocket(official, call) {
  const socket = await official.websocketAPI.connect()
  await call('WS orderBook', () => result(socket.orderBook({ symbol: BTC, limit: 5 })), (got, is, that) => that('a sound book', sound(got) && got.asks.length === 5, got))
  await call('WS symbolPriceTicker', () => result(socket.symbolPriceTicker({ symbol: BTC })), (got, is) => is('symbol', got.symbol, BTC))
  await call('WS symbolOrderBookTicker', () => result(socket.symbolOrderBookTicker({ symbol: BTC })), (got, is, that) => that('bid under ask', e8(got.bidPrice) < e8(got.askPrice), got))
  await socket.disconnect()
}
