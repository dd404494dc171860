// Opens the overview of a running Tapeloom in a real browser and checks what a person would look for.
//
//   node e2e/overview.mjs <baseUrl> <outDir>
//
// Prints one JSON line {ok, checks, failures, figures}, writes overview-1440.png and overview-390.png, exits 0 or 1.
import { readFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const [baseUrl, outDir] = process.argv.slice(2)
if (!baseUrl || !outDir) {
  console.error('usage: node e2e/overview.mjs <baseUrl> <outDir>')
  process.exit(2)
}
mkdirSync(outDir, { recursive: true })
const base = baseUrl.replace(/\/$/, '')
const executablePath = process.env.TAPELOOM_CHROMIUM ?? '/usr/bin/chromium'
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
flags.push('--disable-background-networking', '--disable-component-update', '--disable-sync')

const failures = []
const figures = {}
const noise = []
let checks = 0

function check(name, holds, detail = '') {
  checks++
  if (!holds) failures.push(detail === '' ? name : `${name}: ${detail}`)
}

async function eventually(name, timeoutMs, probe) {
  const untilMs = Date.now() + timeoutMs
  let last
  while (Date.now() < untilMs) {
    try {
      last = await probe()
      if (last === true) return check(name, true)
    } catch (error) {
      last = error.message
    }
    await new Promise((done) => setTimeout(done, 100))
  }
  return check(name, false, `not within ${timeoutMs} ms, last seen ${JSON.stringify(last)}`)
}

const api = async (path) => (await fetch(base + path)).json()
const chartData = (page) => page.getByTestId('chart').evaluate((element) => ({ ...element.dataset }))
const priceOf = (page, symbol) => page.getByTestId(`rate-${symbol}`).getByTestId('price').innerText()

/** Keeps hold of the page's sockets, so that a test can cut them and keep them from coming back. */
function holdSockets() {
  const Native = window.WebSocket
  const held = { down: false, sockets: [] }
  window.heldSockets = held
  window.WebSocket = class extends Native {
    constructor(...args) {
      if (held.down) throw new Error('The line is down for the test.')
      super(...args)
      held.sockets.push(this)
    }
  }
}

function watch(page) {
  page.on('console', (message) => message.type() === 'error' && noise.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => noise.push(`page: ${error.message}`))
  page.on('response', (response) => response.status() >= 400 && noise.push(`${response.status()} ${response.url()}`))
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(base).host) noise.push(`other host: ${request.url()}`)
  })
}

async function openPage(browser, width, height) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(5_000)
  watch(page)
  await page.addInitScript(holdSockets)
  await page.goto(`${base}/`)
  await page.evaluate(() => document.fonts.ready)
  return page
}

async function liveChart(page) {
  await eventually('the chart shows at least 300 one-minute bars', 15_000, async () => {
    const { bars = '0', interval } = await chartData(page)
    return (interval === '1m' && Number(bars) >= 300) || `${bars} bars of ${interval}`
  })
  await eventually('an update arrives by stream', 15_000, async () => Number((await chartData(page)).updates) >= 1)
  const data = await chartData(page)
  check('the chart has three panes', data.panes === '3', data.panes)
  figures.bars = Number(data.bars)
  figures.chartMs = await page.evaluate(() => Math.round(performance.now()))
  const colours = await page.evaluate(countColours)
  figures.colours = colours
  check('candles are drawn in both colours', colours.up > 50 && colours.down > 50, JSON.stringify(colours))
}

/** Counts the canvas pixels of rising and falling candles. */
function countColours() {
  const seen = { up: 0, down: 0 }
  for (const canvas of document.querySelectorAll('[data-testid=chart] canvas')) {
    const { width, height } = canvas
    if (!width || !height) continue
    const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data
    for (let i = 0; i < pixels.length; i += 4) {
      const [r, g, b] = [pixels[i], pixels[i + 1], pixels[i + 2]]
      if (g > 150 && r < 90 && b < 180) seen.up++
      else if (r > 200 && g < 140 && b < 160) seen.down++
    }
  }
  return seen
}

