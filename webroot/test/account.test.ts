import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> }
const asked: { path: string; method: string; headers: Record<string, string>; body: unknown }[] = []
let answers: Record<string, Answer | (() => Answer)>

const token = (name: string): Answer => ({ body: { access_token: name, expires_in: 600 } })
const ada = { id: 7, email: 'ada@example.org', role: 'trader' }

async function fresh() {
  vi.resetModules()
  const api = await import('../src/live/api')
  const account = await import('../src/account/account')
  return { ...api, ...account }
}

beforeEach(() => {
  asked.length = 0
  localStorage.clear()
  vi.useFakeTimers()
  answers = { '/api/openapi.json': { body: { paths: { '/api/refresh': {} } } }, '/api/me': { body: ada } }
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>
    asked.push({ path, method: init.method!, headers, body: init.body ? JSON.parse(init.body as string) : null })
    const found = answers[path] ?? { status: 404 }
    const { status = 200, body = {}, headers: more = {} } = typeof found === 'function' ? found() : found
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers: more }))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('who is here', () => {
  it('is nobody in particular on a server without accounts', async () => {
    answers['/api/openapi.json'] = { body: { paths: {} } }
    const { boot, account, covers, ticket } = await fresh()
    await boot()
    expect(account.state).toBe('open')
    expect(covers('admin')).toBe(true)
    expect(await ticket()).toBeNull()
  })

  it('is not asked where nobody has signed in, so that the log stays clean', async () => {
    const { boot, account } = await fresh()
    await boot()
    expect(account.state).toBe('out')
    expect(asked.map((each) => each.path)).toEqual(['/api/openapi.json'])
  })

  it('is whoever the cookie says, with the token in memory only', async () => {
    localStorage.setItem('tapeloom.signed-in', '1')
    answers['/api/refresh'] = token('secret-token')
    const { boot, account, covers, getJson } = await fresh()
    await boot()
    expect(account.person?.email).toBe('ada@example.org')
    expect([covers('viewer'), covers('trader'), covers('admin')]).toEqual([true, true, false])
    answers['/api/rates'] = { body: {} }
    await getJson('/api/rates')
    expect(asked.at(-1)!.headers).toMatchObject({ authorization: 'Bearer secret-token', 'x-tapeloom-client': 'web' })
    expect(JSON.stringify({ ...localStorage })).not.toContain('secret-token')
  })

  it('is gone once the cookie is refused', async () => {
    localStorage.setItem('tapeloom.signed-in', '1')
    answers['/api/refresh'] = { status: 401 }
    const { boot, account } = await fresh()
    await boot()
    expect(account.state).toBe('out')
    expect(localStorage.getItem('tapeloom.signed-in')).toBeNull()
  })
})

describe('an expired token', () => {
  async function signedIn() {
    answers['/api/login'] = { body: { ...(token('first').body as object), user: ada } }
    const all = await fresh()
    await all.boot()
    await all.signIn('ada@example.org', 'nine blue boats')
    return all
  }

  it('is renewed once for all requests that met it, and they are repeated', async () => {
    const { getJson, onRenewed } = await signedIn()
    const renewed = vi.fn()
    onRenewed(renewed)
    let good = false
    answers['/api/rates'] = () => (good ? { body: { items: [] } } : { status: 401 })
    answers['/api/refresh'] = () => {
      good = true
      return token('second')
    }
    await Promise.all([getJson('/api/rates'), getJson('/api/rates'), getJson('/api/rates')])
    expect(asked.filter((each) => each.path === '/api/refresh')).toHaveLength(1)
    expect(asked.at(-1)!.headers.authorization).toBe('Bearer second')
    expect(renewed).toHaveBeenCalledTimes(1)
  })

  it('leaves the page in place when the session has ended', async () => {
    const { getJson, account } = await signedIn()
    answers['/api/rates'] = { status: 401, body: { title: 'Not signed in', code: 'unauthorized' } }
    answers['/api/refresh'] = { status: 401 }
    await expect(getJson('/api/rates')).rejects.toMatchObject({ status: 401, code: 'unauthorized' })
    expect(account.state).toBe('expired')
    expect(account.person?.email).toBe('ada@example.org')
  })

  it('is renewed before it expires', async () => {
    await signedIn()
    answers['/api/refresh'] = token('second')
    await vi.advanceTimersByTimeAsync(560_000)
    expect(asked.some((each) => each.path === '/api/refresh')).toBe(true)
  })

  it('is forgotten at sign-out even if the server does not answer', async () => {
    const { signOut, account, getJson } = await signedIn()
    answers['/api/logout'] = { status: 503 }
    await signOut().catch(() => {})
    expect(account.state).toBe('out')
    await getJson('/api/me')
    expect(asked.at(-1)!.headers.authorization).toBeUndefined()
  })
})

