import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { asProblem, getJson, type Problem } from '../../live/api'
import { paced } from '../../live/pace'
import { useSession } from '../../live/session'
import type { ChartMessage, Interval } from '../../live/types'
import { bucketsOf, merged, type Bucket, type SummaryColumns } from './rows'

const PAGE = 500
const MOST_ROWS = 50_000
const REFRESH_MS = 3_000

export interface Question {
  symbol: string
  interval: Interval
  from: number | undefined
  to: number | undefined
}

/** Buckets of the tape, newest page first, older ones on demand; the newest are read again when a trade changed them. */
export function useSummary(question: Ref<Question>) {
  const { bridge } = useSession()
  const buckets = shallowRef<Bucket[]>()
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const complete = ref(false)
  let run = new AbortController()
  let leave = (): void => {}

  async function read(range: { from?: number | undefined; to?: number | undefined; limit: number }): Promise<Bucket[]> {
    const { symbol, interval } = question.value
    return bucketsOf(await getJson<SummaryColumns>('/api/trades/summary', { symbol, interval, ...range }, run.signal))
  }
  const wanted = (page: Bucket[]): Bucket[] => page.filter((each) => each.t >= (question.value.from ?? 0))

  /** Without `from` the server answers the newest before `to`: pages are read backwards. */
  async function page(to: number | undefined, into: readonly Bucket[]): Promise<void> {
    const mine = run
    loading.value = true
    try {
      const found = await read({ to, limit: PAGE })
      if (mine.signal.aborted) return
      const kept = wanted(found)
      buckets.value = merged(into, kept)
      complete.value = found.length < PAGE || kept.length < found.length
      problem.value = null
    } catch (error) {
      if (!mine.signal.aborted) problem.value = asProblem(error)
    } finally {
      if (mine === run) loading.value = false
    }
  }

  async function reload(): Promise<void> {
    run.abort()
    run = new AbortController()
    complete.value = false
    await page(question.value.to, [])
  }
  async function more(): Promise<void> {
    const first = buckets.value?.[0]
    if (first && !loading.value && !complete.value) await page(first.t, buckets.value!)
  }

  const refresh = paced(() => {
    const last = buckets.value?.at(-1)
    if (!last || question.value.to !== undefined || document.hidden) return
    void read({ from: last.t, limit: PAGE })
      .then((found) => (buckets.value = merged(buckets.value ?? [], found)))
      .catch(() => {})
  }, REFRESH_MS)

  /** Everything in the range, for the export. */
  async function all(): Promise<Bucket[]> {
    let rows: Bucket[] = buckets.value ?? []
    let first = rows[0]
    while (first && rows.length < MOST_ROWS) {
      const older = await read({ to: first.t, limit: 1_500 })
      rows = merged(rows, wanted(older))
      if (older.length < 1_500 || rows[0] === first || wanted(older).length < older.length) break
      first = rows[0]
    }
    return [...rows].reverse()
  }

  watch(
    question,
    ({ symbol, interval }, before) => {
      if (before && JSON.stringify(before) === JSON.stringify(question.value)) return
      buckets.value = undefined
      leave()
      const listener = { message: () => refresh.request(), resync: () => refresh.request() }
      leave = bridge.subscribe<ChartMessage>(`ui.chart.${symbol}.${interval}`, listener, true)
      void reload()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    leave()
    run.abort()
    refresh.stop()
  })
  return { buckets, problem, loading, complete, reload, more, all }
}
