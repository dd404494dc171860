import { onScopeDispose } from 'vue'

/** Holes are read together, and seldom enough for a market that runs so fast that each message has some. */
const PAUSE_MS = 2_000

/**
 * Runs `read` for everything after the earliest time that was asked for, some time after the first request, one at a
 * time, and again until it succeeds.
 */
export function useCatchUp(read: (sinceMs: number) => Promise<void>): (sinceMs: number) => void {
  let wantedMs = Infinity
  let busy = false
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => {
    busy = true
    clearTimeout(timer)
  })

  function request(sinceMs: number): void {
    wantedMs = Math.min(wantedMs, sinceMs)
    if (busy || wantedMs === Infinity) return
    busy = true
    timer = setTimeout(() => void run(), PAUSE_MS)
  }
  async function run(): Promise<void> {
    const sinceMs = wantedMs
    wantedMs = Infinity
    let failed = false
    try {
      await read(sinceMs)
    } catch {
      failed = true
    }
    busy = false
    request(failed ? sinceMs : Infinity)
  }
  return request
}
