import { statSync } from 'node:fs'
import { chartData, chartDrawn, countColours, sentFrames } from '../lib/chart.mjs'

const HOUR_MS = 3_600_000

async function lastBarEqualsApi({ page, report, api }) {
  await report.eventually('the last closed bar equals /api/kline', 30_000, async () => {
    const { closed, symbol } = await chartData(page)
    const [at, ...shown] = closed.split(' ')
    const kline = await api(`/api/kline?symbol=${symbol}&interval=1m&from=${at}&limit=1`)
    const told = ['o', 'h', 'l', 'c', 'v'].map((name) => kline[name][0])
    return (Number(kline.t[0]) === Number(at) && shown.every((text, i) => Number(text) === Number(told[i]))) || { shown, told }
  })
}

async function blockedMarks({ page, report, api }) {
  const { strategies } = await api('/api/v1/mode')
  const { name, threshold } = strategies[0]
  await report.eventually('signals that were not taken are marked', 30_000, async () => {
    const question = `symbol=BTCUSDT&strategy=${name}&minScore=${threshold}&blocked=true&limit=200`
    const { items } = await api(`/api/signals/history?${question}`)
    const told = items.filter((each) => each.direction !== null).length
    const shown = Number(await page.getByTestId('chart-card').getAttribute('data-blocked'))
    return Math.abs(shown - told) <= 2 || { shown, told }
  })
}

/** Older bars come a page at a time, each page asked for once. */
async function olderBars({ page, report }) {
  const asked = []
  const listen = (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === '/api/kline' && searchParams.has('to')) asked.push(searchParams.get('to'))
  }
  const before = await chartData(page)
  page.on('request', listen)
  await page.getByTestId('chart').focus()
  await page.keyboard.press('Home')
  await report.eventually('older bars come where the chart is moved to its beginning', 30_000, async () => {
    const data = await chartData(page)
    return Number(data.firstT) < Number(before.firstT) || data
  })
  const data = await chartData(page)
  report.check('the newest bar stays', Number(data.lastT) >= Number(before.lastT), `${data.lastT} < ${before.lastT}`)
  report.check('each older page is asked for once', new Set(asked).size === asked.length, asked.join())
  report.check('the first older page ends where the chart began', asked[0] === before.firstT, `${asked[0]} ${before.firstT}`)
  page.off('request', listen)
  await page.keyboard.press('End')
}

async function subscriptions({ page, report }) {
  const sent = sentFrames(page)
  await page.reload()
  await chartDrawn(page, report, 'BTCUSDT')
  await report.eventually('the stream of the interval is asked for', 20_000, async () =>
    sent.frames.some((frame) => frame.includes('"register"') && frame.includes('ui.chart.BTCUSDT.1m')),
  )
  await page.getByRole('button', { name: '5m', exact: true }).click()
  await report.eventually('another interval gives up the stream of the first', 20_000, async () => {
    const left = sent.frames.some((frame) => frame.includes('"unregister"') && frame.includes('ui.chart.BTCUSDT.1m'))
    const taken = sent.frames.some((frame) => frame.includes('"register"') && frame.includes('ui.chart.BTCUSDT.5m'))
    return (left && taken) || { left, taken }
  })
  sent.stop()
  report.check('the interval is in the address', page.url().includes('interval=5m'), page.url())
  await report.eventually('the bars are those of the interval', 20_000, async () => {
    const { interval, lastT, bars } = await chartData(page)
    return (interval === '5m' && Number(bars) > 0 && Number(lastT) % 300_000 === 0) || { interval, lastT, bars }
  })
}

/** A second is made from the tape: the newest bar is as old as the newest trade. */
async function seconds({ page, report }) {
  await page.getByRole('button', { name: '1s', exact: true }).click()
  await report.eventually('bars of a second come and go on', 30_000, async () => {
    const { interval, lastT, bars, updates } = await chartData(page)
    return (interval === '1s' && Number(bars) > 10 && Number(updates) > 0) || { interval, lastT, bars, updates }
  })
  const { bars, sightTo } = await chartData(page)
  report.check('another interval begins with its newest bar in sight', Number(sightTo) >= Number(bars) - 1, `${sightTo} of ${bars}`)
  await page.goBack()
  await report.eventually('back leads to the interval before', 20_000, async () => (await chartData(page)).interval === '5m')
}

