/** One field of a request that was refused, as the server names it. */
export interface FieldError {
  pointer: string
  detail: string
}

export interface ProblemFacts {
  /** The server's short name of the refusal, as "wrong-login". */
  code?: string | null
  errors?: FieldError[]
  /** Seconds after which another try makes sense. */
  retryAfterS?: number | null
}

/** What went wrong, in the words of RFC 9457, so that a card can show it and offer a retry. */
export class Problem extends Error {
  readonly code: string | null
  readonly errors: FieldError[]
  readonly retryAfterS: number | null

  constructor(
    readonly title: string,
    readonly detail: string,
    readonly status: number,
    readonly traceId: string | null,
    facts: ProblemFacts = {},
  ) {
    super(`${title}: ${detail}`)
    this.code = facts.code ?? null
    this.errors = facts.errors ?? []
    this.retryAfterS = facts.retryAfterS ?? null
  }

  /** True where fields of those names say everything there is to say. */
  isToldBy(fields: readonly string[]): boolean {
    const names = this.errors.map((each) => each.pointer.split('/').at(-1) ?? '')
    return names.length > 0 && names.every((name) => fields.includes(name))
  }

  /** What is said about one field of the form, or nothing. */
  field(name: string): string | undefined {
    return this.errors.find((each) => each.pointer.split('/').at(-1) === name)?.detail
  }
}

export type Query = Record<string, string | number | boolean | undefined>

export function url(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** Who speaks for the caller: the account store, or nobody while the server admits everybody. */
export interface Bearer {
  token(): string | null
  /** Gets a fresh token after a 401; false when there is none to be had. */
  renew(): Promise<boolean>
}

let bearer: Bearer = { token: () => null, renew: () => Promise.resolve(false) }

export function speakFor(next: Bearer): void {
  bearer = next
}

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  query?: Query
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
  /** False for what is itself part of logging in. */
  renews?: boolean
}

export interface Answer<T> {
  body: T
  etag: string | null
}

/**
 * Asks the server. Every failure comes out as a `Problem`, an abort as the `AbortError` it is. An expired token is
 * renewed once, and the request repeated.
 */
export async function request<T>(path: string, options: Request = {}): Promise<Answer<T>> {
  let response = await send(path, options)
  if (response.status === 401 && options.renews !== false && (await bearer.renew())) {
    response = await send(path, options)
  }
  if (!response.ok) throw await problemOf(response)
  const text = await response.text()
  return { body: (text ? JSON.parse(text) : undefined) as T, etag: response.headers.get('etag') }
}

async function send(path: string, options: Request): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-tapeloom-client': 'web' }
  const token = bearer.token()
  if (token) headers.authorization = `Bearer ${token}`
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  try {
    return await fetch(url(path, options.query), {
      method: options.method ?? 'GET',
      headers: { ...headers, ...options.headers },
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: options.signal ?? null,
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem('Server not reachable', 'Tapeloom did not answer. It may be stopped or restarting.', 0, null)
  }
}

export async function getJson<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await request<T>(path, { query, signal })).body
}

export async function postJson<T>(path: string, body?: unknown, options: Request = {}): Promise<T> {
  return (await request<T>(path, { ...options, method: 'POST', body })).body
}

export async function putJson<T>(path: string, body: unknown, options: Request = {}): Promise<Answer<T>> {
  return request<T>(path, { ...options, method: 'PUT', body })
}

export async function deleteJson<T>(path: string, options: Request = {}): Promise<T> {
  return (await request<T>(path, { ...options, method: 'DELETE' })).body
}

interface ProblemBody {
  title?: string
  detail?: string
  traceId?: string
  code?: string
  errors?: FieldError[]
}

async function problemOf(response: Response): Promise<Problem> {
  const requestId = response.headers.get('x-request-id')
  const retryAfterS = Number(response.headers.get('retry-after')) || null
  let body: ProblemBody = {}
  try {
    body = (await response.json()) as ProblemBody
  } catch {
    body = { detail: response.statusText }
  }
  const { title, detail = '', traceId, code = null, errors = [] } = body
  return new Problem(title ?? `Error ${response.status}`, detail, response.status, traceId ?? requestId, {
    code,
    errors,
    retryAfterS,
  })
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem('Unexpected error', error instanceof Error ? error.message : String(error), 0, null)
}
