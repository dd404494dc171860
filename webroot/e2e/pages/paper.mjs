const number = (text) => Number(text.replaceAll(',', '').replace('\u2212', '-').match(/[-+]?[\d.]+/)?.[0])

async function statsEqualApi({ page, report, api }) {
  await report.eventually('the results are those of the API', 30_000, async () => {
    const told = await api('/api/paper/stats')
    const strip = page.getByTestId('paper-stats')
    const text = await strip.innerText()
    const equity = number(text.split('Equity')[1])
    const realised = number(text.split('Realised')[1])
    const near = Math.abs(equity - Number(told.equity)) < 0.01 * Number(told.equity)
    const same = Math.abs(realised - Number(told.realisedUsdt)) < 0.006
    const counted = text.includes(`${told.wins} of ${told.total}`)
    return (near && same && counted) || { equity, realised, told: [told.equity, told.realisedUsdt, told.total] }
  })
}

async function rowsEqualApi({ page, report, api }) {
  await report.eventually('open positions are those of the API', 30_000, async () => {
    const { items } = await api('/api/paper/positions')
    const shown = await page.getByTestId('paper-open').locator('tbody [data-testid=row]').count()
    return shown === items.length || { shown, told: items.length }
  })
  await report.eventually('closed trades are those of the API', 30_000, async () => {
    const { items } = await api('/api/paper/history?limit=100')
    const shown = await page.getByTestId('paper-closed').locator('tbody [data-testid=row]').count()
    return shown === items.length || { shown, told: items.length }
  })
}

export default {
  name: 'paper',
  path: '/paper',
  title: 'Paper',
  ready: ({ page }) => page.getByTestId('paper-stats').waitFor(),
  async check(t) {
    const { page, report, api } = t
    await statsEqualApi(t)
    await rowsEqualApi(t)
    const rules = await page.getByTestId('paper-rules').innerText()
    const { rules: told } = await api('/api/paper/stats')
    const fee = `${(Number(told.feeBps) / 100).toFixed(3)}%`
    report.check('it says what is simulated', rules.includes(fee) && /Slippage/.test(rules), rules)
  },
}
