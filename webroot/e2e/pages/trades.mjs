import { readFileSync } from 'node:fs'

const rows = (page) => page.getByTestId('trade-buckets').locator('tbody [data-testid=row]')
const number = (text) => Number(text.replaceAll(',', '').replace('\u2212', '-'))

/** A bucket that is over does not change any more: the third from the top is one. */
async function bucketEqualsApi({ page, report, api }) {
  await report.eventually('a bucket is what the API says', 30_000, async () => {
    const cells = await rows(page).nth(2).locator('td').allInnerTexts()
    const at = Date.parse(`${cells[0].replace(' ', 'T')}:00Z`)
    const told = await api(`/api/trades/summary?symbol=BTCUSDT&interval=1m&from=${at}&limit=1`)
    const [, o, h, l, c, v, buy, sell] = cells.map(number)
    const same = [o, h, l, c, v, buy, sell].every((value, i) => {
      const name = ['o', 'h', 'l', 'c', 'v', 'buy', 'sell'][i]
      return Math.abs(value - Number(told[name][0])) < 1e-6
    })
    return (told.t[0] === at && same) || { cells, told }
  })
}

async function exported({ page, report }) {
  await page.goto(page.url().split('?')[0] + '?bucket=1h')
  await report.eventually('the bucket is in the address', 20_000, async () =>
    (await page.getByRole('radio', { name: '1h' }).getAttribute('aria-checked')) === 'true',
  )
  await report.eventually('buckets of an hour come', 20_000, async () => (await rows(page).count()) > 1)
  await page.getByRole('button', { name: 'Export' }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const text = readFileSync(await (await coming).path(), 'utf8')
  const lines = text.trim().split('\r\n')
  const width = lines[0].split(',').length
  report.check('the export is a table', lines.length > 2 && lines.every((line) => line.split(',').length === width), lines[0])
}

export default {
  name: 'trades',
  path: '/trades',
  title: 'Trades',
  ready: async ({ page, report }) => {
    const card = page.getByTestId('trade-buckets')
    await report.eventually('buckets are listed', 30_000, async () => (await card.getByTestId('row').count()) > 2)
    await page.getByTestId('continuity').getByRole('listitem').first().waitFor()
  },
  async check(t) {
    const { page, report, api } = t
    await bucketEqualsApi(t)
    const { items } = await api('/api/trades/meta')
    const text = await page.getByTestId('continuity').innerText()
    report.check('every tape is listed', items.every((each) => text.includes(String(each.earliestAggId))), text)
    await exported(t)
  },
}
