// Other people's clients trade on the simulated exchange, each with an account of its own.
//
//   node prove.mjs [PART…] < {"rest": "http://…", "ws": "ws://…", "ws_api": "ws://…", "admin": "http://…/__sim", …}
//
// Takes the `sim` object of the exchange's ready line. Prints one JSON line {ok, calls, by_client, checks, failures, figures}; exits 0 or 1.
import { text } from 'node:stream/consumers'
import { Exchange } from './exchange.mjs'
import { spotMarket, usdmMarket } from './market.mjs'
import { close, figure, part } from './report.mjs'
import { spotKeys, spotOfficial } from './spot-official.mjs'
import { ccxtFuturesMarket, spotCcxt } from './spot-ccxt.mjs'
import { tiagosiebler } from './tiagosiebler.mjs'
import { usdmCcxt } from './usdm-ccxt.mjs'
import { usdmOfficial } from './usdm-official.mjs'

const parts = {
  'spot official': spotOfficial,
  'spot keys': spotKeys,
  'usdm official': usdmOfficial,
  'spot market': spotMarket,
  'usdm market': usdmMarket,
  'usdm ccxt': usdmCcxt,
  'spot ccxt': spotCcxt,
  'usdm ccxt market': ccxtFuturesMarket,
  tiagosiebler,
}

const exchange = new Exchange(JSON.parse(await text(process.stdin)))
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts)
const began = Date.now()
// The clients speak of their own affairs on standard output; only the last line is ours.
console.info = console.debug = console.warn = () => {}
await Promise.all(wanted.map((name) => part(name, () => parts[name](exchange))))
figure('seconds', Math.round((Date.now() - began) / 100) / 10)
process.exit(close())
