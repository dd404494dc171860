/** The frame around every page: the palette, the keys, the addresses of before, the theme, and the page that is none. */
const at = (page) => {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}

const MOVED = {
  '/dashboard': '/',
  '/signals-v52': '/signals?strategy=v52',
  '/paper-v52': '/paper',
  '/history': '/funding',
  '/kline': '/chart/BTCUSDT',
  '/data-sources': '/server',
}

async function movedAddresses({ page, report, base }) {
  for (const [old, now] of Object.entries(MOVED)) {
    await page.goto(base + old)
    await report.eventually(`${old} leads to ${now}`, 15_000, async () => at(page) === now || at(page))
  }
}

async function palette({ page, report, base }) {
  await page.goto(`${base}/about`)
  await page.locator('h1').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette').waitFor()
  await page.keyboard.type('eth')
  await page.getByRole('option', { name: 'ETHUSDT' }).waitFor()
  await page.keyboard.press('Enter')
  await report.eventually('the palette leads to a symbol', 15_000, async () => at(page).startsWith('/chart/ETHUSDT'))
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await report.eventually('g f leads to funding', 15_000, async () => at(page) === '/funding' || at(page))
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  await page.keyboard.press('Escape')
  await report.eventually('Esc closes', 10_000, async () => (await page.getByRole('dialog').count()) === 0)
}

async function themes({ page, report, base }) {
  await page.goto(`${base}/settings`)
  await page.getByRole('radio', { name: 'Light', exact: true }).click()
  await report.eventually('light is light', 10_000, async () => {
    const color = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    return color === 'rgb(245, 246, 248)' || color
  })
  await page.reload()
  await page.getByRole('radio', { name: 'Light', exact: true, checked: true }).waitFor()
  await page.getByRole('radio', { name: 'Dark', exact: true }).click()
  await report.eventually(
    'and dark is dark again',
    10_000,
    async () => (await page.evaluate(() => document.documentElement.dataset.theme)) === 'dark',
  )
}

async function noSecretsKept({ page, report }) {
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))
  report.check('no token in the storage or in a readable cookie', !/eyJ|refresh|tl_/.test(kept), kept)
}

export default [
  {
    name: 'settings',
    path: '/settings',
    title: 'Settings',
    ready: ({ page }) => page.getByRole('radiogroup', { name: 'Theme' }).waitFor(),
    async check(t) {
      await movedAddresses(t)
      await palette(t)
      await themes(t)
      await noSecretsKept(t)
    },
  },
  {
    name: 'no-page',
    path: '/no/such/page',
    title: 'No page here',
    ready: ({ page }) => page.getByRole('heading', { name: 'No page here' }).waitFor(),
  },
]
