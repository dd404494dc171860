// The client of many bots, on both markets: it and an official client see each other's orders.
import binance from 'binance'
import { beside, e8, times } from './exact.mjs'
import { call as ask, refused } from './report.mjs'
import { client as spotClient } from './spot-official.mjs'
import { client as usdmClient } from './usdm-official.mjs'

const NAME = 'binance (tiagosiebler)'
const BTC = 'BTCUSDT'
const call = (name, promise, prove) => ask(NAME, name, promise, prove)
const data = async (answer) => (await answer).data()
const { MainClient, USDMClient } = binance

export async function tiagosiebler(exchange) {
  const account = await exchange.open('tiagosiebler', { spot: { USDT: '9000' }, usdm: { USDT: '9000' } })
  const settings = { api_key: account.key, api_secret: account.secret, baseUrl: exchange.rest, beautifyResponses: false }
  await spot(new MainClient(settings), spotClient(exchange, account).restAPI, exchange)
  await usdm(new USDMClient(settings), usdmClient(exchange, account).restAPI, exchange)
}

async function spot(client, official, exchange) {
  const price = beside(await exchange.spotPrice(BTC), -2, '0.01')
  await call('getExchangeInfo', () => client.getExchangeInfo({ symbol: BTC }), (got, is) => is('symbol', got.symbols.map((s) => s.symbol), [BTC]))
  await call('getAccountInformation', () => client.getAccountInformation(), (got, is) => is('USDT', e8(got.balances.find((b) => b.asset === 'USDT').free), e8('9000')))
  const order = await call('submitNewOrder', () => client.submitNewOrder({ symbol: BTC, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price, newOrderRespType: 'FULL' }), (got, is) => is('rests', [got.status, e8(got.price)], ['NEW', e8(price)]))
  await call('an official client sees its order', () => data(official.getOpenOrders({ symbol: BTC })), (got, is) => is('the same', got.map((o) => [String(o.orderId), o.clientOrderId]), [[String(order.orderId), order.clientOrderId]]))
  await call('getAccountInformation with an open order', () => client.getAccountInformation(), (got, is) => is('locked', e8(got.balances.find((b) => b.asset === 'USDT').locked), times(e8(price), e8('0.01'))))
  await data(official.deleteOrder({ symbol: BTC, orderId: order.orderId }))
  await call('getOrder', () => client.getOrder({ symbol: BTC, orderId: order.orderId }), (got, is) => is('the official client cancelled it', got.status, 'CANCELED'))
  await refused(NAME, 'cancelOrder of a cancelled one', -2011, () => client.cancelOrder({ symbol: BTC, orderId: order.orderId }))
}

async function usdm(client, official, exchange) {
  const price = beside(await exchange.usdmPrice(BTC), -2, '0.1')
  await call('getBalanceV3', () => client.getBalanceV3(), (got, is) => is('USDT', e8(got.find((b) => b.asset === 'USDT').balance), e8('9000')))
  await call('setLeverage', () => client.setLeverage({ symbol: BTC, leverage: 7 }), (got, is) => is('leverage', got.leverage, 7))
  const order = await call('submitNewOrder futures', () => client.submitNewOrder({ symbol: BTC, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price }), (got, is) => is('rests', [got.status, e8(got.price)], ['NEW', e8(price)]))
  await call('an official client sees its futures order', () => data(official.currentAllOpenOrders({ symbol: BTC })), (got, is) => is('the same', got.map((o) => [String(o.orderId), o.clientOrderId]), [[String(order.orderId), order.clientOrderId]]))
  await call('getAllOpenOrders', () => client.getAllOpenOrders({ symbol: BTC }), (got, is) => is('one', got.length, 1))
  await call('cancelOrder futures', () => client.cancelOrder({ symbol: BTC, orderId: order.orderId }), (got, is) => is('status', got.status, 'CANCELED'))
  await call('getPositionsV3', () => client.getPositionsV3({ symbol: BTC }), (got, is) => is('none', got, []))
  await call('getMarkPrice', () => client.getMarkPrice({ symbol: BTC }), (got, is, that) => that('beside the index', Math.abs(got.markPrice / got.indexPrice - 1) < 0.01, got))
}