async function keys({ page, report }) {
  await page.locator('h1').click({ force: true, trial: true }).catch(() => {})
  await page.evaluate(() => document.activeElement?.blur())
  await page.keyboard.press(']')
  await report.eventually('] leads to the next symbol', 15_000, async () => page.url().includes('/chart/ETHUSDT') || page.url())
  await chartDrawn(page, report, 'ETHUSDT')
  await page.keyboard.press('[')
  await report.eventually('[ leads back', 15_000, async () => page.url().includes('/chart/BTCUSDT') || page.url())
  await chartDrawn(page, report, 'BTCUSDT')
}

async function asTable({ page, report }) {
  await page.getByRole('button', { name: 'Show as table' }).click()
  await report.eventually('the bars stand in a table', 15_000, async () => (await page.locator('tbody tr').count()) >= 50)
  report.check('and that is in the address', page.url().includes('view=table'), page.url())
  await page.goBack()
  await chartDrawn(page, report, 'BTCUSDT')
}

async function picture({ page, report }) {
  const coming = page.waitForEvent('download')
  await page.getByTestId('png').click()
  const download = await coming
  const { size } = statSync(await download.path())
  report.check('the chart is saved as a picture', size > 10_000 && download.suggestedFilename().endsWith('.png'), String(size))
}

async function moment({ page, report, base, api }) {
  const { marketTime } = await api('/api/v1/mode')
  const at = marketTime - 20 * HOUR_MS
  await page.goto(`${base}/chart/BTCUSDT?at=${at}`)
  await report.eventually('a moment in the address is brought into sight', 30_000, async () => {
    const { firstT, lastT } = await chartData(page)
    return (Number(firstT) <= at && at <= Number(lastT)) || { firstT, at, lastT }
  })
  await page.getByTestId('to-now').click()
  await report.eventually('and one press leads back to the newest bar', 30_000, async () => {
    const { lastT } = await chartData(page)
    const detached = await page.getByTestId('chart-card').getAttribute('data-detached')
    return (detached === 'false' && Number(lastT) >= marketTime - 120_000) || { lastT, detached }
  })
}

async function indicator({ page, report, visitor, base }) {
  if (!visitor.offers('/api/v1/indicators')) return
  await page.goto(`${base}/chart/BTCUSDT?interval=5m`)
  await chartDrawn(page, report, 'BTCUSDT')
  await page.getByRole('button', { name: 'Indicators' }).click()
  await page.getByLabel('Search an indicator').fill('ema')
  await page.getByRole('list', { name: 'Indicators to add' }).getByRole('button').first().click()
  await report.eventually('an indicator is drawn', 30_000, async () =>
    (await page.getByTestId('chart-card').getAttribute('data-curves')) === '1',
  )
  report.check('it is in the address', /[?&]ind=ema/.test(decodeURIComponent(page.url())), page.url())
  await page.keyboard.press('Escape')
}

export default {
  name: 'chart',
  path: '/chart/BTCUSDT',
  title: 'Chart',
  ready: ({ page, report }) => chartDrawn(page, report, 'BTCUSDT'),
  async check(t) {
    const { page, report, base } = t
    const colours = await page.evaluate(countColours)
    report.check('candles are drawn in both colours', colours.up > 50 && colours.down > 50, JSON.stringify(colours))
    report.check('there are three panes', (await chartData(page)).panes === '3')
    await lastBarEqualsApi(t)
    await blockedMarks(t)
    await olderBars(t)
    await subscriptions(t)
    await seconds(t)
    await keys(t)
    await asTable(t)
    await picture(t)
    await moment(t)
    await indicator(t)
    await page.goto(`${base}/chart/NOPEUSDT`)
    await page.getByRole('button', { name: 'Show BTCUSDT' }).click()
    await chartDrawn(page, report, 'BTCUSDT')
  },
}
