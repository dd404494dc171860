// ccxt on USD-M futures: the unified calls, and its watch* over the new stream roots.
import ccxt from 'ccxt'
import { beside, e8, share, sum, times } from './exact.mjs'
import { call as ask, check, eventually, refused } from './report.mjs'

const NAME = 'ccxt USD-M'
const SYMBOL = 'ETH/USDT:USDT'
const call = (name, promise, prove) => ask(NAME, name, promise, prove)

/** Points every address of a ccxt exchange at the simulated one; the paths stay. */
export function redirect(ex, exchange, streams) {
  const api = ex.urls.api
  for (const [name, url] of Object.entries(api)) {
    if (typeof url === 'string') api[name] = url.replace(/^https:\/\/[^/]+/, exchange.rest)
  }
  api.ws = { ...api.ws, spot: `${exchange.spotWs}/ws`, margin: `${exchange.spotWs}/ws`, future: `${exchange.ws}/ws`, 'ws-api': { spot: exchange.wsApi, future: `${exchange.ws}/ws-fapi/v1` } }
  return streams
}

async function open(exchange) {
  const account = await exchange.open('usdm-ccxt', { usdm: { USDT: '40000' } })
  const ex = new ccxt.pro.binanceusdm({ apiKey: account.key, secret: account.secret, enableRateLimit: false })
  redirect(ex, exchange)
  await ex.loadHttpProxyAgent()
  return ex
}

export async function usdmCcxt(exchange) {
  const ex = await open(exchange)
  try {
    await markets(ex)
    await account(ex)
    await restingOrder(ex, exchange)
    await marketOrder(ex)
    await conditional(ex)
    await refusals(ex)
  } finally {
    await ex.close()
  }
}

async function markets(ex) {
  await call('loadMarkets', () => ex.loadMarkets(), (got, is) => {
    const market = got[SYMBOL]
    is('contract', [market.id, market.linear, market.contractSize, market.settle], ['ETHUSDT', true, 1, 'USDT'])
    is('steps', [market.precision.price, market.precision.amount], [0.01, 0.001])
  })
}

async function account(ex) {
  await call('fetchBalance', () => ex.fetchBalance(), (got, is) => is('USDT', [got.USDT.free, got.USDT.used, got.USDT.total], [40000, 0, 40000]))
  await call('setLeverage', () => ex.setLeverage(8, SYMBOL), (got, is) => is('leverage', got.leverage, 8))
  await call('setMarginMode', () => ex.setMarginMode('isolated', SYMBOL), (got, is) => is('code', got.code, 200))
  await call('fetchMarginMode', () => ex.fetchMarginMode(SYMBOL), (got, is) => is('mode', [got.marginMode, got.symbol], ['isolated', SYMBOL]))
  await call('setMarginMode back', () => ex.setMarginMode('cross', SYMBOL), (got, is) => is('code', got.code, 200))
  await call('fetchLeverages', () => ex.fetchLeverages([SYMBOL]), (got, is) => is('leverage', got[SYMBOL].longLeverage, 8))
  await call('fetchPositionMode', () => ex.fetchPositionMode(SYMBOL), (got, is) => is('one way', got.hedged, false))
  await call('fetchTradingFee', () => ex.fetchTradingFee(SYMBOL), (got, is) => is('rates', [got.maker, got.taker], [0.0002, 0.0005]))
  await call('fetchLeverageTiers', () => ex.fetchLeverageTiers([SYMBOL]), (got, is, that) => {
    const tiers = got[SYMBOL]
    that('leverage falls as notional grows', tiers.every((t, n) => n === 0 || (t.maxLeverage < tiers[n - 1].maxLeverage && t.minNotional === tiers[n - 1].maxNotional)), tiers)
  })
}

async function restingOrder(ex, exchange) {
  const price = beside(await exchange.usdmPrice('ETHUSDT'), -3, '0.01')
  const watched = []
  const order = await call('createOrder limit', async () => {
    watch(ex, watched)
    await eventually('ccxt listens', () => Object.keys(ex.clients).some((url) => url.includes('/private/')))
    await ex.clients[Object.keys(ex.clients).find((url) => url.includes('/private/'))].connected
    return ex.createOrder(SYMBOL, 'limit', 'buy', 0.5, price, { clientOrderId: 'ccxt-1' })
  }, (got, is) => is('as asked', [got.status, got.price, got.amount, got.remaining, got.clientOrderId], ['open', price, 0.5, 0.5, 'ccxt-1']))
  await eventually('watchOrders tells of it', () => watched.some((o) => o.id === order.id && o.status === 'open'))
  const margin = times(e8(price), e8('0.5')) / 8n
  await call('fetchBalance with an open order', () => ex.fetchBalance(), (got, is) => is('margin', e8(got.info.totalOpenOrderInitialMargin), margin))
  await call('fetchOpenOrders', () => ex.fetchOpenOrders(SYMBOL), (got, is) => is('that one', got.map((o) => [o.id, o.price]), [[order.id, price]]))
  await call('editOrder', () => ex.editOrder(order.id, SYMBOL, 'limit', 'buy', 0.6, price), (got, is) => is('more', [got.id, got.amount], [order.id, 0.6]))
  await call('fetchOrder', () => ex.fetchOrder(order.id, SYMBOL), (got, is) => is('as amended', [got.amount, got.filled, got.status], [0.6, 0, 'open']))
  await call('cancelOrder', () => ex.cancelOrder(order.id, SYMBOL), (got, is) => is('status', got.status, 'canceled'))
  await eventually('watchOrders tells of its end', () => watched.some((o) => o.id === order.id && o.status === 'canceled'))
  await call('fetchOrders', () => ex.fetchOrders(SYMBOL), (got, is) => is('the newest', [got.at(-1).id, got.at(-1).status], [order.id, 'canceled']))
}

