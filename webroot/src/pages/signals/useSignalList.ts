import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { getJson } from '../../live/api'
import { useSession } from '../../live/session'
import type { Items, Signal } from '../../live/types'
import { usePages } from '../../ui/useResource'
import { isWanted, joined, keyOf, outcomeOf, type Wanted } from './outcome'

const VERDICT_MS = 3_000
const VERDICT_TRIES = 3

/**
 * The list of decisions: what is stored, page by page, and what is decided meanwhile. New rows wait while somebody reads
 * further down, so that nothing moves under the eye.
 */
export function useSignalList(wanted: Ref<Wanted>, fromMs: Ref<number | undefined>, reading: Ref<boolean>) {
  const { signals } = useSession()
  const stored = usePages<Signal>('/api/signals/history', () => ({
    symbol: wanted.value.symbol || undefined,
    strategy: wanted.value.strategy || undefined,
    minScore: wanted.value.minScore,
    blocked: wanted.value.onlyBlocked || undefined,
    from: fromMs.value,
  }))
  const fresh = shallowRef<Signal[]>([])
  const waiting = shallowRef<Signal[]>([])
  const seen = ref(0)
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const rows = computed(() => (stored.items.value ? joined(fresh.value, stored.items.value) : undefined))

  function show(): void {
    if (waiting.value.length === 0) return
    fresh.value = [...waiting.value, ...fresh.value]
    waiting.value = []
  }

  /** The live topic tells the engine's decision; what the risk rules say of it is a row a moment later. */
  function askVerdict(signal: Signal, tries = VERDICT_TRIES): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      void readOne(signal).then((found) => {
        if (found?.verdict) fresh.value = fresh.value.map((each) => (keyOf(each) === keyOf(found) ? found : each))
        else if (tries > 1) askVerdict(signal, tries - 1)
      })
    }, VERDICT_MS)
    timers.add(timer)
  }
  async function readOne({ symbol, strategy, t }: Signal): Promise<Signal | undefined> {
    try {
      const question = { symbol, strategy, from: t, to: t + 1, limit: 1 }
      return (await getJson<Items<Signal>>('/api/signals/history', question)).items[0]
    } catch {
      return undefined
    }
  }

  watch(signals.value, (latest) => {
    const known = new Set([...fresh.value, ...waiting.value, ...(stored.items.value ?? [])].map(keyOf))
    const next = (latest?.items ?? []).filter((each) => isWanted(each, wanted.value) && !known.has(keyOf(each)))
    if (!stored.items.value || next.length === 0) return
    seen.value += next.length
    if (reading.value) waiting.value = [...next, ...waiting.value]
    else fresh.value = [...next, ...fresh.value]
    next.filter((each) => outcomeOf(each) === 'waiting').forEach((each) => askVerdict(each))
  })
  watch([wanted, fromMs], () => {
    fresh.value = []
    waiting.value = []
  })
  watch(reading, (now) => !now && show())
  onScopeDispose(() => timers.forEach(clearTimeout))

  return { ...stored, rows, waiting, show }
}
