/** Pages that show how things stand: funding, the server, and what the program is made of. */
const seconds = (text) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)

async function funding({ page, report, api }) {
  const { items } = await api('/api/rates')
  for (const { symbol, fundingRate } of items) {
    const text = (await page.getByTestId(`funding-${symbol}`).innerText()).replace('\u2212', '-')
    const shown = Number(text.match(/([-+]?[\d.]+)%/)[1])
    report.check(`the rate of ${symbol}`, Math.abs(shown - Number(fundingRate) * 100) < 0.001, `${shown} for ${fundingRate}`)
  }
  const first = seconds(await page.getByTestId('countdown').innerText())
  await report.eventually('the countdown runs', 20_000, async () => {
    const now = seconds(await page.getByTestId('countdown').innerText())
    return now < first || now
  })
  const history = await page.getByTestId('funding-history').innerText()
  report.check('a history that is missing is said to be missing', /missing, not zero/.test(history), history)
  await page.getByRole('radio', { name: 'per year' }).click()
  await report.eventually('the span is in the address', 10_000, async () => page.url().includes('per=year') || page.url())
}

async function server({ page, report, api }) {
  const { verticles } = await api('/api/v1/server')
  await report.eventually('every part is listed', 20_000, async () => {
    const shown = await page.getByTestId('part').count()
    return shown === verticles.length || { shown, told: verticles.length }
  })
  await report.eventually('the log has lines', 20_000, async () => (await page.getByTestId('log-line').count()) > 0)
  await page.getByRole('radio', { name: 'Warning' }).click()
  await report.eventually('a level leaves the quieter lines out', 20_000, async () => {
    const levels = await page.getByTestId('log-line').evaluateAll((all) => all.map((line) => line.dataset.level))
    return levels.every((level) => level === 'warn' || level === 'error') || levels.join()
  })
  report.check('the level is in the address', page.url().includes('level=warn'), page.url())
}

export default [
  {
    name: 'funding',
    path: '/funding',
    title: 'Funding',
    ready: ({ page }) => page.getByTestId('funding-BTCUSDT').waitFor(),
    check: funding,
  },
  {
    name: 'server',
    path: '/server',
    title: 'Server',
    needs: '/api/v1/server',
    ready: ({ page }) => page.getByTestId('server-stats').waitFor(),
    check: server,
  },
  {
    name: 'about',
    path: '/about',
    title: 'About',
    ready: ({ page }) => page.getByTestId('licences').first().waitFor(),
    async check({ page, report, api }) {
      const { version } = await api('/api/v1/mode')
      await report.eventually('the version', 15_000, async () => {
        const text = await page.getByTestId('about-facts').innerText()
        return text.includes(version) || text
      })
      report.check('the charts’ maker is named and linked', (await page.getByTestId('tradingview').getAttribute('href')) === 'https://www.tradingview.com/')
      report.check('licences are listed', (await page.getByTestId('licences').locator('tbody tr').count()) > 15)
      report.check('it says that it is no advice', (await page.getByTestId('disclaimer').innerText()).includes('not advice'))
    },
  },
]
