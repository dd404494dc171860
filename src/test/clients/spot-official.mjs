// The official JavaScript client of spot: REST, the WebSocket API and its user stream, with keys of all three kinds.
import { Spot } from '@binance/spot'
import { beside, e8, share, sum, times } from './exact.mjs'
import { call as ask, check, eventually, refused } from './report.mjs'

const NAME = '@binance/spot'
const BTC = 'BTCUSDT'
const FEE = e8('0.001')

const call = (name, promise, prove) => ask(NAME, name, promise, prove)
const data = async (answer) => (await answer).data()
const result = async (answer) => (await answer).data

/** A client of one account; keys other than HMAC come with a private key. */
export function client(exchange, account) {
  const secret = account.type === 'HMAC' ? { apiSecret: account.secret } : { privateKey: account.secret }
  const keys = { apiKey: account.key, ...secret }
  return new Spot({
    configurationRestAPI: { ...keys, basePath: exchange.rest },
    configurationWebsocketAPI: { ...keys, wsURL: exchange.wsApi },
    configurationWebsocketStreams: { wsURL: exchange.spotWs },
  })
}

/** Free and locked of an asset, in 1e-8. */
const held = (account, asset) => {
  const row = account.balances.find((balance) => balance.asset === asset)
  return row === undefined ? [0n, 0n] : [e8(row.free), e8(row.locked)]
}

const reports = (events, id, type) => events.filter((e) => e.e === 'executionReport' && String(e.i) === String(id) && (type === undefined || e.x === type))

export async function spotOfficial(exchange) {
  const account = await exchange.open('spot-official', { spot: { USDT: '20000', BTC: '1' } })
  const official = client(exchange, account)
  const socket = await official.websocketAPI.connect()
  const events = await subscribe(socket)
  const rest = official.restAPI
  await general(rest)
  await restingOrder(rest, exchange, events)
  await replacing(rest, exchange)
  await marketOrders(rest, events)
  await lists(rest, exchange, events)
  await socketOrders(socket, rest, exchange, events)
  await reconcile(rest)
  await refusals(rest, exchange)
  await socket.disconnect()
}

async function subscribe(socket) {
  const events = []
  await call('WS userDataStreamSubscribeSignature', () => socket.userDataStreamSubscribeSignature(), ({ response, stream }, is) => {
    stream.on('message', (event) => events.push(event))
    is('the first subscription', response.data.subscriptionId, 0)
  })
  await call('WS sessionSubscriptions', () => result(socket.sessionSubscriptions()), (got, is) => is('that one', got, [{ subscriptionId: 0 }]))
  return events
}

async function general(rest) {
  await call('getAccount', () => data(rest.getAccount()), (got, is) => {
    is('balances', [held(got, 'USDT'), held(got, 'BTC')], [[e8('20000'), 0n], [e8('1'), 0n]])
    is('rights and rates', [got.canTrade, got.accountType, e8(got.commissionRates.taker)], [true, 'SPOT', FEE])
  })
  await call('accountCommission', () => data(rest.accountCommission({ symbol: BTC })), (got, is) => is('rates', [got.symbol, e8(got.standardCommission.maker), got.discount.discountAsset, e8(got.discount.discount)], [BTC, FEE, 'BNB', e8('0.75')]))
  await call('rateLimitOrder', () => data(rest.rateLimitOrder()), (got, is) => is('of an account', got.map((l) => [l.rateLimitType, l.interval, Number(l.limit)]), [['ORDERS', 'SECOND', 50], ['ORDERS', 'DAY', 160_000]]))
}

