// Measures the overview in a real browser with software rendering, while updates arrive faster than any market sends them.
//
//   node e2e/perf.mjs <baseUrl> <outDir> [--seconds=30] [--code=<first admin's code>]
//
// The frames of the real bridge are taken as patterns: between them, copies with other prices and trades arrive 50 and
// then 500 times a second, with their sequence kept whole. The generator runs on the page's own thread: the time that it
// takes itself is told apart. Prints one JSON line {ok, checks, failures, figures} and exits 0 or 1.
import { Visitor } from './lib/account.mjs'
import { launch, newBrowserContext } from './lib/browser.mjs'
import { Report } from './lib/report.mjs'

const [baseUrl, outDir, ...options] = process.argv.slice(2)
if (!baseUrl || !outDir) {
  console.error('usage: node e2e/perf.mjs <baseUrl> <outDir> [--seconds=30] [--code=CODE]')
  process.exit(2)
}
const option = (name) => options.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3)
const base = baseUrl.replace(/\/$/, '')
const SECONDS = Number(option('seconds') ?? 30)
const WARM_MS = 5_000
const PAINTS = 7
const ROUTE_CHANGES = 100

/** Puts a generator between the page and its sockets. */
function flood() {
  const Native = window.WebSocket
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  const patterns = new Map()
  const sequence = new Map()
  window.flood = { sent: 0, madeMs: 0, start, stop }
  let timer = 0
  let deliver = null

  window.WebSocket = class extends Native {
    set onmessage(handler) {
      if (handler === null) return
      deliver = handler
      this.addEventListener('message', (event) => {
        const text = typeof event.data === 'string' ? event.data : decoder.decode(event.data)
        const frame = JSON.parse(text)
        if (frame.type !== 'rec') return handler(event)
        if (/^ui\.(rates|tape|chart\..*)$/.test(frame.address)) patterns.set(frame.address, frame)
        pass(frame)
      })
    }
  }

  function pass(frame) {
    deliver(encoded(frame))
  }

  function encoded(frame) {
    const seq = (sequence.get(frame.address) ?? frame.body.seq - 1) + 1
    sequence.set(frame.address, seq)
    const data = encoder.encode(JSON.stringify({ ...frame, body: { ...frame.body, seq } })).buffer
    return new MessageEvent('message', { data })
  }

  const nudge = (price) => (Number(price) * (1 + (Math.random() - 0.5) * 2e-4)).toFixed(price.split('.')[1]?.length ?? 0)

  function another({ address, type, body }) {
    if (address === 'ui.rates') {
      const items = body.items.map((item) => ({ ...item, price: item.price && nudge(item.price) }))
      return { type, address, body: { ...body, items } }
    }
    if (address === 'ui.tape') {
      const [first] = body.items
      const next = { ...first, id: first.id + window.flood.sent, price: nudge(first.price) }
      return { type, address, body: { ...body, items: [next, ...body.items.slice(0, 39)] } }
    }
    const c = nudge(body.bar.c)
    return { type, address, body: { ...body, bar: { ...body.bar, c, h: String(Math.max(body.bar.h, c)) } } }
  }

  function start(perSecond) {
    const beganMs = performance.now()
    let sent = 0
    timer = setInterval(() => {
      const due = ((performance.now() - beganMs) / 1000) * perSecond
      const list = [...patterns.values()]
      while (list.length && sent < due) {
        const beganMs = performance.now()
        const event = encoded(another(list[sent % list.length]))
        window.flood.madeMs += performance.now() - beganMs
        deliver(event)
        sent++
        window.flood.sent++
      }
    }, 4)
  }
  function stop() {
    clearInterval(timer)
  }
}

/** Frames and long tasks within the time, counted by the page itself. */
function watchFrames(ms) {
  return new Promise((resolve) => {
    const beganMs = performance.now()
    let frames = 0
    let longTasks = 0
    const observer = new PerformanceObserver((list) => (longTasks += list.getEntries().filter((e) => e.duration > 100).length))
    observer.observe({ entryTypes: ['longtask'] })
    const tick = () => {
      frames++
      const tookMs = performance.now() - beganMs
      if (tookMs < ms) return requestAnimationFrame(tick)
      observer.disconnect()
      resolve({ fps: (frames * 1000) / tookMs, longTasks })
    }
    requestAnimationFrame(tick)
  })
}

async function metrics(session) {
  const { metrics: list } = await session.send('Performance.getMetrics')
  return Object.fromEntries(list.map(({ name, value }) => [name, value]))
}

