import { commonChecks } from '../lib/browser.mjs'

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
  await proxies({ page, report, api })
}

/** How the exchange is reached; what an admin decides of a proxy is there after the page is opened again. */
async function proxies({ page, report, api }) {
  const card = page.getByTestId('proxies')
  const told = await api('/api/v1/proxies')
  await report.eventually('every proxy is listed', 20_000, async () => {
    const shown = await card.getByTestId('proxy').count()
    return shown === told.proxies.length || { shown, told: told.proxies.length }
  })
  await report.eventually('every host that was asked is listed', 20_000, async () => {
    const shown = await card.getByTestId('breaker').count()
    return shown === told.breakers.length || { shown, told: told.breakers.length }
  })
  if (told.proxies.length === 0) {
    report.check('a list that is empty says why', (await card.innerText()).includes('proxies.list'))
    return
  }
  const { name } = told.proxies[0]
  const row = card.locator(`[data-name="${name}"]`)
  const press = (word) => row.getByRole('button', { name: `${word} ${name}` }).click()
  const held = async () => (await api('/api/v1/proxies')).proxies[0]
  await press('Pin')
  await report.eventually('a pin is kept', 20_000, async () => (await held()).pinned)
  await page.reload()
  await row.getByText('Pinned').waitFor()
  await press('Unpin')
  await report.eventually('and taken back', 20_000, async () => !(await held()).pinned)
  await press('Disable')
  await report.eventually('one can be taken out', 20_000, async () => (await held()).state === 'disabled')
  await row.getByText('Disabled').waitFor()
  await press('Enable')
  await report.eventually('and let back in', 20_000, async () => (await held()).enabled)
}

/** Everything that can be called: what stands in the contract, found by words, opened by keyboard or by its address. */
async function documentation({ page, report, base, api }) {
  const { paths } = await api('/api/openapi.json')
  const told = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap((each) => each.operationId ?? [])
  const ids = () => page.locator('main details').evaluateAll((all) => all.map((each) => each.id))
  const shown = await ids()
  const same = shown.length > 20 && told.toSorted().join() === shown.toSorted().join()
  report.check('each operation of the contract is listed', same, `${shown} of ${told}`)
  await page.getByRole('searchbox', { name: 'Find an operation' }).fill('decisions newest')
  await report.eventually('words find an operation', 10_000, async () => {
    const found = await ids()
    return (found.includes('signalsHistory') && found.length < 5) || found.join()
  })
  await report.eventually('they are in the address', 10_000, async () => page.url().includes('q=decisions') || page.url())
  const history = page.locator('#signalsHistory')
  await history.locator('summary').focus()
  await page.keyboard.press('Enter')
  await report.eventually('Enter opens it', 10_000, () => history.evaluate((each) => each.open))
  const command = await history.locator('code').filter({ hasText: 'curl' }).innerText()
  report.check('it gives a command to try', command.includes(`${base}/api/signals/history`), command)
  await commonChecks(page, report, 'API')
  await page.goto('about:blank')
  await page.goto(`${base}/api/docs#signalsSeries`)
  await report.eventually('an address opens its operation', 20_000, () =>
    page.locator('#signalsSeries').evaluate((each) => each.open && each.getBoundingClientRect().top < innerHeight),
  )
}

/** What a refusal means; drawn by the server alone. */
async function problems({ page, report, api }) {
  const { paths } = await api('/api/openapi.json')
  report.check('the list stands in the contract', '/problems' in paths)
  await page.getByRole('link', { name: 'not-found' }).click()
  await report.eventually('each problem says what to do', 10_000, async () =>
    (await page.locator('body').innerText()).includes('What to do'),
  )
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
  {
    name: 'api-docs',
    path: '/api/docs',
    title: 'API',
    ready: ({ page }) => page.locator('main details').first().waitFor(),
    check: documentation,
  },
  {
    name: 'problems',
    path: '/problems',
    title: 'Problems',
    bare: true,
    ready: ({ page }) => page.getByRole('link', { name: 'not-found' }).waitFor(),
    check: problems,
  },
]