/** Gathers what watchOrders says until the client is closed. */
async function watch(ex, watched) {
  try {
    for (;;) watched.push(...(await ex.watchOrders(SYMBOL)).map((o) => ({ id: o.id, status: o.status })))
  } catch (error) {
    check('watchOrders ends only with its client', error instanceof ccxt.ExchangeClosedByUser, String(error))
  }
}

async function marketOrder(ex) {
  const order = await call('createOrder market', () => ex.createOrder(SYMBOL, 'market', 'buy', 0.4), (got, is) => is('filled', [got.filled, got.status], [0.4, 'closed']))
  const trades = await call('fetchMyTrades', () => ex.fetchMyTrades(SYMBOL, undefined, undefined, { orderId: order.id }), (got, is, that) => {
    is('amount', sum(got.map((t) => e8(t.info.qty))), e8('0.4'))
    that('each fee is 0.05 %', got.every((t) => e8(t.info.commission) === share(e8(t.info.quoteQty), e8('0.0005')) && t.takerOrMaker === 'taker'), got.map((t) => t.info))
  })
  await call('fetchPositions', () => ex.fetchPositions([SYMBOL]), (got, is) => is('long', got.map((p) => [p.side, p.contracts, p.marginMode]), [['long', 0.4, 'cross']]))
  const fees = sum(trades.map((t) => e8(t.info.commission)))
  await call('fetchBalance after', () => ex.fetchBalance(), (got, is) => is('the fee is paid', e8(got.info.totalWalletBalance), e8('40000') - fees))
  await call('fetchLedger', () => ex.fetchLedger('USDT'), (got, is) => is('the same fees', sum(got.filter((row) => row.info.incomeType === 'COMMISSION').map((row) => e8(row.info.income))), -fees))
  const told = ex.watchPositions([SYMBOL])
  await call('createOrder reduceOnly', () => ex.createOrder(SYMBOL, 'market', 'sell', 0.4, undefined, { reduceOnly: true }), (got, is) => is('closed', [got.filled, got.reduceOnly], [0.4, true]))
  await call('watchPositions', () => told, (got, is, that) => that('smaller', got.every((p) => p.symbol === SYMBOL && p.contracts < 0.4), got))
  await call('fetchPositions after', () => ex.fetchPositions([SYMBOL]), (got, is) => is('none', got.filter((p) => p.contracts > 0), []))
}

async function conditional(ex) {
  const last = (await ex.fetchTicker(SYMBOL)).last
  const stop = beside(last, 5, '0.01')
  const order = await call('createOrder stop', () => ex.createOrder(SYMBOL, 'market', 'buy', 0.1, undefined, { stopLossPrice: stop }), (got, is) => is('waits', [got.triggerPrice, got.status], [stop, 'open']))
  await call('fetchOpenOrders conditional', () => ex.fetchOpenOrders(SYMBOL, undefined, undefined, { trigger: true }), (got, is) => is('that one', got.map((o) => [o.id, o.triggerPrice]), [[order.id, stop]]))
  await call('cancelOrder conditional', () => ex.cancelOrder(order.id, SYMBOL, { trigger: true }), (got, is) => is('that one', got.id, order.id))
  const trailing = await call('createOrder trailing', () => ex.createOrder(SYMBOL, 'market', 'sell', 0.1, undefined, { trailingPercent: 2 }), (got, is) => is('callback', [got.info.orderType, Number(got.info.callbackRate)], ['TRAILING_STOP_MARKET', 2]))
  await call('cancelAllOrders conditional', () => ex.cancelAllOrders(SYMBOL, { trigger: true }), (got, is, that) => that('done', trailing.id !== order.id && got.length > 0, got))
}

async function refusals(ex) {
  await refused(NAME, 'more than the account can bear', 'Margin is insufficient', () => ex.createOrder(SYMBOL, 'market', 'buy', 1900))
  await refused(NAME, 'an unknown order', 'OrderNotFound', () => ex.fetchOrder('1', SYMBOL))
}
