// Draws a live chart with nothing of ours: the stock clients sockjs-client and @vertx/eventbus-bridge-client.js.
//
//   node e2e/stock.mjs <pageUrl> <baseUrl> <ticket> <outDir>
//
// The page at pageUrl has loaded both clients and lightweight-charts from an origin of its own. It asks for the topic of
// BTCUSDT's minutes and draws each bar until there are eight.
// Prints one JSON line {ok, failures, bars, last, transports}, writes stock-client.png, exits 0 or 1.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const [pageUrl, baseUrl, ticket, outDir] = process.argv.slice(2)
if (!pageUrl || !baseUrl || !ticket || !outDir) {
  console.error('usage: node e2e/stock.mjs <pageUrl> <baseUrl> <ticket> <outDir>')
  process.exit(2)
}
mkdirSync(outDir, { recursive: true })
const base = baseUrl.replace(/\/$/, '')
const executablePath = process.env.TAPELOOM_CHROMIUM ?? '/usr/bin/chromium'
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
flags.push('--disable-background-networking', '--disable-component-update', '--disable-sync')

/** Everything the page does; it runs there, in the names those scripts leave behind. */
function draw([url, address]) {
  const { EventBus, LightweightCharts } = window
  const state = { bars: new Map(), updates: 0, repeated: 0, errors: [], open: false }
  window.drawn = state
  const chart = LightweightCharts.createChart(document.getElementById('chart'), { width: 600, height: 300 })
  const candles = chart.addSeries(LightweightCharts.CandlestickSeries, { upColor: '#00ff00', downColor: '#ff0000' })
  const candle = ({ t, o, h, l, c }) => ({ time: t / 1000, open: +o, high: +h, low: +l, close: +c })
  let seq = 0
  const bus = new EventBus(url)
  bus.onerror = (error) => state.errors.push(JSON.stringify(error))
  bus.onclose = () => (state.open = false)
  bus.onopen = () => {
    state.open = true
    bus.registerHandler(address, (error, { body }) => {
      if (error) return state.errors.push(JSON.stringify(error))
      if (body.seq <= seq) state.repeated++
      seq = body.seq
      state.updates++
      for (const bar of [body.prev, body.bar]) {
        if (!bar) continue
        state.bars.set(bar.t, bar)
      }
      candles.setData([...state.bars.values()].sort((a, b) => a.t - b.t).map(candle))
      chart.timeScale().fitContent()
    })
  }
  window.bus = bus
  window.picture = () => {
    const canvas = chart.takeScreenshot()
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let coloured = 0
    for (let i = 0; i < data.length; i += 4) {
      const [red, green, blue] = [data[i], data[i + 1], data[i + 2]]
      if (blue < 64 && Math.abs(red - green) > 128) coloured++
    }
    return coloured
  }
}

const failures = []
const transports = new Set()
const check = (name, holds, detail = '') => holds || failures.push(detail === '' ? name : `${name}: ${detail}`)

async function eventually(name, probe) {
  const untilMs = Date.now() + 30_000
  let last
  while (Date.now() < untilMs) {
    last = await probe()
    if (last === true) return
    await new Promise((done) => setTimeout(done, 50))
  }
  failures.push(`${name}: not within 30 s, last seen ${JSON.stringify(last)}`)
}

async function run(page) {
  page.on('pageerror', (error) => failures.push(`page error: ${error.message}`))
  page.on('websocket', (socket) => transports.add(new URL(socket.url()).pathname.replace(/\/\d+\/\w+\//, '/000/id/')))
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/\/(xhr|xhr_streaming|eventsource|htmlfile|jsonp|iframe)/.test(pathname)) transports.add(pathname)
  })
  await page.goto(pageUrl)
  await page.evaluate(draw, [`${base}/eventbus?ticket=${ticket}`, 'ui.chart.BTCUSDT.1m'])
  await eventually('the bus opens', () => page.evaluate(() => window.drawn.open || window.drawn.errors))
  await eventually('eight bars are drawn', () => page.evaluate(() => window.drawn.bars.size >= 8 || window.drawn.bars.size))
  const coloured = await page.evaluate(() => window.picture())
  check('candles are on the canvas', coloured > 200, `${coloured} pixels in their colours`)
  const [repeated, errors] = await page.evaluate(() => [window.drawn.repeated, window.drawn.errors])
  check('no snapshot came twice', repeated === 0, repeated)
  check('no error', errors.length === 0, errors.join())
  const denied = await page.evaluate(
    () =>
      new Promise((done) => {
        window.bus.onerror = done
        window.bus.registerHandler('ui.server', () => {})
      }),
  )
  check('an address of admins is denied', denied.body === 'access_denied', JSON.stringify(denied))
  await page.screenshot({ path: join(outDir, 'stock-client.png') })
  return page.evaluate(() => [...window.drawn.bars.values()])
}

const browser = await chromium.launch({ executablePath, args: flags })
let bars = []
try {
  bars = await run(await browser.newPage())
} catch (error) {
  failures.push(`stopped: ${error.message}`)
} finally {
  await browser.close()
}
const said = { ok: failures.length === 0, failures, bars: bars.length, last: bars.at(-1) ?? null, transports: [...transports] }
console.log(JSON.stringify(said))
process.exit(said.ok ? 0 : 1)
