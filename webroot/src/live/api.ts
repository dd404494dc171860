/** What went wrong, in the words of RFC 9457, so that a card can show it and offer a retry. */
export class Problem extends Error {
  constructor(
    readonly title: string,
    readonly detail: string,
    readonly status: number,
    readonly traceId: string | null,
  ) {
    super(`${title}: ${detail}`)
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

/** Reads JSON. Every failure comes out as a `Problem`, an abort as the `AbortError` it is. */
export async function getJson<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  let response: Response
  try {
    response = await fetch(url(path, query), { headers: { accept: 'application/json' }, signal: signal ?? null })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem('Server not reachable', 'Tapeloom did not answer. It may be stopped or restarting.', 0, null)
  }
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

async function problemOf(response: Response): Promise<Problem> {
  const requestId = response.headers.get('x-request-id')
  try {
    const body = (await response.json()) as { title?: string; detail?: string; traceId?: string }
    const title = body.title ?? `Error ${response.status}`
    return new Problem(title, body.detail ?? '', response.status, body.traceId ?? requestId)
  } catch {
    return new Problem(`Error ${response.status}`, response.statusText, response.status, requestId)
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem('Unexpected error', error instanceof Error ? error.message : String(error), 0, null)
}
