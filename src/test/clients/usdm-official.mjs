// The official JavaScript client of USD-M futures: REST, its WebSocket API and a user's stream.
import { DerivativesTradingUsdsFutures } from '@binance/derivatives-trading-usds-futures'
import { beside, e8, share, sum, text, times } from './exact.mjs'
import { call as ask, check, eventually, refused } from './report.mjs'

const NAME = '@binance/derivatives-trading-usds-futures'
const BTC = 'BTCUSDT'
const TAKER = e8('0.0005')

const call = (name, promise, prove) => ask(NAME, name, promise, prove)

/** A client of one account. */
export function client(exchange, account) {
  const keys = { apiKey: account.key, apiSecret: account.secret }
  return new DerivativesTradingUsdsFutures({
    configurationRestAPI: { ...keys, basePath: exchange.rest },
    configurationWebsocketAPI: { ...keys, wsURL: `${exchange.ws}/ws-fapi/v1` },
    configurationWebsocketStreams: { wsURL: exchange.ws },
  })
}

const data = async (answer) => (await answer).data()

/** What a user's stream said so far. */
async function listen(official) {
  const { listenKey } = await call('startUserDataStream', () => data(official.restAPI.startUserDataStream()), (got, is, that) => that('a key of 64 letters and digits', /^[A-Za-z0-9]{64}$/.test(got.listenKey), got))
  const connection = await official.websocketStreams.connect({ stream: [] })
  const events = []
  connection.userData(listenKey).on('message', (event) => events.push(event))
  return { connection, events, listenKey }
}

const about = (events, type, id) => events.filter((event) => event.e === type && String(event.o?.i ?? event.i) === String(id))

export async function usdmOfficial(exchange) {
  const account = await exchange.open('usdm-official', { usdm: { USDT: '50000' } })
  const official = client(exchange, account)
  const rest = official.restAPI
  const stream = await listen(official)
  await general(rest, exchange)
  await settings(rest)
  await restingOrder(rest, exchange, stream)
  await batches(rest, exchange)
  await marketOrder(rest, stream)
  await triggers(rest, exchange, stream)
  await closing(rest, stream)
  await socketOrders(official, exchange, stream)
  await call('closeUserDataStream', () => data(rest.closeUserDataStream()), (got, is) => is('an empty object', got, {}))
  await refusals(rest)
  await stream.connection.disconnect()
}

async function general(rest, exchange) {
  await call('checkServerTime', () => data(rest.checkServerTime()), (got, is, that) => that('the time of now', Math.abs(Number(got.serverTime) - Date.now()) < 60_000, got))
  await call('exchangeInformation', () => data(rest.exchangeInformation()), (got, is, that) => {
    const btc = got.symbols.find((symbol) => symbol.symbol === BTC)
    is('contract', [btc.contractType, btc.status, btc.baseAsset, btc.quoteAsset], ['PERPETUAL', 'TRADING', 'BTC', 'USDT'])
    is('tick', btc.filters.find((f) => f.filterType === 'PRICE_FILTER').tickSize, '0.10')
    that('four symbols', got.symbols.length >= 4, got.symbols.length)
  })
  await call('futuresAccountBalanceV3', () => data(rest.futuresAccountBalanceV3()), (got, is) => {
    const usdt = got.find((row) => row.asset === 'USDT')
    is('balance', [e8(usdt.balance), e8(usdt.availableBalance)], [e8('50000'), e8('50000')])
  })
  const commission = () => data(rest.userCommissionRate({ symbol: BTC }))
  await call('userCommissionRate', commission, (got, is) => is('rates', [e8(got.makerCommissionRate), e8(got.takerCommissionRate)], [e8('0.0002'), TAKER]))
  check('the exchange is another process', exchange.rest.startsWith('http'))
}