async function closedBarEqualsApi(page) {
  await eventually('the last closed bar equals /api/kline', 10_000, async () => {
    const { closed, symbol } = await chartData(page)
    const [t, ...shown] = closed.split(' ')
    const kline = await api(`/api/kline?symbol=${symbol}&interval=1m&from=${t}&limit=1`)
    const told = ['o', 'h', 'l', 'c', 'v'].map((name) => kline[name][0])
    const same = Number(kline.t[0]) === Number(t) && shown.every((text, i) => Number(text) === Number(told[i]))
    return same || { t, shown, told }
  })
}

async function liveFigures(page, symbols) {
  const before = await Promise.all(symbols.map((symbol) => priceOf(page, symbol)))
  await eventually('a price changes', 5_000, async () => {
    const now = await Promise.all(symbols.map((symbol) => priceOf(page, symbol)))
    return now.some((text, i) => text !== before[i])
  })
  const clock = await page.getByTestId('market-clock').innerText()
  await eventually(
    'the market clock runs',
    4_000,
    async () => (await page.getByTestId('market-clock').innerText()) !== clock,
  )
  await eventually('the tape has rows', 10_000, async () => (await page.getByTestId('tape-row').count()) > 0)
  check('it says Live', (await page.getByTestId('connection').getAttribute('data-state')) === 'live')
}

async function environment(page) {
  const mode = await api('/api/v1/mode')
  const pill = (await page.getByTestId('mode-pill').innerText()).toLowerCase()
  check('the pill names the mode', pill.startsWith(mode.mode), `${pill} for ${mode.mode}`)
  const venue = (await page.getByTestId('venue-pill').innerText()).toLowerCase()
  check(
    'the pill names the venue',
    venue === mode.venue.replaceAll('_', ' ').toLowerCase(),
    `${venue} for ${mode.venue}`,
  )
  return mode
}

async function cardsEqualApi(page, symbols) {
  await eventually('the signals card shows what the API says', 30_000, () => signalsEqual(page, symbols))
  await eventually('the paper card shows what the API says', 15_000, () => paperEqual(page))
}

async function signalsEqual(page, symbols) {
  for (const symbol of symbols) {
    const { items } = await api(`/api/signals/history?symbol=${symbol}&limit=1`)
    const row = page.getByTestId(`signal-${symbol}`)
    if (items.length === 0) {
      if (await row.count()) return `a row for ${symbol} without a decision`
      continue
    }
    const [t, score] = await row.evaluate((element) => [element.dataset.t, element.dataset.score])
    if (Number(t) !== items[0].t || Number(score) !== items[0].score) return { symbol, t, score, told: items[0] }
  }
  return true
}

async function paperEqual(page) {
  const positions = (await api('/api/paper/positions')).items
  const { total, equity } = await api('/api/paper/stats')
  const card = page.getByTestId('paper')
  const tabs = await card.getByRole('tab').allInnerTexts()
  const told = [`Open positions (${positions.length})`, `Closed (${total})`]
  if (tabs.join() !== told.join()) return { tabs, told }
  const shown = await card.locator('[data-testid^=position-]').count()
  if (shown !== positions.length) return { shown, positions: positions.length }
  const [text] = (await page.getByTestId('equity').innerText()).match(/[\d,]+\.\d\d/) ?? ['']
  const near = Math.abs(Number(text.replaceAll(',', '')) - Number(equity)) < 0.01 * Number(equity)
  return near || { text, equity }
}

async function choosing(page, symbols) {
  const other = symbols.at(-1)
  await page.getByTestId(`rate-${other}`).click()
  await eventually('a click on a price shows that symbol', 8_000, async () => {
    const { symbol, bars } = await chartData(page)
    return symbol === other && Number(bars) >= 300
  })
  await page.getByRole('button', { name: '5m', exact: true }).click()
  await eventually('an interval can be chosen', 8_000, async () => {
    const { interval, bars, lastT } = await chartData(page)
    return interval === '5m' && Number(bars) > 0 && Number(lastT) % 300_000 === 0
  })
  check(
    'the view is in the address',
    page.url().includes(`symbol=${other}`) && page.url().includes('interval=5m'),
    page.url(),
  )
  await page.goBack()
  await page.goBack()
  await eventually('back leads back', 8_000, async () => (await chartData(page)).symbol === symbols[0])
}