async function heapMb(session) {
  await session.send('HeapProfiler.collectGarbage')
  return (await metrics(session)).JSHeapUsedSize / 2 ** 20
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
const round = (value, digits = 1) => Number(value.toFixed(digits))

async function paints(page, report) {
  const first = []
  const drawn = []
  for (let i = 0; i < PAINTS; i++) {
    await page.goto(`${base}/`)
    await page.waitForFunction(() => Number(document.querySelector('[data-testid=chart]')?.dataset.bars) > 0)
    drawn.push(await page.evaluate(() => performance.now()))
    first.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 1e9))
  }
  report.figures.fcpMs = round(median(first), 0)
  report.figures.chartDrawnMs = round(median(drawn), 0)
  report.check('first contentful paint within 0.8 s', median(first) <= 800, `${median(first)} ms`)
  report.check('chart drawn within 1.5 s', median(drawn) <= 1_500, `${median(drawn)} ms`)
}

async function updates(page, session, report, perSecond) {
  await page.goto(`${base}/`)
  await page.waitForFunction(() => Number(document.querySelector('[data-testid=chart]')?.dataset.updates) > 0)
  await page.evaluate((rate) => window.flood.start(rate), perSecond)
  await page.waitForTimeout(WARM_MS)
  const heapBefore = await heapMb(session)
  const floodBefore = await page.evaluate(() => ({ ...window.flood }))
  const before = await metrics(session)
  const { fps, longTasks } = await page.evaluate(watchFrames, SECONDS * 1000)
  const after = await metrics(session)
  const floodAfter = await page.evaluate(() => ({ ...window.flood }))
  const heapAfter = await heapMb(session)
  await page.evaluate(() => window.flood.stop())
  const seconds = after.Timestamp - before.Timestamp
  const all = ((after.TaskDuration - before.TaskDuration) / seconds) * 100
  const generator = (floodAfter.madeMs - floodBefore.madeMs) / 10 / seconds
  const share = all - generator
  const heapPerMinute = (heapAfter - heapBefore) / (seconds / 60)
  report.figures[`at${perSecond}`] = {
    fps: round(fps),
    mainThreadPercent: round(share),
    longTasks,
    heapMbPerMinute: round(heapPerMinute, 2),
    generatorPercent: round(generator),
    sentPerSecond: round((floodAfter.sent - floodBefore.sent) / seconds, 0),
  }
  report.check(`at least 55 fps at ${perSecond}/s`, fps >= 55, `${round(fps)}`)
  report.check(`at most 40 % of the main thread at ${perSecond}/s`, share <= 40, `${round(share)} %`)
  report.check(`at most one long task at ${perSecond}/s`, longTasks <= 1, `${longTasks}`)
}

/** Walks between pages and comes back to as many canvases, listeners and bytes as before. */
async function leaks(page, session, report) {
  const walk = async (times) => {
    for (let i = 0; i < times; i++) {
      await page.keyboard.press('g')
      await page.keyboard.press(i % 2 ? 'd' : 'e')
      await page.locator('h1', { hasText: i % 2 ? 'Overview' : 'Settings' }).waitFor({ state: 'attached' })
    }
    await page.waitForFunction(() => document.querySelectorAll('[data-testid=chart] canvas').length > 0)
    const { JSEventListeners, Nodes } = await metrics(session)
    const canvases = await page.locator('canvas').count()
    return { canvases, listeners: JSEventListeners, nodes: Nodes, heap: await heapMb(session) }
  }
  await page.goto(`${base}/`)
  await page.locator('h1').waitFor({ state: 'attached' })
  const before = await walk(20)
  const after = await walk(ROUTE_CHANGES)
  report.figures.leaks = { routeChanges: ROUTE_CHANGES, heapMb: round(after.heap - before.heap, 2), canvases: after.canvases }
  report.check('no canvas is left behind', after.canvases === before.canvases, `${before.canvases}, ${after.canvases}`)
  report.check('the heap comes back', after.heap - before.heap < 10, `${round(before.heap)} to ${round(after.heap)} MB`)
}

async function run(browser, report) {
  const visitor = new Visitor(base)
  await visitor.begin()
  const { context } = await newBrowserContext(browser, base)
  await context.addInitScript(flood)
  const page = await context.newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await visitor.enter(page, option('code'), report)
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await paints(page, report)
  for (const perSecond of [50, 500]) await updates(page, session, report, perSecond)
  await leaks(page, session, report)
}

const report = new Report()
const browser = await launch()
try {
  await run(browser, report)
} catch (error) {
  report.failures.push(`stopped: ${error.message}`)
} finally {
  await browser.close()
}
const { checks, failures, figures } = report
console.log(JSON.stringify({ ok: failures.length === 0, checks, failures, figures }))
process.exit(failures.length === 0 ? 0 : 1)
