// ccxt on spot: the unified calls and watch*, and its view of USD-M market data.
import ccxt from 'ccxt'
import { beside, e8, share, sum, times } from './exact.mjs'
import { call as ask, check, refused } from './report.mjs'
import { redirect } from './usdm-ccxt.mjs'

const NAME = 'ccxt spot'
const FUTURES = 'ccxt USD-M'
const SYMBOL = 'BTC/USDT'
const PERPETUAL = 'BTC/USDT:USDT'
const call = (name, promise, prove) => ask(NAME, name, promise, prove)

const sound = (book) => book.bids[0][0] < book.asks[0][0] && book.bids.every(([p], n) => n === 0 || p < book.bids[n - 1][0]) && book.asks.every(([p], n) => n === 0 || p > book.asks[n - 1][0])

export async function spotCcxt(exchange) {
  const account = await exchange.open('spot-ccxt', { spot: { USDT: '30000', BTC: '0.5', BNB: '1' } })
  const options = { fetchMarkets: { types: ['spot'] }, fetchCurrencies: false, fetchMargins: false }
  const ex = new ccxt.pro.binance({ apiKey: account.key, secret: account.secret, enableRateLimit: false, options })
  redirect(ex, exchange)
  await ex.loadHttpProxyAgent()
  try {
    await market(ex)
    await watched(ex)
    await orders(ex)
    await fees(ex)
  } finally {
    await ex.close()
  }
}

async function market(ex) {
  await call('loadMarkets', () => ex.loadMarkets(), (got, is) => is('steps', [got[SYMBOL].precision.price, got[SYMBOL].precision.amount, got[SYMBOL].spot], [0.01, 0.00001, true]))
  await call('fetchTime', () => ex.fetchTime(), (got, is, that) => that('now', Math.abs(got - Date.now()) < 60_000, got))
  await call('fetchTicker', () => ex.fetchTicker(SYMBOL), (got, is, that) => that('last between low and high', got.low <= got.last && got.last <= got.high && got.bid < got.ask, got))
  await call('fetchTickers', () => ex.fetchTickers([SYMBOL, 'ETH/USDT']), (got, is) => is('both', Object.keys(got).sort(), [SYMBOL, 'ETH/USDT']))
  await call('fetchOrderBook', () => ex.fetchOrderBook(SYMBOL, 20), (got, is, that) => that('a sound book', sound(got) && got.bids.length === 20, got))
  await call('fetchTrades', () => ex.fetchTrades(SYMBOL, undefined, 10), (got, is, that) => that('ten in order', got.length === 10 && got.every((t, n) => n === 0 || t.timestamp >= got[n - 1].timestamp), got))
  await call('fetchOHLCV', () => ex.fetchOHLCV(SYMBOL, '1m', undefined, 10), (got, is, that) => that('a candle each minute', got.length === 10 && got.every(([t, o, h, l, c], n) => h >= Math.max(o, c) && l <= Math.min(o, c) && (n === 0 || t - got[n - 1][0] === 60_000)), got))
}

async function watched(ex) {
  await call('watchTrades', () => ex.watchTrades(SYMBOL), (got, is, that) => that('trades of that pair', got.length > 0 && got.every((t) => t.symbol === SYMBOL && t.price > 0), got))
  await call('watchOrderBook', () => ex.watchOrderBook(SYMBOL, 20), (got, is, that) => that('a sound book', sound(got), got))
  await call('watchTicker', () => ex.watchTicker(SYMBOL), (got, is, that) => that('last between low and high', got.low <= got.last && got.last <= got.high, got))
  await call('watchBidsAsks', () => ex.watchBidsAsks([SYMBOL]), (got, is, that) => that('bid under ask', got[SYMBOL].bid < got[SYMBOL].ask, got))
  await call('watchOHLCV', () => ex.watchOHLCV(SYMBOL, '1m'), (got, is, that) => that('the running minute', Math.abs(got.at(-1)[0] - Date.now()) < 130_000, got))
}

async function orders(ex) {
  const price = beside((await ex.fetchTicker(SYMBOL)).last, -3, '0.01')
  await call('fetchBalance', () => ex.fetchBalance(), (got, is) => is('USDT', [got.USDT.free, got.USDT.used], [30000, 0]))
  await ex.authenticate()
  const told = ex.watchOrders(SYMBOL)
  told.catch(() => {})
  const order = await call('createOrder limit', () => ex.createOrder(SYMBOL, 'limit', 'buy', 0.02, price), (got, is) => is('as asked', [got.status, got.price, got.amount, got.filled], ['open', price, 0.02, 0]))
  await call('watchOrders', () => told, (got, is) => is('that order', got.map((o) => [o.id, o.status]), [[order.id, 'open']]))
  const locked = times(e8(price), e8('0.02'))
  await call('fetchBalance with an open order', () => ex.fetchBalance(), (got, is) => is('locked', e8(got.info.balances.find((b) => b.asset === 'USDT').locked), locked))
  await call('fetchOpenOrders', () => ex.fetchOpenOrders(SYMBOL), (got, is) => is('that one', got.map((o) => o.id), [order.id]))
  const edited = await call('editOrder', () => ex.editOrder(order.id, SYMBOL, 'limit', 'buy', 0.03, price), (got, is, that) => that('another one', got.id !== order.id && got.amount === 0.03, got))
  await call('fetchOrder', () => ex.fetchOrder(edited.id, SYMBOL), (got, is) => is('as edited', [got.amount, got.status], [0.03, 'open']))
  await call('cancelOrder', () => ex.cancelOrder(edited.id, SYMBOL), (got, is) => is('status', got.status, 'canceled'))
  await call('fetchClosedOrders', () => ex.fetchCanceledOrders(SYMBOL), (got, is) => is('both', got.map((o) => o.id), [order.id, edited.id]))
}