async function connectionLoss(page) {
  await eventually('the chart is loaded before the cut', 8_000, async () => Number((await chartData(page)).bars) >= 300)
  await page.evaluate(() => {
    window.heldSockets.down = true
    for (const socket of window.heldSockets.sockets) socket.close()
  })
  await eventually('a lost connection shows the banner within 2 s', 2_000, () =>
    page.getByTestId('connection-banner').isVisible(),
  )
  const text = await page.getByTestId('connection-banner').innerText()
  check('the banner says what happens', /Connection lost\.[\s\S]*Reconnecting[\s\S]*Retry now/.test(text), text)
  await page.waitForTimeout(500)
  const frozen = (await chartData(page)).updates
  await page.waitForTimeout(2_500)
  check('data stay on the page while the line is down', Number((await chartData(page)).bars) >= 300)
  await accessible(page, 'a lost connection')
  check('nothing streams while the line is down', (await chartData(page)).updates === frozen)
  await page.evaluate(() => (window.heldSockets.down = false))
  await page
    .getByRole('button', { name: 'Retry now' })
    .click({ timeout: 1_000 })
    .catch(() => {})
  await eventually('it says that it caught up', 6_000, () => page.getByTestId('caught-up').isVisible())
  await eventually('the banner goes', 5_000, async () => !(await page.getByTestId('caught-up').isVisible()))
  await eventually('updates flow again', 10_000, async () => Number((await chartData(page)).updates) > Number(frozen))
  await closedBarEqualsApi(page)
}

async function accessible(page, name) {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }),
  )
  const found = violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  check(`axe finds nothing at ${name}`, found.length === 0, found.join('; '))
  check(`one h1 at ${name}`, (await page.locator('h1').count()) === 1)
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  check(`no sideways scroll at ${name}`, width[0] <= width[1], width.join(' > '))
}

async function keyboard(page) {
  await page.keyboard.press('Tab')
  const first = await page.evaluate(() => document.activeElement?.textContent?.trim())
  check('the first stop of the keyboard skips to the content', first === 'Skip to content', first)
}

async function run(browser) {
  const page = await openPage(browser, 1440, 900)
  await liveChart(page)
  const mode = await environment(page)
  const symbols = mode.symbols.map((each) => each.symbol)
  await keyboard(page)
  await closedBarEqualsApi(page)
  await liveFigures(page, symbols)
  await cardsEqualApi(page, symbols)
  await accessible(page, '1440x900')
  await page.evaluate(() => document.activeElement?.blur())
  await page.screenshot({ path: join(outDir, 'overview-1440.png') })
  await choosing(page, symbols)
  await connectionLoss(page)
  figures.updates = Number((await chartData(page)).updates)
  await page.context().close()

  const phone = await openPage(browser, 390, 844)
  await eventually('the chart is drawn on a phone', 15_000, async () => Number((await chartData(phone)).bars) >= 300)
  await eventually(
    'the tape is filled on a phone',
    10_000,
    async () => (await phone.getByTestId('tape-row').count()) > 0,
  )
  await accessible(phone, '390x844')
  await phone.screenshot({ path: join(outDir, 'overview-390.png') })
  check('no error, no refused request, no other host', noise.length === 0, noise.slice(0, 5).join('; '))
}

const startMs = Date.now()
const browser = await chromium.launch({ executablePath, args: flags })
try {
  await run(browser)
} catch (error) {
  failures.push(`stopped: ${error.message}`)
} finally {
  await browser.close()
}
figures.tookMs = Date.now() - startMs
console.log(JSON.stringify({ ok: failures.length === 0, checks, failures, figures }))
process.exit(failures.length === 0 ? 0 : 1)
