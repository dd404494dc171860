/** The pages before the shell, each in a browser in which nobody has signed in. */
const REFUSALS = /^(401|403) .*\/api\/|status of (401|403)/
const NEEDS = '/api/refresh'

async function wrongPassword({ page, report, visitor }) {
  await page.getByLabel('E-mail').fill(visitor.email)
  await page.getByLabel('Password', { exact: true }).fill('seven red kites at dusk')
  await page.getByRole('button', { name: 'Sign in' }).click()
  const said = page.getByTestId('form-problem')
  await said.waitFor()
  report.check('a wrong password is said in words', (await said.innerText()).length > 10, await said.innerText())
  const kept = await page.getByLabel('E-mail').inputValue()
  report.check('the e-mail stays', kept === visitor.email, kept)
}

async function deepLink({ page, report, visitor, base }) {
  await page.goto(`${base}/paper`)
  await report.eventually('who has to sign in comes back to where they wanted', 20_000, async () =>
    page.url().endsWith('/login?next=/paper'),
  )
  await page.getByLabel('E-mail').fill(visitor.email)
  await page.getByLabel('Password', { exact: true }).fill(visitor.password)
  await page.keyboard.press('Enter')
  await report.eventually('signing in leads there', 20_000, async () => new URL(page.url()).pathname === '/paper')
  await page.reload()
  await report.eventually('a reload keeps the session', 20_000, async () =>
    (await page.getByRole('heading', { name: 'Paper', level: 1 }).count()) === 1,
  )
}

async function signingOut({ page, report, visitor }) {
  await visitor.signOut(page)
  const status = await page.evaluate(async () => {
    const headers = { 'x-tapeloom-client': 'web' }
    return (await fetch('/api/refresh', { method: 'POST', headers })).status
  })
  report.check('signing out ends the session on the server', status === 401, String(status))
}

async function becomeViewer({ page, report }) {
  await page.getByLabel('E-mail').fill(`viewer-${Date.now()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill('short')
  await report.eventually('a short password is said to be short', 10_000, async () =>
    (await page.getByText('Too short').count()) > 0,
  )
  await page.getByLabel('Password', { exact: true }).fill('seven red kites at dusk')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await report.eventually('an invite makes an account', 20_000, async () => new URL(page.url()).pathname === '/')
}

async function viewersSeeNoActions({ page, report, base }) {
  await page.getByTestId('equity').waitFor()
  await page.getByTestId('risk').getByText('Open positions').waitFor()
  report.check('a viewer sees no Halt', (await page.getByTestId('halt').count()) === 0)
  report.check('and no page for admins', (await page.getByRole('link', { name: 'Users' }).count()) === 0)
  await page.goto(`${base}/server`)
  await page.getByTestId('no-permission').waitFor()
  report.check('the page says which role it needs', /role admin/.test(await page.getByTestId('no-permission').innerText()))
  const status = await page.evaluate(async () => {
    const headers = { 'x-tapeloom-client': 'web' }
    const { access_token: token } = await (await fetch('/api/refresh', { method: 'POST', headers })).json()
    return (await fetch('/api/v1/server', { headers: { authorization: `Bearer ${token}` } })).status
  })
  report.check('and the server refuses the same', status === 403, String(status))
}

let invite = null

export default [
  {
    name: 'login',
    path: '/login',
    title: 'Sign in',
    needs: NEEDS,
    signedOut: true,
    bare: true,
    expects: REFUSALS,
    ready: ({ page }) => page.getByRole('heading', { name: 'Sign in' }).waitFor(),
    async check(t) {
      await wrongPassword(t)
      await deepLink(t)
      await signingOut(t)
    },
  },
  {
    name: 'register',
    title: 'Create an account',
    needs: NEEDS,
    signedOut: true,
    bare: true,
    expects: REFUSALS,
    async path({ visitor }) {
      const body = { role: 'viewer' }
      invite ??= (await visitor.json('/api/v1/admin/invites', { method: 'POST', body })).code
      return `/register?invite=${encodeURIComponent(invite)}`
    },
    async ready({ page, report }) {
      await page.getByRole('heading', { name: 'Create an account' }).waitFor()
      const code = await page.getByLabel('Invite code').inputValue()
      report.check('the invite is filled in', code === invite, code)
    },
    async check(t) {
      await becomeViewer(t)
      await viewersSeeNoActions(t)
      await t.visitor.signOut(t.page)
    },
  },
  {
    name: 'first-admin',
    path: '/first-admin',
    title: 'First admin',
    needs: NEEDS,
    signedOut: true,
    bare: true,
    ready: ({ page }) => page.getByRole('heading', { name: 'There is an admin already' }).waitFor(),
  },
]