async function settings(rest) {
  const set = await call('changeInitialLeverage', () => data(rest.changeInitialLeverage({ symbol: BTC, leverage: 10 })), (got, is) => is('leverage', [got.leverage, got.symbol], [10, BTC]))
  await call('symbolConfiguration', () => data(rest.symbolConfiguration({ symbol: BTC })), (got, is) => is('the same', [got[0].leverage, got[0].marginType, got[0].maxNotionalValue], [10, 'CROSSED', set.maxNotionalValue]))
  await call('notionalAndLeverageBrackets', () => data(rest.notionalAndLeverageBrackets({ symbol: BTC })), (got, is, that) => {
    const { brackets } = [got].flat()[0]
    is('the most at that leverage', e8(brackets.filter((b) => b.initialLeverage >= 10).at(-1).notionalCap), e8(set.maxNotionalValue))
    that('cum makes margins continuous', brackets.every((b, n) => n === 0 || Math.abs(b.cum - (brackets[n - 1].cum + b.notionalFloor * (b.maintMarginRatio - brackets[n - 1].maintMarginRatio))) < 0.01), brackets)
  })
  await call('getCurrentPositionMode', () => data(rest.getCurrentPositionMode()), (got, is) => is('one way', got.dualSidePosition, false))
  await call('changePositionMode', () => data(rest.changePositionMode({ dualSidePosition: 'true' })), (got, is) => is('done', Number(got.code), 200))
  await call('getCurrentPositionMode after', () => data(rest.getCurrentPositionMode()), (got, is) => is('hedge', got.dualSidePosition, true))
  await refused(NAME, 'newOrder without a side of position', 'position side', () => rest.newOrder({ symbol: BTC, side: 'BUY', type: 'MARKET', quantity: 0.01 }))
  await data(rest.changePositionMode({ dualSidePosition: 'false' }))
  await call('changeMarginType', () => data(rest.changeMarginType({ symbol: 'ETHUSDT', marginType: 'ISOLATED' })), (got, is) => is('done', Number(got.code), 200))
  await refused(NAME, 'changeMarginType again', 'No need to change', () => rest.changeMarginType({ symbol: 'ETHUSDT', marginType: 'ISOLATED' }))
}

/** An order that rests: its margin is locked, the stream tells of it, and it is gone when cancelled. */
async function restingOrder(rest, exchange, { events }) {
  const price = beside(await exchange.usdmPrice(BTC), -3, '0.1')
  const wanted = { symbol: BTC, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.02, price, newClientOrderId: 'rests-1' }
  await call('testOrder', () => data(rest.testOrder(wanted)), (got, is, that) => that('nothing happens', got.status === undefined || got.status === 'NEW', got))
  const order = await call('newOrder LIMIT', () => data(rest.newOrder(wanted)), (got, is) => {
    is('as asked', [got.symbol, got.side, got.type, got.status, got.clientOrderId], [BTC, 'BUY', 'LIMIT', 'NEW', 'rests-1'])
    is('amounts', [e8(got.origQty), e8(got.price), e8(got.executedQty)], [e8('0.02'), e8(price), 0n])
  })
  const told = await eventually('ORDER_TRADE_UPDATE tells of the new order', () => about(events, 'ORDER_TRADE_UPDATE', order.orderId)[0])
  check('the event tells the order', told.o.x === 'NEW' && told.o.c === 'rests-1' && e8(told.o.p) === e8(price), JSON.stringify(told.o, (_, v) => (typeof v === 'bigint' ? String(v) : v)))
  await call('accountInformationV3', () => data(rest.accountInformationV3()), (got, is) => {
    const margin = times(e8(price), e8('0.02')) / 10n
    is('margin of the open order', e8(got.totalOpenOrderInitialMargin), margin)
    is('the rest is available', e8(got.availableBalance), e8('50000') - margin)
  })
  const open = await call('currentAllOpenOrders', () => data(rest.currentAllOpenOrders({ symbol: BTC })), (got, is) => is('one order', got.map((o) => String(o.orderId)), [String(order.orderId)]))
  check('open since now', Math.abs(Number(open[0].time) - Date.now()) < 60_000)
  const lower = beside(price, -1, '0.1')
  await call('modifyOrder', () => data(rest.modifyOrder({ symbol: BTC, side: 'BUY', orderId: order.orderId, quantity: 0.03, price: lower })), (got, is) => is('moved', [e8(got.price), e8(got.origQty), String(got.orderId)], [e8(lower), e8('0.03'), String(order.orderId)]))
  await call('getOrderModifyHistory', () => data(rest.getOrderModifyHistory({ symbol: BTC, orderId: order.orderId })), (got, is) => is('before and after', [got[0].amendment.price, got[0].amendment.origQty].map((a) => [e8(a.before), e8(a.after)]), [[e8(price), e8(lower)], [e8('0.02'), e8('0.03')]]))
  await call('cancelOrder', () => data(rest.cancelOrder({ symbol: BTC, orderId: order.orderId })), (got, is) => is('status', got.status, 'CANCELED'))
  await call('queryOrder', () => data(rest.queryOrder({ symbol: BTC, orderId: order.orderId })), (got, is) => is('nothing traded', [got.status, e8(got.executedQty), e8(got.avgPrice), got.origType], ['CANCELED', 0n, 0n, 'LIMIT']))
  await eventually('the stream tells of its whole life', () => about(events, 'ORDER_TRADE_UPDATE', order.orderId).map((e) => e.o.x).join() === 'NEW,AMENDMENT,CANCELED')
  await call('futuresAccountBalanceV2', () => data(rest.futuresAccountBalanceV2()), (got, is) => is('all is free again', e8(got.find((a) => a.asset === 'USDT').availableBalance), e8('50000')))
}

