import { shallowRef, ref, type Ref, type ShallowRef } from 'vue'
import { asProblem, type Problem } from './api'
import type { Body, Bridge, Listener } from './bridge'
import { paced, TEXT_MS } from './pace'

export interface FeedOptions<T> {
  /** Null where the server has no such topic. */
  address: string | null
  /** What the REST side knows, for the first picture and after a gap; topics without one speak for themselves. */
  snapshot?: () => Promise<T>
  tick?: boolean
}

const RETRY_MS = 5_000

/** One topic whose every message is the whole picture: newest wins, shown at most four times a second. */
export interface Feed<T> {
  readonly value: Readonly<ShallowRef<T | undefined>>
  readonly problem: Readonly<Ref<Problem | null>>
  /** Market time of the newest message, 0 before the first. */
  readonly lastMs: Readonly<Ref<number>>
  load(): Promise<void>
  /** Takes over the answer to an action, so that the page need not wait for the topic. */
  take(answer: T): void
}

export function feed<T extends object>(bridge: Bridge, options: FeedOptions<T>): Feed<T> {
  const value = shallowRef<T>()
  const problem = shallowRef<Problem | null>(null)
  const lastMs = ref(0)
  let newest: (T & Body) | null = null
  let received = 0
  let retry: ReturnType<typeof setTimeout> | undefined

  const flush = paced(() => {
    if (!newest) return
    value.value = newest
    lastMs.value = newest.t
    problem.value = null
  }, TEXT_MS)

  async function load(): Promise<void> {
    if (!options.snapshot) return
    clearTimeout(retry)
    const before = received
    try {
      const snapshot = await options.snapshot()
      if (received === before) value.value = snapshot
      problem.value = null
    } catch (error) {
      retry = setTimeout(() => void load(), RETRY_MS)
      if (value.value === undefined || received === before) problem.value = asProblem(error)
    }
  }

  const listener: Listener<T> = {
    message(body) {
      newest = body
      received++
      flush.request()
    },
    resync: () => void load(),
  }
  if (options.address !== null) bridge.subscribe<T>(options.address, listener, options.tick)
  function take(answer: T): void {
    received++
    newest = null
    value.value = answer
  }
  return { value, problem, lastMs, load, take }
}
