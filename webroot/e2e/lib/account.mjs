const EMAIL = 'ada@example.org'
const PASSWORD = 'nine blue boats at dawn'

/**
 * Who the run is, in the browser and to the API. On a server without accounts nobody needs to be anybody. The first
 * admin is made by the code that the first start prints; where there is one already, the run signs in as that admin.
 */
export class Visitor {
  email = EMAIL
  password = PASSWORD
  /** Of the account; null where there are none. */
  id = null
  #token = null

  constructor(base) {
    this.base = base
  }

  async begin() {
    const contract = await (await fetch(`${this.base}/api/openapi.json`)).json()
    this.hasAccounts = '/api/refresh' in contract.paths
    this.offers = (path) => path in contract.paths
    this.firstNeeded = this.hasAccounts && (await this.json('/api/v1/first-admin')).needed
  }

  /** Asks the API as a program would. */
  async ask(path, { method = 'GET', body, as = 'me' } = {}) {
    const headers = { accept: 'application/json' }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (this.#token && as === 'me') headers.authorization = `Bearer ${this.#token}`
    const init = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }
    const response = await fetch(this.base + path, init)
    if (response.status !== 401 || !this.#token || as !== 'me') return response
    await this.#takeToken()
    return fetch(this.base + path, { ...init, headers: { ...headers, authorization: `Bearer ${this.#token}` } })
  }

  async #takeToken() {
    const body = { email: this.email, password: this.password }
    this.#token = (await this.json('/api/login', { method: 'POST', body, as: 'nobody' })).access_token
  }

  async json(path, options) {
    const response = await this.ask(path, options)
    if (!response.ok) throw new Error(`${response.status} for ${path}: ${await response.text()}`)
    return response.json()
  }

  /** Through the pages, as a person does it the first time: the first admin, then out and in again. */
  async enter(page, code, report) {
    if (!this.hasAccounts) return
    if (this.firstNeeded) await this.#makeFirstAdmin(page, code, report)
    await this.signIn(page, this.email, this.password)
    await report.eventually('signing in leads to the overview', 20_000, async () => new URL(page.url()).pathname === '/')
    await this.#takeToken()
    this.id = (await this.json('/api/me')).id
  }

  async #makeFirstAdmin(page, code, report) {
    if (!code) throw new Error('the first admin is needed: give its code with --code=')
    await page.goto(`${this.base}/`)
    await report.eventually('a new installation asks for its first admin', 20_000, async () =>
      page.url().endsWith('/first-admin'),
    )
    await page.goto(`${this.base}/first-admin#code=${encodeURIComponent(code)}`)
    await page.reload()
    await page.getByLabel('E-mail').fill(this.email)
    await page.getByLabel('Password', { exact: true }).fill(this.password)
    await report.eventually('the code is filled in', 10_000, async () =>
      (await page.getByLabel('One-time code').inputValue()) === code,
    )
    report.check('the code does not stay in the address', !page.url().includes(code), page.url())
    await page.getByRole('button', { name: 'Create the admin' }).click()
    await report.eventually('the first admin is in', 20_000, async () => new URL(page.url()).pathname === '/')
    await this.signOut(page)
  }

  async signIn(page, email, password) {
    await page.goto(`${this.base}/login`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
  }

  async signOut(page) {
    await page.getByRole('button', { name: 'Account', exact: true }).click()
    await page.getByTestId('sign-out').click()
    await page.waitForURL('**/login')
  }
}
