/** Halting takes more than a click, holds everywhere at once, and only an admin lets trading go on. */
async function halted({ api }) {
  return (await api('/api/v1/risk')).halted
}

async function aClickIsNotEnough(t) {
  const { page, report } = t
  await page.getByTestId('halt').click()
  await page.getByRole('dialog', { name: 'Halt trading' }).waitFor()
  const effect = await page.getByRole('dialog').innerText()
  report.check('the dialog states the effect', /No new position is opened/.test(effect), effect)
  await page.getByRole('button', { name: 'Cancel' }).click()
  report.check('a click halts nothing', !(await halted(t)))
}

async function holding(t) {
  const { page, report } = t
  await page.getByTestId('halt').hover()
  await page.mouse.down()
  await page.getByTestId('halted').waitFor()
  await page.mouse.up()
  await report.eventually('the server has halted', 15_000, () => halted(t))
  await report.eventually('every page says so', 15_000, () => page.getByTestId('halt-banner').isVisible())
}

async function goingOn(t) {
  const { page, report, visitor } = t
  await page.getByTestId('resume').click()
  await page.getByLabel('Why may trading go on?').fill('checked by the browser test')
  await page.getByRole('button', { name: 'Resume trading' }).click()
  if (visitor.hasAccounts) {
    const dialog = page.getByRole('dialog', { name: 'Your password, please' })
    await Promise.race([dialog.waitFor(), page.getByTestId('halt').waitFor()])
    if (await dialog.count()) {
      await dialog.getByLabel('Password', { exact: true }).fill(visitor.password)
      await page.getByRole('button', { name: 'Go on' }).click()
    }
  }
  await page.getByTestId('halt').waitFor()
  await report.eventually('trading goes on', 15_000, async () => !(await halted(t)))
}

export default {
  name: 'halt',
  path: '/settings',
  title: 'Settings',
  needs: '/api/v1/risk/halt',
  expects: /^403 .*\/risk\/resume|status of 403/,
  ready: ({ page }) => page.getByTestId(/^halt(ed)?$/).waitFor(),
  async check(t) {
    if (await halted(t)) await goingOn(t)
    await aClickIsNotEnough(t)
    await holding(t)
    await goingOn(t)
  },
}