describe('a refusal', () => {
  it('says the field, the code and how long to wait', async () => {
    answers['/api/login'] = {
      status: 429,
      headers: { 'retry-after': '17', 'x-request-id': 'abc' },
      body: { title: 'Too many tries', code: 'throttled', errors: [{ pointer: '/body/email', detail: 'locked' }] },
    }
    const { signIn, Problem } = await fresh()
    const problem = await signIn('a', 'b').catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ status: 429, code: 'throttled', retryAfterS: 17, traceId: 'abc' })
    expect((problem as InstanceType<typeof Problem>).field('email')).toBe('locked')
  })
})

describe('a dangerous action', () => {
  it('asks for the password and is done again', async () => {
    const { postJson } = await fresh()
    const { wish, withStepUp } = await import('../src/account/stepUp')
    let given = false
    answers['/api/v1/risk/resume'] = () => (given ? { body: { ok: true } } : { status: 403, body: { code: 'step-up-required' } })
    const done = withStepUp(() => postJson('/api/v1/risk/resume', { reason: 'over' }))
    await vi.waitFor(() => expect(wish.value).not.toBeNull())
    given = true
    wish.value!.settle(true)
    expect(await done).toEqual({ ok: true })
    expect(wish.value).toBeNull()
  })

  it('is withdrawn when the dialog is closed', async () => {
    const { postJson } = await fresh()
    const { wish, withStepUp, Withdrawn } = await import('../src/account/stepUp')
    answers['/api/v1/risk/resume'] = { status: 403, body: { code: 'step-up-required' } }
    const done = withStepUp(() => postJson('/api/v1/risk/resume')).catch((error: unknown) => error)
    await vi.waitFor(() => expect(wish.value).not.toBeNull())
    wish.value!.settle(false)
    expect(await done).toBeInstanceOf(Withdrawn)
    expect(asked.filter((each) => each.path === '/api/v1/risk/resume')).toHaveLength(1)
  })
})

describe('keys after a change of the password', () => {
  it('are said in words, and only where there are any', async () => {
    const { keyWords } = await import('../src/account/keyWords')
    expect(keyWords(0, 0)).toBe('')
    expect(keyWords(0, 1)).toBe('1 API key still works.')
    expect(keyWords(0, 3)).toBe('3 API keys still work.')
    expect(keyWords(2, 0)).toBe('2 API keys revoked.')
  })
})

describe('who did something', () => {
  it('is shown by the e-mail where there is one', async () => {
    const { whoWords } = await import('../src/admin/who')
    expect(whoWords('user:7', 'ada@example.org')).toBe('ada@example.org')
    expect(whoWords('key:3', 'ada@example.org')).toBe('ada@example.org (key 3)')
    expect(whoWords('local:root', null)).toBe('local:root')
  })
})

describe('a refused form', () => {
  it('tells once what its fields say of themselves', async () => {
    const { Problem } = await import('../src/live/api')
    const { default: FormProblem } = await import('../src/account/FormProblem.vue')
    const errors = [{ pointer: '/body/new', detail: 'expected at least 15 characters' }]
    const weak = new Problem('Choose another password', 'new: expected at least 15 characters', 400, null, { errors })
    const shown = (said: string[], problem = weak) => mount(FormProblem, { props: { problem, said } }).text()
    expect(shown(['current', 'new'])).toBe('Choose another password.')
    expect(shown(['current'])).toBe('Choose another password. new: expected at least 15 characters')
    const other = new Problem('Not now', 'the database does not answer', 503, null)
    expect(shown(['new'], other)).toBe('Not now. the database does not answer')
  })
})
