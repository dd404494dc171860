import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { getJson } from '../../live/api'
import { BOUNDARY_MS, Heard } from '../../live/heard'
import { useSession } from '../../live/session'
import type { Items, Signal } from '../../live/types'
import { usePages } from '../../ui/useResource'
import { useCatchUp } from './catchUp'
import { isWanted, joined, keyOf, outcomeOf, type Wanted } from './outcome'

const VERDICT_MS = 3_000
const VERDICT_TRIES = 3
const PAGE = 1_000
/** Who missed more than that is not reading any row: the list begins anew. */
const LONG_MS = 3_600_000

/**
 * The list of decisions: what is stored, page by page, and what is decided meanwhile. New rows wait while somebody reads
 * further down, so that nothing moves under the eye.
 */
export function useSignalList(wanted: Ref<Wanted>, fromMs: Ref<number | undefined>, reading: Ref<boolean>) {
  const { signals, clock } = useSession()
  const question = () => ({
    symbol: wanted.value.symbol || undefined,
    strategy: wanted.value.strategy || undefined,
    minScore: wanted.value.minScore,
    blocked: wanted.value.onlyBlocked || undefined,
    from: fromMs.value,
  })
  // What was heard before the reading begins is in what is read; what is heard later is taken as it comes.
  const heard = new Heard()
  heard.note(signals.value.value?.items ?? [])
  let first = signals.value.value === undefined
  const stored = usePages<Signal>('/api/signals/history', question)
  const fresh = shallowRef<Signal[]>([])
  const waiting = shallowRef<Signal[]>([])
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

  function take(items: readonly Signal[]): void {
    const known = new Set([...fresh.value, ...waiting.value, ...(stored.items.value ?? [])].map(keyOf))
    const next = items.filter((each) => isWanted(each, wanted.value) && !known.has(keyOf(each)))
    if (next.length === 0) return
    if (reading.value) waiting.value = [...next, ...waiting.value]
    else fresh.value = [...next, ...fresh.value]
    next.filter((each) => outcomeOf(each) === 'waiting').forEach((each) => askVerdict(each))
  }
  function clear(): void {
    fresh.value = []
    waiting.value = []
  }
  const catchUp = useCatchUp(async (sinceMs) => {
    if (clock.read() - sinceMs > LONG_MS) {
      clear()
      return stored.reload()
    }
    let cursor: string | undefined
    do {
      const from = Math.max(sinceMs, fromMs.value ?? 0)
      const page: Items<Signal> = await getJson('/api/signals/history', { ...question(), from, limit: PAGE, cursor })
      take(page.items)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  })

  watch(signals.value, (latest) => {
    const items = latest?.items ?? []
    const holeMs = heard.note(items)
    take(items)
    if (holeMs !== null) catchUp(holeMs)
    else if (first && items.length > 0) catchUp(Math.max(...items.map((each) => each.t)) - BOUNDARY_MS)
    first &&= items.length === 0
  })
  watch([wanted, fromMs], clear)
  watch(reading, (now) => !now && show())
  onScopeDispose(() => timers.forEach(clearTimeout))

  return { ...stored, rows, waiting, show }
}
