const rows = (page) => page.getByTestId('signal-list').locator('tbody [data-testid=row]')

/** Rows wait while the list is scrolled, as the walk by keyboard may leave it: they are asked for. */
async function firstRowEqualsApi({ page, report, api }) {
  const more = page.getByTestId('new-rows')
  await report.eventually('the newest row is the newest decision', 60_000, async () => {
    if (await more.isVisible()) await more.click()
    const { items } = await api('/api/signals/history?limit=1&minScore=0')
    const at = await rows(page).first().locator('time').getAttribute('datetime')
    return Date.parse(at) >= items[0].t || { at, told: new Date(items[0].t).toISOString() }
  })
}

/** Rows that come while somebody reads further down wait, and nothing moves under the eye. */
async function noJump({ page, report }) {
  const area = page.getByTestId('signal-list').getByRole('region')
  const top = await area.evaluate((element) => (element.scrollTo({ top: 400 }), element.scrollTop))
  report.check('the list scrolls within its card', top === 400, String(top))
  const seen = await rows(page).nth(12).evaluate((row) => {
    window.watchedRow = row
    return row.getBoundingClientRect().top
  })
  await page.getByTestId('new-rows').waitFor({ timeout: 40_000 })
  const now = await page.evaluate(() => window.watchedRow.getBoundingClientRect().top)
  report.check('new rows do not move those that are read', Math.abs(now - seen) < 1, `${seen} to ${now}`)
  await page.getByTestId('new-rows').click()
  await report.eventually('and stand on top when they are wanted', 10_000, async () =>
    (await area.evaluate((element) => element.scrollTop)) === 0,
  )
}

/** From 200 rows on only those in sight are drawn: they must be drawn wherever somebody scrolls to. */
async function longList({ page, report }) {
  const area = page.getByTestId('signal-list').getByRole('region')
  await report.eventually('the list goes on at its end', 30_000, () =>
    area.evaluate((element) => {
      const listed = Number(element.querySelector('table').ariaRowCount) - 1
      if (listed < 250) element.scrollTo({ top: element.scrollHeight })
      return listed >= 250 || listed
    }),
  )
  for (const share of [0.5, 0.9]) {
    await area.evaluate((element, part) => element.scrollTo({ top: part * element.scrollHeight }), share)
    await report.eventually('rows are drawn where the eye is', 10_000, () =>
      area.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect()
        const at = [0.2, 0.5, 0.9].map((part) => document.elementFromPoint(left + width / 3, top + part * height))
        return at.every((each) => each?.closest('[data-testid=row]')) || at.map((each) => each?.outerHTML.slice(0, 80))
      }),
    )
  }
  await area.evaluate((element) => element.scrollTo({ top: 0 }))
}

async function filters({ page, report, base, api }) {
  await page.goto(`${base}/signals?min=100&only=blocked&range=6h`)
  const { highest } = await api('/api/v1/signals/distribution')
  const empty = page.getByTestId('signals-empty')
  await empty.waitFor()
  await report.eventually('an empty list says how near it came', 20_000, async () => {
    const text = await empty.innerText()
    return /None from 100 on in 6h, highest \d+/.test(text) || text
  })
  report.check('a filter in the address is on', await page.getByRole('switch', { name: 'Only blocked' }).isChecked())
  await page.getByRole('button', { name: /^Show from \d+$/ }).click()
  await report.eventually('one press shows what is nearest', 20_000, async () => (await rows(page).count()) > 0)
  const scores = await rows(page).evaluateAll((all) => all.map((row) => Number(row.cells[2].innerText.replace(/[^\d]/g, ''))))
  const least = Math.floor(highest / 5) * 5
  report.check('only scores from there on', scores.every((score) => score >= Math.min(least, score)), scores.join())
}

async function details({ page, report }) {
  const row = rows(page).first()
  const score = Number((await row.locator('td').nth(2).innerText()).replace(/[^\d]/g, ''))
  await row.getByRole('button', { name: /^Everything about/ }).click()
  const dialog = page.getByTestId('signal-detail')
  await dialog.waitFor()
  const points = await dialog.getByTestId('factors').evaluate((list) =>
    [...list.querySelectorAll('dd:not([aria-hidden])')].map((each) => Number(each.innerText.split('/')[0])),
  )
  const sum = points.reduce((total, each) => total + each, 0)
  report.check('the factors add up to the score', Math.abs(sum - score) <= 0.5 && points.length === 6, `${points} = ${score}`)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await row.locator('td').first().click()
  await page.waitForURL('**/chart/**')
  report.check('a row leads to its moment on the chart', /\/chart\/[A-Z]+\?at=\d+/.test(page.url()), page.url())
}

export default {
  name: 'signals',
  path: '/signals?min=0',
  title: 'Signals',
  ready: async ({ page, report }) => {
    const list = page.getByTestId('signal-list')
    await report.eventually('decisions are listed', 40_000, async () => (await list.getByTestId('row').count()) > 0)
    await page.getByTestId('spread').waitFor()
  },
  async check(t) {
    await firstRowEqualsApi(t)
    await noJump(t)
    await longList(t)
    await filters(t)
    await details(t)
  },
}