async function batches(rest, exchange) {
  const price = beside(await exchange.usdmPrice(BTC), -4, '0.1')
  const one = (quantity) => ({ symbol: BTC, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity, price })
  const batch = [one('0.010'), one('0.0000001'), one('0.020')].map((o) => ({ ...o, price: String(price) }))
  const placed = await call('placeMultipleOrders', () => data(rest.placeMultipleOrders({ batchOrders: batch })), (got, is, that) => {
    is('each is answered alone', got.map((o) => o.status ?? 'refused'), ['NEW', 'refused', 'NEW'])
    that('the refused one says why', got[1].code < 0 && got[1].msg.length > 5, got[1])
  })
  const ids = [placed[0].orderId, placed[2].orderId]
  await call('autoCancelAllOpenOrders', () => data(rest.autoCancelAllOpenOrders({ symbol: BTC, countdownTime: 600_000 })), (got, is) => is('the countdown', [got.symbol, Number(got.countdownTime)], [BTC, 600_000]))
  await call('cancelMultipleOrders', () => data(rest.cancelMultipleOrders({ symbol: BTC, orderIdList: [Number(ids[0])] })), (got, is) => is('that one', [String(got[0].orderId), got[0].status], [String(ids[0]), 'CANCELED']))
  await call('queryCurrentOpenOrder', () => data(rest.queryCurrentOpenOrder({ symbol: BTC, orderId: ids[1] })), (got, is) => is('the other stands', [String(got.orderId), got.status, e8(got.origQty)], [String(ids[1]), 'NEW', e8('0.02')]))
  await call('cancelAllOpenOrders', () => data(rest.cancelAllOpenOrders({ symbol: BTC })), (got, is) => is('code', Number(got.code), 200))
  await call('allOrders', () => data(rest.allOrders({ symbol: BTC })), (got, is) => is('every order is remembered', got.slice(-2).map((o) => [String(o.orderId), o.status]), ids.map((id) => [String(id), 'CANCELED'])))
}