/** An order that rests: its funds are locked to the last digit, and free again when it is cancelled. */
async function restingOrder(rest, exchange, events) {
  const price = beside(await exchange.spotPrice(BTC), -3, '0.01')
  const wanted = { symbol: BTC, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.02, price, newClientOrderId: 'rests-1' }
  await call('orderTest', () => data(rest.orderTest(wanted)), (got, is) => is('nothing happens', got, {}))
  const order = await call('newOrder LIMIT', () => data(rest.newOrder(wanted)), (got, is) => {
    is('as asked', [got.symbol, got.status, got.clientOrderId, got.fills], [BTC, 'NEW', 'rests-1', []])
    is('amounts', [e8(got.price), e8(got.origQty), e8(got.executedQty)], [e8(price), e8('0.02'), 0n])
  })
  const locked = times(e8(price), e8('0.02'))
  await call('getAccount with an open order', () => data(rest.getAccount()), (got, is) => is('locked', held(got, 'USDT'), [e8('20000') - locked, locked]))
  const told = await eventually('executionReport tells of the new order', () => reports(events, order.orderId, 'NEW')[0])
  check('it tells the order', told.c === 'rests-1' && e8(told.p) === e8(price) && told.S === 'BUY')
  await eventually('outboundAccountPosition tells what is locked', () => events.some((e) => e.e === 'outboundAccountPosition' && e.B.some((b) => b.a === 'USDT' && e8(b.l) === locked)))
  await call('getOpenOrders', () => data(rest.getOpenOrders({ symbol: BTC })), (got, is) => is('one works', got.map((o) => [String(o.orderId), o.isWorking]), [[String(order.orderId), true]]))
  const amended = await call('orderAmendKeepPriority', () => data(rest.orderAmendKeepPriority({ symbol: BTC, orderId: order.orderId, newQty: 0.01 })), (got, is) => is('smaller', [String(got.amendedOrder.orderId), e8(got.amendedOrder.qty)], [String(order.orderId), e8('0.01')]))
  await call('orderAmendments', () => data(rest.orderAmendments({ symbol: BTC, orderId: order.orderId })), (got, is) => is('before and after', [String(got[0].executionId), e8(got[0].origQty), e8(got[0].newQty)], [String(amended.executionId), e8('0.02'), e8('0.01')]))
  await call('getOrder', () => data(rest.getOrder({ symbol: BTC, orderId: order.orderId })), (got, is) => is('as amended', [got.status, e8(got.origQty), e8(got.price)], ['NEW', e8('0.01'), e8(price)]))
  await call('deleteOrder', () => data(rest.deleteOrder({ symbol: BTC, orderId: order.orderId })), (got, is) => is('cancelled', [got.status, got.origClientOrderId], ['CANCELED', amended.amendedOrder.clientOrderId]))
  await call('getAccount after', () => data(rest.getAccount()), (got, is) => is('all is free', held(got, 'USDT'), [e8('20000'), 0n]))
  await eventually('the stream tells of its whole life', () => reports(events, order.orderId).map((e) => e.x).join() === 'NEW,REPLACED,CANCELED')
}

