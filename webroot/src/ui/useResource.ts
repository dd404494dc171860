import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue'
import { asProblem, getJson, type Problem, type Query } from '../live/api'
import type { Items } from '../live/types'

export interface Resource<T> {
  data: ShallowRef<T | undefined>
  problem: ShallowRef<Problem | null>
  /** A reading is under way; the old data stay on the page meanwhile. */
  loading: Ref<boolean>
  reload(): Promise<void>
}

/** Reads once, again when a source changes, and again on `reload`; the newest question wins. */
export function useResource<T>(read: (signal: AbortSignal) => Promise<T>, sources: WatchSource[] = []): Resource<T> {
  const data = shallowRef<T>()
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let running: AbortController | null = null

  async function reload(): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    loading.value = true
    try {
      const answer = await read(mine.signal)
      if (mine.signal.aborted) return
      data.value = answer
      problem.value = null
    } catch (error) {
      if (mine.signal.aborted) return
      problem.value = asProblem(error)
    } finally {
      if (running === mine) loading.value = false
    }
  }
  if (sources.length) watch(sources, () => void reload())
  onScopeDispose(() => running?.abort())
  void reload()
  return { data, problem, loading, reload }
}

export interface Pages<T> {
  items: ShallowRef<T[] | undefined>
  problem: ShallowRef<Problem | null>
  loading: Ref<boolean>
  /** True once the last page is here. */
  complete: Ref<boolean>
  more(): Promise<void>
  reload(): Promise<void>
  /** Everything that the question matches, for an export; stops at 50,000 rows. */
  all(): Promise<T[]>
}

const MOST_ROWS = 50_000

/** A list that is read page by page along its cursor; a changed question starts it anew. */
export function usePages<T>(path: string, question: () => Query, limit = 100): Pages<T> {
  const items = shallowRef<T[]>()
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const complete = ref(false)
  let cursor: string | undefined
  let running: AbortController | null = null

  async function load(): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    loading.value = true
    const first = cursor === undefined
    try {
      const page = await getJson<Items<T>>(path, { ...question(), limit, cursor }, mine.signal)
      if (mine.signal.aborted) return
      items.value = first ? page.items : [...(items.value ?? []), ...page.items]
      cursor = page.nextCursor ?? undefined
      complete.value = cursor === undefined
      problem.value = null
    } catch (error) {
      if (mine.signal.aborted) return
      problem.value = asProblem(error)
    } finally {
      if (running === mine) loading.value = false
    }
  }

  async function reload(): Promise<void> {
    cursor = undefined
    complete.value = false
    await load()
  }

  async function more(): Promise<void> {
    if (loading.value || complete.value || cursor === undefined) return
    await load()
  }

  async function all(): Promise<T[]> {
    const rows: T[] = []
    let at: string | undefined
    do {
      const page: Items<T> = await getJson<Items<T>>(path, { ...question(), limit: 1000, cursor: at })
      rows.push(...page.items)
      at = page.nextCursor ?? undefined
    } while (at !== undefined && rows.length < MOST_ROWS)
    return rows
  }

  watch(question, (next, before) => JSON.stringify(next) !== JSON.stringify(before) && void reload())
  onScopeDispose(() => running?.abort())
  void reload()
  return { items, problem, loading, complete, more, reload, all }
}