/** Fees in BNB: what is traded is whole, and the discount is a quarter. */
async function fees(ex) {
  const order = await call('createOrder market', () => ex.createOrder(SYMBOL, 'market', 'sell', 0.05), (got, is) => is('filled', [got.filled, got.status], [0.05, 'closed']))
  const trades = await call('fetchMyTrades', () => ex.fetchMyTrades(SYMBOL), (got, is, that) => {
    is('of that order', [...new Set(got.map((t) => t.order))], [order.id])
    that('fees are paid in BNB', got.every((t) => t.fee.currency === 'BNB' && t.fee.cost > 0), got.map((t) => t.info))
  })
  const paid = sum(trades.map((t) => e8(t.info.commission)))
  await call('fetchBalance after', () => ex.fetchBalance(), (got, is) => {
    const of = (asset) => e8(got.info.balances.find((b) => b.asset === asset).free)
    is('money', of('USDT'), e8('30000') + sum(trades.map((t) => e8(t.info.quoteQty))))
    is('coins and BNB', [of('BTC'), of('BNB')], [e8('0.45'), e8('1') - paid])
  })
  await refused(NAME, 'more than there is', 'InsufficientFunds', () => ex.createOrder(SYMBOL, 'market', 'sell', 5))
  await refused(NAME, 'an unknown order', 'OrderNotFound', () => ex.fetchOrder('1', SYMBOL))
}

export async function ccxtFuturesMarket(exchange) {
  const ex = new ccxt.pro.binanceusdm({ enableRateLimit: false })
  redirect(ex, exchange)
  await ex.loadHttpProxyAgent()
  const of = (name, promise, prove) => ask(FUTURES, name, promise, prove)
  try {
    await of('fetchTicker', () => ex.fetchTicker(PERPETUAL), (got, is, that) => that('last between low and high', got.low <= got.last && got.last <= got.high, got))
    await of('fetchOrderBook', () => ex.fetchOrderBook(PERPETUAL, 20), (got, is, that) => that('a sound book', sound(got), got))
    await of('fetchTrades', () => ex.fetchTrades(PERPETUAL, undefined, 10), (got, is) => is('ten', got.length, 10))
    await of('fetchFundingRate', () => ex.fetchFundingRate(PERPETUAL), (got, is, that) => that('beside the index', Math.abs(got.markPrice / got.indexPrice - 1) < 0.01, got))
    await of('fetchFundingRateHistory', () => ex.fetchFundingRateHistory(PERPETUAL, undefined, 3), (got, is, that) => that('every eight hours', got[2].timestamp - got[1].timestamp === 28_800_000, got))
    await of('fetchOpenInterest', () => ex.fetchOpenInterest(PERPETUAL), (got, is, that) => that('some', got.openInterestAmount > 0, got))
    await of('fetchOpenInterestHistory', () => ex.fetchOpenInterestHistory(PERPETUAL, '5m', undefined, 3), (got, is) => is('three', got.length, 3))
    await of('fetchLongShortRatioHistory', () => ex.fetchLongShortRatioHistory(PERPETUAL, '5m', undefined, 3), (got, is, that) => that('ratios', got.length === 3 && got.every((r) => r.longShortRatio > 0), got))
    await of('fetchMarkOHLCV', () => ex.fetchMarkOHLCV(PERPETUAL, '1m', undefined, 5), (got, is, that) => that('a candle each minute', got.every((c, n) => n === 0 || c[0] - got[n - 1][0] === 60_000), got))
    await of('watchTrades', () => ex.watchTrades(PERPETUAL), (got, is, that) => that('of that contract', got.every((t) => t.symbol === PERPETUAL), got))
    await of('watchOrderBook', () => ex.watchOrderBook(PERPETUAL, 20), (got, is, that) => that('a sound book', sound(got), got))
    await of('watchMarkPrice', () => ex.watchMarkPrice(PERPETUAL), (got, is, that) => that('a price', got.markPrice > 0, got))
    await of('watchTicker', () => ex.watchTicker(PERPETUAL), (got, is, that) => that('last between low and high', got.low <= got.last && got.last <= got.high, got))
    await of('watchOHLCV', () => ex.watchOHLCV(PERPETUAL, '1m'), (got, is, that) => that('the running minute', Math.abs(got.at(-1)[0] - Date.now()) < 130_000, got))
    check('the streams were there', Object.keys(ex.clients).length > 0)
  } finally {
    await ex.close()
  }
}
