import { onScopeDispose, ref, shallowRef } from 'vue'
import { asProblem, getJson, type Problem } from '../../live/api'
import { paced, TEXT_MS } from '../../live/pace'
import { useSession } from '../../live/session'
import type { ServerState } from './server'

const LOOK_MS = 5_000
const MOST_SEEN = 180

/** The program's own state: pushed by its topic, asked for where the topic is silent. */
export function useServer() {
  const { bridge } = useSession()
  const state = shallowRef<ServerState>()
  const problem = shallowRef<Problem | null>(null)
  const atMs = ref(0)
  const heap = shallowRef<number[]>([])
  const lag = shallowRef<number[]>([])
  const abort = new AbortController()
  let newest: ServerState | null = null

  function take(next: ServerState): void {
    state.value = next
    problem.value = null
    atMs.value = Date.now()
    heap.value = [...heap.value, next.jvm.heapUsed].slice(-MOST_SEEN)
    lag.value = [...lag.value, next.eventLoop.lagP99Ms].slice(-MOST_SEEN)
  }
  const flush = paced(() => newest && take(newest), TEXT_MS)

  async function load(): Promise<void> {
    try {
      take(await getJson<ServerState>('/api/v1/server', {}, abort.signal))
    } catch (error) {
      if (!abort.signal.aborted) problem.value = asProblem(error)
    }
  }

  const leave = bridge.subscribe<ServerState>(
    'ui.server',
    {
      message(body) {
        newest = body
        flush.request()
      },
      resync: () => void load(),
    },
    true,
  )
  const timer = setInterval(() => {
    if (!document.hidden && Date.now() - atMs.value >= LOOK_MS) void load()
  }, LOOK_MS)
  void load()
  onScopeDispose(() => {
    leave()
    clearInterval(timer)
    flush.stop()
    abort.abort()
  })
  return { state, problem, atMs, heap, lag, load }
}
