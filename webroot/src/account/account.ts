import { shallowReactive } from 'vue'
import { getJson, postJson, Problem, speakFor } from '../live/api'

export type Role = 'viewer' | 'trader' | 'admin'

export interface Person {
  id: number
  email: string
  role: Role
}

/**
 * `open`: the server admits everybody, there is nobody to be. `expired`: the page was in use when the session ended,
 * so it stays as it is behind a login dialog.
 */
export type AccountState = 'unknown' | 'open' | 'out' | 'in' | 'expired'

interface TokenAnswer {
  access_token: string
  expires_in: number
  user?: Person
}

export interface Account {
  state: AccountState
  person: Person | null
  /** Real time until which dangerous actions need no password. */
  steppedUpUntilMs: number
}

const RANKS: Record<Role, number> = { viewer: 0, trader: 1, admin: 2 }
const RENEW_BEFORE_S = 45
const MARKER = 'tapeloom.signed-in'

export const account: Account = shallowReactive({ state: 'unknown', person: null, steppedUpUntilMs: 0 })

let token: string | null = null
let renewing: Promise<boolean> | null = null
let renewTimer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

/** Called each time a fresh token is at hand: whoever holds a socket takes a new ticket. */
export function onRenewed(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function covers(role: Role): boolean {
  if (account.state === 'open') return true
  return account.person !== null && RANKS[account.person.role] >= RANKS[role]
}

speakFor({ token: () => token, renew: () => renew() })

/** Finds out who is here: nobody needs to be, somebody still is, or somebody must sign in. */
export async function boot(): Promise<void> {
  if (!(await hasAccounts())) {
    account.state = 'open'
    return
  }
  // Without the marker nobody signed in here, and asking would only put a refusal into the browser's log.
  if (marked() && (await renew())) return
  account.state = 'out'
}

let offered: ReadonlySet<string> | null = null

/** True if the server's contract has the path; assumed where the contract could not be read. */
export function offers(path: string): boolean {
  return offered?.has(path) ?? true
}

async function hasAccounts(): Promise<boolean> {
  try {
    const contract = await getJson<{ paths: Record<string, unknown> }>('/api/openapi.json')
    offered = new Set(Object.keys(contract.paths))
  } catch {
    offered = null
  }
  return offers('/api/refresh')
}

export async function needsFirstAdmin(): Promise<boolean> {
  try {
    return (await getJson<{ needed: boolean }>('/api/v1/first-admin')).needed
  } catch {
    return false
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  await take(await postJson<TokenAnswer>('/api/login', { email, password }, { renews: false }))
}

export async function register(email: string, password: string, invite: string): Promise<void> {
  const body = { email, password, invite_code: invite }
  await take(await postJson<TokenAnswer>('/api/register', body, { renews: false }))
}

export async function signOut(): Promise<void> {
  try {
    await postJson('/api/logout', undefined, { renews: false })
  } finally {
    forget('out')
    channel?.postMessage('out')
  }
}

export async function stepUp(password: string): Promise<void> {
  const { steppedUpUntil } = await postJson<{ steppedUpUntil: number }>(
    '/api/v1/me/step-up',
    { password },
    { renews: false },
  )
  account.steppedUpUntilMs = steppedUpUntil
}

/** A one-use ticket for a socket; none is needed where everybody is admitted. */
export async function ticket(): Promise<string | null> {
  if (account.state === 'open') return null
  return (await postJson<{ ticket: string }>('/api/v1/tickets')).ticket
}

/** Tabs share the cookie and each renewal replaces it: one at a time, or the second would look like a thief. */
async function renew(): Promise<boolean> {
  renewing ??= exclusively(refresh).finally(() => (renewing = null))
  return renewing
}

async function exclusively(work: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks ? await navigator.locks.request('tapeloom.refresh', work) : work()
}

async function refresh(): Promise<boolean> {
  if (account.state === 'open' || !marked()) return false
  try {
    await take(await postJson<TokenAnswer>('/api/refresh', undefined, { renews: false }))
    return true
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 401 && error.status !== 403)) throw error
    forget(account.state === 'in' ? 'expired' : 'out')
    return false
  }
}

async function take(answer: TokenAnswer): Promise<void> {
  token = answer.access_token
  mark(true)
  account.person = answer.user ?? (await getJson<Person>('/api/me'))
  account.state = 'in'
  clearTimeout(renewTimer)
  const soonS = Math.max(5, answer.expires_in - RENEW_BEFORE_S)
  renewTimer = setTimeout(() => void renew().catch(() => {}), soonS * 1000)
  for (const listener of listeners) listener()
}

function forget(state: 'out' | 'expired'): void {
  token = null
  clearTimeout(renewTimer)
  account.steppedUpUntilMs = 0
  account.state = state
  if (state === 'out') account.person = null
  mark(false)
}

function marked(): boolean {
  return localStorage.getItem(MARKER) === '1'
}

/** Says only that this browser has signed in; the secret itself is in a cookie that no script can read. */
function mark(signedIn: boolean): void {
  if (signedIn) localStorage.setItem(MARKER, '1')
  else localStorage.removeItem(MARKER)
}

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('tapeloom.account')
if (channel) channel.onmessage = () => forget('out')
