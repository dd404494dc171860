import { commonChecks } from '../lib/browser.mjs'

const chartData = (page) => page.getByTestId('chart').evaluate((element) => ({ ...element.dataset }))
const priceOf = (page, symbol) => page.getByTestId(`rate-${symbol}`).getByTestId('price').innerText()

export default {
  name: 'overview',
  path: '/',
  title: 'Overview',
  async ready({ page, report }) {
    await report.eventually(
      'the chart is drawn',
      30_000,
      async () => Number((await chartData(page)).bars) >= 300,
    )
    await report.eventually('the tape is filled', 30_000, async () => (await page.getByTestId('tape-row').count()) > 0)
  },
  async check(t) {
    await liveChart(t)
    const mode = await environment(t)
    const symbols = mode.symbols.map((each) => each.symbol)
    await closedBarEqualsApi(t)
    await liveFigures(t, symbols)
    await cardsEqualApi(t, symbols)
    await choosing(t, symbols)
    await connectionLoss(t)
    t.report.figures.updates = Number((await chartData(t.page)).updates)
  },
}

async function liveChart(t) {
  const { page, report, api } = t
  await report.eventually('the chart shows at least 300 one-minute bars', 30_000, async () => {
    const { bars = '0', interval } = await chartData(page)
    return (interval === '1m' && Number(bars) >= 300) || `${bars} bars of ${interval}`
  })
  await report.eventually('an update arrives by stream', 30_000, async () => Number((await chartData(page)).updates) >= 1)
  const data = await chartData(page)
  report.check('the chart has three panes', data.panes === '3', data.panes)
  report.figures.bars = Number(data.bars)
  report.figures.chartMs = await page.evaluate(() => Math.round(performance.now()))
  const colours = await page.evaluate(countColours)
  report.figures.colours = colours
  report.check('candles are drawn in both colours', colours.up > 50 && colours.down > 50, JSON.stringify(colours))
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

async function closedBarEqualsApi(t) {
  const { page, report, api } = t
  await report.eventually('the last closed bar equals /api/kline', 30_000, async () => {
    const { closed, symbol } = await chartData(page)
    const [at, ...shown] = closed.split(' ')
    const kline = await api(`/api/kline?symbol=${symbol}&interval=1m&from=${at}&limit=1`)
    const told = ['o', 'h', 'l', 'c', 'v'].map((name) => kline[name][0])
    const same = Number(kline.t[0]) === Number(at) && shown.every((text, i) => Number(text) === Number(told[i]))
    return same || { at, shown, told }
  })
}

async function liveFigures(t, symbols) {
  const { page, report, api } = t
  const before = await Promise.all(symbols.map((symbol) => priceOf(page, symbol)))
  await report.eventually('a price changes', 30_000, async () => {
    const now = await Promise.all(symbols.map((symbol) => priceOf(page, symbol)))
    return now.some((text, i) => text !== before[i])
  })
  const clock = await page.getByTestId('market-clock').innerText()
  await report.eventually(
    'the market clock runs',
    30_000,
    async () => (await page.getByTestId('market-clock').innerText()) !== clock,
  )
  await report.eventually('the tape has rows', 30_000, async () => (await page.getByTestId('tape-row').count()) > 0)
  report.check('it says Live', (await page.getByTestId('connection').getAttribute('data-state')) === 'live')
}

async function environment(t) {
  const { page, report, api } = t
  const mode = await api('/api/v1/mode')
  const pill = (await page.getByTestId('mode-pill').innerText()).toLowerCase()
  report.check('the pill names the mode', pill.startsWith(mode.mode), `${pill} for ${mode.mode}`)
  const venue = (await page.getByTestId('venue-pill').innerText()).toLowerCase()
  report.check(
    'the pill names the venue',
    venue === mode.venue.replaceAll('_', ' ').toLowerCase(),
    `${venue} for ${mode.venue}`,
  )
  return mode
}

async function cardsEqualApi(t, symbols) {
  const { page, report, api } = t
  await report.eventually('the signals card shows what the API says', 30_000, () => signalsEqual(t, symbols))
  await report.eventually('the paper card shows what the API says', 30_000, () => paperEqual(t))
}

async function signalsEqual(t, symbols) {
  const { page, report, api } = t
  for (const symbol of symbols) {
    const { items } = await api(`/api/signals/history?symbol=${symbol}&limit=1`)
    const row = page.getByTestId(`signal-${symbol}`)
    if (items.length === 0) {
      if (await row.count()) return `a row for ${symbol} without a decision`
      continue
    }
    const [at, score] = await row.evaluate((element) => [element.dataset.t, element.dataset.score])
    if (Number(at) !== items[0].t || Number(score) !== items[0].score) return { symbol, at, score, told: items[0] }
  }
  return true
}

async function paperEqual(t) {
  const { page, report, api } = t
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

async function choosing(t, symbols) {
  const { page, report, api } = t
  const other = symbols.at(-1)
  await page.getByTestId(`rate-${other}`).click()
  await report.eventually('a click on a price shows that symbol', 30_000, async () => {
    const { symbol, bars } = await chartData(page)
    return symbol === other && Number(bars) >= 300
  })
  await page.getByRole('button', { name: '5m', exact: true }).click()
  await report.eventually('an interval can be chosen', 30_000, async () => {
    const { interval, bars, lastT } = await chartData(page)
    return interval === '5m' && Number(bars) > 0 && Number(lastT) % 300_000 === 0
  })
  report.check(
    'the view is in the address',
    page.url().includes(`symbol=${other}`) && page.url().includes('interval=5m'),
    page.url(),
  )
  await page.goBack()
  await page.goBack()
  await report.eventually('back leads back', 30_000, async () => (await chartData(page)).symbol === symbols[0])
}

/** The line breaks: it is said at once, nothing moves, nothing is lost; and when it is back, nothing is missing. */
async function connectionLoss(t) {
  const { page, report } = t
  await report.eventually(
    'the chart is loaded before the cut',
    30_000,
    async () => Number((await chartData(page)).bars) >= 300,
  )
  const cutMs = Date.now()
  await page.evaluate(() => {
    window.heldSockets.down = true
    for (const socket of window.heldSockets.sockets) socket.close()
  })
  await report.eventually('a lost connection shows the banner', 15_000, () =>
    page.getByTestId('connection-banner').isVisible(),
  )
  report.figures.bannerMs = Date.now() - cutMs
  const text = await page.getByTestId('connection-banner').innerText()
  report.check('the banner says what happens', /Connection lost\.[\s\S]*Reconnecting[\s\S]*Retry now/.test(text), text)
  await page.waitForTimeout(500)
  const frozen = (await chartData(page)).updates
  await page.waitForTimeout(2_500)
  report.check('data stay on the page while the line is down', Number((await chartData(page)).bars) >= 300)
  await commonChecks(page, report, 'Overview')
  report.check('nothing streams while the line is down', (await chartData(page)).updates === frozen)
  await page.evaluate(() => (window.heldSockets.down = false))
  await page
    .getByRole('button', { name: 'Retry now' })
    .click({ timeout: 1_000 })
    .catch(() => {})
  await report.eventually('the banner goes', 30_000, async () => {
    const banner = await page.getByTestId('connection-banner').count()
    return banner === 0 && (await page.getByTestId('caught-up').count()) === 0
  })
  await report.eventually(
    'updates flow again',
    30_000,
    async () => Number((await chartData(page)).updates) > Number(frozen),
  )
  await closedBarEqualsApi(t)
  await nothingMissing(t)
}

/** Every bar of the chart stands one interval after the one before it. */
async function nothingMissing({ page, report, api }) {
  const { symbol, bars, lastT } = await chartData(page)
  const kline = await api(`/api/kline?symbol=${symbol}&interval=1m&to=${Number(lastT) + 60_000}&limit=${bars}`)
  const times = kline.t.map(Number)
  const holes = times.filter((time, i) => i > 0 && time !== times[i - 1] + 60_000)
  report.check('no bar is missing after the break', times.length === Number(bars) && holes.length === 0, String(holes))
}