/** A market order: its fills, fee, position and margin, by REST and by the stream, to the last digit. */
async function marketOrder(rest, { events }) {
  const order = await call('newOrder MARKET', () => data(rest.newOrder({ symbol: BTC, side: 'BUY', type: 'MARKET', quantity: 0.05, newOrderRespType: 'RESULT' })), (got, is) => is('filled', [got.status, e8(got.executedQty), e8(got.cumQty)], ['FILLED', e8('0.05'), e8('0.05')]))
  const trades = await call('accountTradeList', () => data(rest.accountTradeList({ symbol: BTC, orderId: order.orderId })), (got, is, that) => {
    is('quantity', sum(got.map((t) => e8(t.qty))), e8('0.05'))
    is('as a taker who buys', [got.every((t) => t.buyer && !t.maker), got.every((t) => t.commissionAsset === 'USDT')], [true, true])
    that('each fee is 0.05 % of its notional', got.every((t) => e8(t.commission) === share(times(e8(t.price), e8(t.qty)), TAKER)), got)
  })
  const cost = sum(trades.map((t) => e8(t.quoteQty)))
  const fees = sum(trades.map((t) => e8(t.commission)))
  await call('queryOrder after', () => data(rest.queryOrder({ symbol: BTC, orderId: order.orderId })), (got, is) => is('quote', e8(got.cumQuote), cost))
  await call('futuresAccountBalanceV3 after', () => data(rest.futuresAccountBalanceV3()), (got, is) => is('the fee is paid', e8(got.find((a) => a.asset === 'USDT').balance), e8('50000') - fees))
  await call('getIncomeHistory', () => data(rest.getIncomeHistory({ incomeType: 'COMMISSION', symbol: BTC })), (got, is) => {
    is('the same fees', sum(got.map((row) => e8(row.income))), -fees)
    is('of the same trades', got.map((row) => String(row.tradeId)).sort(), trades.map((t) => String(t.id)).sort())
  })
  await call('positionInformationV3', () => data(rest.positionInformationV3({ symbol: BTC })), (got, is, that) => {
    is('amount', e8(got[0].positionAmt), e8('0.05'))
    that('entry is the average', Math.abs(Number(got[0].entryPrice) - Number(text(cost)) / 0.05) < 0.001, got[0])
    that('profit follows the mark', Math.abs(Number(got[0].unRealizedProfit) - (Number(got[0].markPrice) - Number(got[0].entryPrice)) * 0.05) < 0.001, got[0])
  })
  const fills = await eventually('the stream tells each fill', () => {
    const heard = about(events, 'ORDER_TRADE_UPDATE', order.orderId).filter((e) => e.o.x === 'TRADE')
    return heard.length === trades.length && heard
  })
  const same = fills.every((e, n) => String(e.o.t) === String(trades[n].id) && e8(e.o.n) === e8(trades[n].commission))
  check('fills of the stream are the trades of REST', same)
  check('TRADE_LITE tells the same ids', about(events, 'TRADE_LITE', order.orderId).map((e) => String(e.t)).join() === trades.map((t) => String(t.id)).join())
  const balance = events.filter((e) => e.e === 'ACCOUNT_UPDATE' && e.a.m === 'ORDER').at(-1).a
  check('ACCOUNT_UPDATE holds wallet and position', e8(balance.B[0].wb) === e8('50000') - fees && e8(balance.P[0].pa) === e8('0.05'))
}

/** Two conditional orders around the price: the market reaches one of them, and it becomes an order. */
async function triggers(rest, exchange, { events }) {
  const last = await exchange.usdmPrice(BTC)
  const algo = (type, triggerPrice, side = 'SELL') => ({ algoType: 'CONDITIONAL', symbol: BTC, side, type, quantity: 0.002, triggerPrice, workingType: 'CONTRACT_PRICE' })
  await refused(NAME, 'newOrder STOP_MARKET', 'Algo Order API', () => rest.newOrder({ symbol: BTC, side: 'SELL', type: 'STOP_MARKET', quantity: 0.01 }))
  const far = await call('newAlgoOrder far away', () => data(rest.newAlgoOrder({ ...algo('STOP_MARKET', beside(last, -20, '0.1')), clientAlgoId: 'far-1' })), (got, is) => is('waits', [got.algoStatus, got.orderType, got.clientAlgoId, e8(got.triggerPrice)], ['NEW', 'STOP_MARKET', 'far-1', e8(beside(last, -20, '0.1'))]))
  await call('queryAlgoOrder', () => data(rest.queryAlgoOrder({ algoId: far.algoId })), (got, is) => is('no order yet', [got.algoStatus, got.actualOrderId], ['NEW', '']))
  await call('currentAllAlgoOpenOrders', () => data(rest.currentAllAlgoOpenOrders({ symbol: BTC })), (got, is) => is('it is open', got.map((a) => a.clientAlgoId), ['far-1']))
  await call('cancelAlgoOrder', () => data(rest.cancelAlgoOrder({ algoId: far.algoId })), (got, is) => is('that one', String(got.algoId), String(far.algoId)))
  const ids = [await near(rest, exchange, algo, 'STOP_MARKET', -1), await near(rest, exchange, algo, 'TAKE_PROFIT_MARKET', 1)]
  const fired = await eventually('one conditional order is triggered by the market', () => events.find((e) => e.e === 'ALGO_UPDATE' && ids.includes(String(e.o.aid)) && e.o.X === 'FINISHED'), 60_000)
  await call('queryAlgoOrder after', () => data(rest.queryAlgoOrder({ algoId: fired.o.aid })), (got, is) => is('which order it became', [got.algoStatus, String(got.actualOrderId)], ['FINISHED', String(fired.o.ai)]))
  await call('queryOrder of the trigger', () => data(rest.queryOrder({ symbol: BTC, orderId: Number(fired.o.ai) })), (got, is) => is('it sold at the market', [got.status, got.side, e8(got.executedQty)], ['FILLED', 'SELL', e8('0.002')]))
  await call('cancelAllAlgoOpenOrders', () => data(rest.cancelAllAlgoOpenOrders({ symbol: BTC })), (got, is) => is('code', Number(got.code), 200))
  await call('queryAllAlgoOrders', () => data(rest.queryAllAlgoOrders({ symbol: BTC })), (got, is, that) => that('all are remembered', [String(far.algoId), ...ids].every((id) => got.some((a) => String(a.algoId) === id)), got.length))
}