async function replacing(rest, exchange) {
  const price = beside(await exchange.spotPrice(BTC), -2, '0.01')
  const first = await data(rest.newOrder({ symbol: BTC, side: 'BUY', type: 'LIMIT_MAKER', quantity: 0.01, price }))
  const lower = beside(price, -1, '0.01')
  const replaced = await call('orderCancelReplace', () => data(rest.orderCancelReplace({ symbol: BTC, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', cancelReplaceMode: 'STOP_ON_FAILURE', cancelOrderId: first.orderId, quantity: 0.03, price: lower })), (got, is) => {
    is('both', [got.cancelResult, got.newOrderResult], ['SUCCESS', 'SUCCESS'])
    is('one for the other', [String(got.cancelResponse.orderId), got.newOrderResponse.status, e8(got.newOrderResponse.price)], [String(first.orderId), 'NEW', e8(lower)])
  })
  const stop = await call('newOrder STOP_LOSS_LIMIT', () => data(rest.newOrder({ symbol: BTC, side: 'SELL', type: 'STOP_LOSS_LIMIT', timeInForce: 'GTC', quantity: 0.05, price: beside(price, -3, '0.01'), stopPrice: beside(price, -2, '0.01'), newOrderRespType: 'RESULT' })), (got, is) => is('waits', [got.status, got.type], ['NEW', 'STOP_LOSS_LIMIT']))
  await call('getOpenOrders with a stop', () => data(rest.getOpenOrders({ symbol: BTC })), (got, is) => is('only one works', got.map((o) => [String(o.orderId), o.isWorking]).sort(), [[String(replaced.newOrderResponse.orderId), true], [String(stop.orderId), false]].sort()))
  await call('getAccount with a stop', () => data(rest.getAccount()), (got, is) => is('the stop holds its coins', held(got, 'BTC'), [e8('0.95'), e8('0.05')]))
  await call('deleteOpenOrders', () => data(rest.deleteOpenOrders({ symbol: BTC })), (got, is) => is('both go', got.map((o) => [String(o.orderId), o.status]).sort(), [[String(replaced.newOrderResponse.orderId), 'CANCELED'], [String(stop.orderId), 'CANCELED']].sort()))
}

/** Market orders: fills, fees, balances, own trades and the stream say the same, to the last digit. */
async function marketOrders(rest, events) {
  const order = await call('newOrder MARKET', () => data(rest.newOrder({ symbol: BTC, side: 'BUY', type: 'MARKET', quantity: 0.05 })), (got, is, that) => {
    is('filled', [got.status, e8(got.executedQty), sum(got.fills.map((f) => e8(f.qty)))], ['FILLED', e8('0.05'), e8('0.05')])
    is('quote', e8(got.cummulativeQuoteQty), sum(got.fills.map((f) => times(e8(f.price), e8(f.qty)))))
    that('fees in what was bought', got.fills.every((f) => f.commissionAsset === 'BTC' && e8(f.commission) === share(e8(f.qty), FEE)), got.fills)
  })
  const fees = sum(order.fills.map((f) => e8(f.commission)))
  await call('getAccount after a buy', () => data(rest.getAccount()), (got, is) => {
    is('coins', held(got, 'BTC'), [e8('1') + e8('0.05') - fees, 0n])
    is('money', held(got, 'USDT'), [e8('20000') - e8(order.cummulativeQuoteQty), 0n])
  })
  await call('myTrades', () => data(rest.myTrades({ symbol: BTC, orderId: order.orderId })), (got, is) => is('the same fills', got.map((t) => [String(t.id), e8(t.price), e8(t.qty), e8(t.commission), t.isBuyer]), order.fills.map((f) => [String(f.tradeId), e8(f.price), e8(f.qty), e8(f.commission), true])))
  await eventually('the stream tells each fill with the id of its trade', () => reports(events, order.orderId, 'TRADE').map((e) => String(e.t)).join() === order.fills.map((f) => String(f.tradeId)).join())
  const sale = await call('newOrder MARKET of a quote amount', () => data(rest.newOrder({ symbol: BTC, side: 'SELL', type: 'MARKET', quoteOrderQty: 1000 })), (got, is, that) => {
    is('of that amount', [got.status, e8(got.origQuoteOrderQty)], ['FILLED', e8('1000')])
    that('within a step of it', e8(got.cummulativeQuoteQty) <= e8('1000') && e8(got.cummulativeQuoteQty) > e8('998'), got.cummulativeQuoteQty)
  })
  await call('allOrders', () => data(rest.allOrders({ symbol: BTC })), (got, is) => is('the newest two', got.slice(-2).map((o) => [String(o.orderId), o.status]), [[String(order.orderId), 'FILLED'], [String(sale.orderId), 'FILLED']]))
  await refused(NAME, 'a LIMIT_MAKER that would take', 'immediately match', () => rest.newOrder({ symbol: BTC, side: 'BUY', type: 'LIMIT_MAKER', quantity: 0.01, price: beside(order.fills[0].price, 1, '0.01') }))
}

async function lists(rest, exchange, events) {
  const last = await exchange.spotPrice(BTC)
  const wanted = { symbol: BTC, side: 'SELL', quantity: 0.02, aboveType: 'LIMIT_MAKER', abovePrice: beside(last, 3, '0.01'), belowType: 'STOP_LOSS_LIMIT', belowStopPrice: beside(last, -3, '0.01'), belowPrice: beside(last, -3.5, '0.01'), belowTimeInForce: 'GTC' }
  const list = await call('orderListOco', () => data(rest.orderListOco(wanted)), (got, is) => {
    is('a pair', [got.contingencyType, got.listOrderStatus, got.orders.length], ['OCO', 'EXECUTING', 2])
    is('both kinds', got.orderReports.map((o) => o.type).sort(), ['LIMIT_MAKER', 'STOP_LOSS_LIMIT'])
  })
  const id = String(list.orderListId)
  await call('getOrderList', () => data(rest.getOrderList({ orderListId: list.orderListId })), (got, is) => is('the same', [String(got.orderListId), got.listClientOrderId, got.orders.length], [id, list.listClientOrderId, 2]))
  await call('openOrderList', () => data(rest.openOrderList()), (got, is) => is('it is open', got.map((l) => String(l.orderListId)), [id]))
  await call('getAccount with a pair', () => data(rest.getAccount()), (got, is) => is('the coins are locked once', held(got, 'BTC')[1], e8('0.02')))
  await eventually('listStatus tells of it', () => events.some((e) => e.e === 'listStatus' && String(e.g) === id && e.c === 'OCO'))
  await call('deleteOrderList', () => data(rest.deleteOrderList({ symbol: BTC, orderListId: list.orderListId })), (got, is) => is('all done', [got.listOrderStatus, got.orderReports.map((o) => o.status)], ['ALL_DONE', ['CANCELED', 'CANCELED']]))
  await call('allOrderList', () => data(rest.allOrderList()), (got, is) => is('remembered', [String(got.at(-1).orderListId), got.at(-1).listOrderStatus], [id, 'ALL_DONE']))
}

/** The same by the WebSocket API; REST sees its orders. */
async function socketOrders(socket, rest, exchange, events) {
  const price = beside(await exchange.spotPrice(BTC), -2, '0.01')
  const order = await call('WS orderPlace', () => result(socket.orderPlace({ symbol: BTC, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price })), (got, is) => is('rests', [got.status, e8(got.price)], ['NEW', e8(price)]))
  await call('REST sees the socket\'s order', () => data(rest.getOrder({ symbol: BTC, orderId: order.orderId })), (got, is) => is('the same', [got.clientOrderId, got.status], [order.clientOrderId, 'NEW']))
  await call('WS orderStatus', () => result(socket.orderStatus({ symbol: BTC, orderId: order.orderId })), (got, is) => is('the same', [got.clientOrderId, e8(got.origQty)], [order.clientOrderId, e8('0.01')]))
  await call('WS openOrdersStatus', () => result(socket.openOrdersStatus({ symbol: BTC })), (got, is) => is('one', got.map((o) => String(o.orderId)), [String(order.orderId)]))
  await call('WS orderAmendKeepPriority', () => result(socket.orderAmendKeepPriority({ symbol: BTC, orderId: order.orderId, newQty: 0.009 })), (got, is) => is('smaller', e8(got.amendedOrder.qty), e8('0.009')))
  await call('WS accountStatus', () => result(socket.accountStatus()), (got, is) => is('locked', held(got, 'USDT')[1], times(e8(price), e8('0.009'))))
  await call('WS orderCancel', () => result(socket.orderCancel({ symbol: BTC, orderId: order.orderId })), (got, is) => is('cancelled', [String(got.orderId), got.status], [String(order.orderId), 'CANCELED']))
  const bought = await call('WS orderPlace MARKET', () => result(socket.orderPlace({ symbol: BTC, side: 'BUY', type: 'MARKET', quoteOrderQty: 300 })), (got, is, that) => that('filled', got.status === 'FILLED' && got.fills.length > 0, got))
  await call('WS myTrades', () => result(socket.myTrades({ symbol: BTC, orderId: bought.orderId })), (got, is) => is('its fills', got.map((t) => String(t.id)), bought.fills.map((f) => String(f.tradeId))))
  await eventually('the stream tells the socket\'s fills', () => reports(events, bought.orderId, 'TRADE').length === bought.fills.length)
  await call('WS accountCommission', () => result(socket.accountCommission({ symbol: BTC })), (got, is) => is('rate', e8(got.standardCommission.taker), FEE))
  await call('WS accountRateLimitsOrders', () => result(socket.accountRateLimitsOrders()), (got, is, that) => that('orders were counted', got.some((l) => l.interval === 'DAY' && Number(l.count) > 0), got))
  await call('WS allOrders', () => result(socket.allOrders({ symbol: BTC })), (got, is) => is('the newest', String(got.at(-1).orderId), String(bought.orderId)))
}

/** Every own trade, folded by hand, is what the account holds. */
async function reconcile(rest) {
  await call('myTrades of all', () => data(rest.myTrades({ symbol: BTC, limit: 1000 })), async (trades, is) => {
    const account = await data(rest.getAccount())
    const money = trades.map((t) => (t.isBuyer ? -1n : 1n) * e8(t.quoteQty) - (t.commissionAsset === 'USDT' ? e8(t.commission) : 0n))
    const coins = trades.map((t) => (t.isBuyer ? 1n : -1n) * e8(t.qty) - (t.commissionAsset === 'BTC' ? e8(t.commission) : 0n))
    is('money', sum(held(account, 'USDT')), e8('20000') + sum(money))
    is('coins', sum(held(account, 'BTC')), e8('1') + sum(coins))
  })
}

async function refusals(rest, exchange) {
  const last = await exchange.spotPrice(BTC)
  await refused(NAME, 'getOrder of nothing', 'Order does not exist', () => rest.getOrder({ symbol: BTC, orderId: 1 }))
  await refused(NAME, 'an order off the tick', 'PRICE_FILTER', () => rest.newOrder({ symbol: BTC, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price: Number((beside(last, -1, '0.01') + 0.001).toFixed(3)) }))
  await refused(NAME, 'an order too small', 'NOTIONAL', () => rest.newOrder({ symbol: BTC, side: 'BUY', type: 'MARKET', quantity: 0.00001 }))
  await refused(NAME, 'more than there is', 'insufficient balance', () => rest.newOrder({ symbol: BTC, side: 'SELL', type: 'MARKET', quantity: 20 }))
  await refused(NAME, 'deleteOrder of nothing', 'Unknown order', () => rest.deleteOrder({ symbol: BTC, orderId: 1 }))
}

/** RSA and Ed25519: the same account rules with other keys, and a session that is logged on. */
export async function spotKeys(exchange) {
  for (const type of ['RSA', 'ED25519']) {
    const official = client(exchange, await exchange.open(`spot-${type}`, { spot: { USDT: '77.7' } }, type))
    await call(`getAccount with an ${type} key`, () => data(official.restAPI.getAccount()), (got, is) => is('its balance', held(got, 'USDT'), [e8('77.7'), 0n]))
    if (type === 'ED25519') await session(official)
  }
  const account = await exchange.open('spot-forged', { spot: { USDT: '1' } })
  const forged = client(exchange, { ...account, secret: 'x'.repeat(64) })
  await refused(NAME, 'a wrong signature', 'Signature', () => forged.restAPI.getAccount())
}

async function session(official) {
  const socket = await official.websocketAPI.connect()
  await call('WS sessionLogon', () => socket.sessionLogon(), (got, is, that) => that('authorized', got[0].data.authorizedSince > 0, got[0].data))
  await call('WS sessionStatus', () => result(socket.sessionStatus()), (got, is, that) => that('still', got.apiKey.length === 64 && got.authorizedSince > 0, got))
  await call('WS userDataStreamSubscribe', () => socket.userDataStreamSubscribe(), ({ response }, is) => is('by the session', response.data.subscriptionId, 0))
  await call('WS sessionLogout', () => socket.sessionLogout(), (got, is) => is('nobody', got[0].data.apiKey, null))
  await socket.disconnect()
}