/** A conditional order a tick or two from the newest trade; the market may be there before it, then it is asked again. */
async function near(rest, exchange, algo, type, side) {
  for (let tries = 0; tries < 50; tries++) {
    const triggerPrice = Number(text(e8(await exchange.usdmPrice(BTC)) + BigInt(side) * e8('0.2')))
    try {
      return String((await data(rest.newAlgoOrder(algo(type, triggerPrice)))).algoId)
    } catch (error) {
      if (!String(error.message).includes('immediately trigger')) throw error
    }
  }
  throw new Error(`${type} always found the market beyond its trigger`)
}

async function closing(rest, { events }) {
  const held = (await data(rest.positionInformationV3({ symbol: BTC })))[0].positionAmt
  await refused(NAME, 'reduceOnly that would add', 'ReduceOnly', () => rest.newOrder({ symbol: BTC, side: 'BUY', type: 'MARKET', quantity: 0.01, reduceOnly: 'true' }))
  const order = await call('newOrder reduceOnly', () => data(rest.newOrder({ symbol: BTC, side: 'SELL', type: 'MARKET', quantity: Number(held), reduceOnly: 'true', newOrderRespType: 'RESULT' })), (got, is) => is('closed', [got.status, got.reduceOnly, e8(got.executedQty)], ['FILLED', true, e8(held)]))
  await eventually('the stream tells that the position is gone', () => events.some((e) => e.e === 'ACCOUNT_UPDATE' && e.a.P.some((p) => e8(p.pa) === 0n)))
  await call('getIncomeHistory of all', () => data(rest.getIncomeHistory({ limit: 1000 })), async (got, is) => {
    const usdt = (await data(rest.futuresAccountBalanceV3())).find((a) => a.asset === 'USDT')
    const moved = got.filter((row) => row.incomeType !== 'TRANSFER')
    is('every cent is explained', e8('50000') + sum(moved.map((row) => e8(row.income))), e8(usdt.balance))
  })
  await call('positionInformationV2', () => data(rest.positionInformationV2({ symbol: BTC })), (got, is) => is('flat', e8(got[0].positionAmt), 0n))
  check('the close has an id', order.orderId > 0)
}

/** The same orders by the WebSocket API; REST sees them. */
async function socketOrders(official, exchange, { events }) {
  const socket = await official.websocketAPI.connect()
  const rest = official.restAPI
  const price = beside(await exchange.usdmPrice(BTC), -3, '0.1')
  const result = async (answer) => (await answer).data
  const order = await call('WS newOrder', () => result(socket.newOrder({ symbol: BTC, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price })), (got, is) => is('rests', [got.status, e8(got.price), e8(got.origQty)], ['NEW', e8(price), e8('0.01')]))
  await call('REST sees the socket\'s order', () => data(rest.queryOrder({ symbol: BTC, orderId: order.orderId })), (got, is) => is('the same', [got.clientOrderId, got.status], [order.clientOrderId, 'NEW']))
  await call('WS queryOrder', () => result(socket.queryOrder({ symbol: BTC, orderId: order.orderId })), (got, is) => is('the same', [String(got.orderId), got.status], [String(order.orderId), 'NEW']))
  const lower = beside(price, -1, '0.1')
  await call('WS modifyOrder', () => result(socket.modifyOrder({ symbol: BTC, side: 'BUY', orderId: order.orderId, quantity: 0.01, price: lower })), (got, is) => is('moved', e8(got.price), e8(lower)))
  await call('WS cancelOrder', () => result(socket.cancelOrder({ symbol: BTC, orderId: order.orderId })), (got, is) => is('status', got.status, 'CANCELED'))
  await eventually('the stream tells of the socket\'s order', () => about(events, 'ORDER_TRADE_UPDATE', order.orderId).some((e) => e.o.x === 'CANCELED'))
  const algo = await call('WS newAlgoOrder', () => result(socket.newAlgoOrder({ algoType: 'CONDITIONAL', symbol: BTC, side: 'BUY', type: 'STOP_MARKET', quantity: 0.01, triggerPrice: beside(price, 20, '0.1') })), (got, is) => is('waits', [got.algoStatus, got.side], ['NEW', 'BUY']))
  await call('WS cancelAlgoOrder', () => result(socket.cancelAlgoOrder({ algoId: algo.algoId })), (got, is) => is('that one', String(got.algoId), String(algo.algoId)))
  const wallet = (await data(rest.futuresAccountBalanceV3())).find((a) => a.asset === 'USDT').balance
  const usdt = (got) => got.find((a) => a.asset === 'USDT').balance
  await call('WS futuresAccountBalanceV2', () => result(socket.futuresAccountBalanceV2()), (got, is) => is('REST\'s balance', usdt(got), wallet))
  await call('WS futuresAccountBalance', () => result(socket.futuresAccountBalance()), (got, is) => is('REST\'s balance', usdt(got), wallet))
  await call('WS accountInformationV2', () => result(socket.accountInformationV2()), (got, is) => is('REST\'s wallet', e8(got.totalWalletBalance), e8(wallet)))
  await call('WS accountInformation', () => result(socket.accountInformation()), (got, is) => is('rights', [got.canTrade, e8(got.totalWalletBalance)], [true, e8(wallet)]))
  await call('WS positionInformation', () => result(socket.positionInformation({ symbol: BTC })), (got, is) => is('flat', [got[0].symbol, e8(got[0].positionAmt)], [BTC, 0n]))
  await call('WS positionInformationV2', () => result(socket.positionInformationV2({ symbol: BTC })), (got, is) => is('none', got, []))
  const key = await call('WS startUserDataStream', () => result(socket.startUserDataStream()), (got, is, that) => that('a key', /^[A-Za-z0-9]{64}$/.test(got.listenKey), got))
  await call('WS keepaliveUserDataStream', () => result(socket.keepaliveUserDataStream()), (got, is) => is('the same key', got.listenKey, key.listenKey))
  await socket.disconnect()
}

async function refusals(rest) {
  await refused(NAME, 'queryOrder of nothing', 'Order does not exist', () => rest.queryOrder({ symbol: BTC, orderId: 1 }))
  await refused(NAME, 'an order too small', 'notional', () => rest.newOrder({ symbol: 'XRPUSDT', side: 'BUY', type: 'MARKET', quantity: 0.1 }))
  await refused(NAME, 'a symbol unknown', 'Invalid symbol', () => rest.newOrder({ symbol: 'NOPEUSDT', side: 'BUY', type: 'MARKET', quantity: 1 }))
  await refused(NAME, 'more than the account can bear', 'Margin is insufficient', () => rest.newOrder({ symbol: BTC, side: 'BUY', type: 'MARKET', quantity: 100 }))
}
