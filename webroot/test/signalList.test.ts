import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref, shallowRef } from 'vue'
import { sessionKey, type Session } from '../src/live/session'
import type { Signal } from '../src/live/types'
import { isWanted, joined, outcomeOf, whyOf } from '../src/pages/signals/outcome'
import { useSignalList } from '../src/pages/signals/useSignalList'

function signal(over: Partial<Signal> = {}): Signal {
  return {
    t: 15_000,
    symbol: 'BTCUSDT',
    market: 'usdm',
    strategy: 'v51_baseline',
    score: 80,
    direction: 'LONG',
    price: '1',
    factors: { direction: '45', accel: '0', crowding: '10', environment: '8', confirmation: '15', auxiliary: '2' },
    withheld: [],
    windows: {} as Signal['windows'],
    inputs: {},
    tapeFrom: 0,
    sealedMs: 15_020,
    ...over,
  }
}
const all = { symbol: '', strategy: '', minScore: 0, onlyBlocked: false }

describe('outcome of a decision', () => {
  it('is the risk rules’ word where nothing else spoke against it', () => {
    expect(outcomeOf(signal())).toBe('waiting')
    expect(outcomeOf(signal({ verdict: { taken: true, reason: '' } }))).toBe('taken')
    const refused = signal({ verdict: { taken: false, reason: 'MAX_POSITIONS' } })
    expect(outcomeOf(refused)).toBe('refused')
    expect(whyOf(refused)).toBe('All position slots are taken')
  })
  it('is blocked with its reasons in words', () => {
    const blocked = signal({ withheld: ['cooldown', 'position_open'] })
    expect(outcomeOf(blocked)).toBe('blocked')
    expect(whyOf(blocked)).toBe('Cooling down after the last signal; a position is open already')
  })
})

describe('the list of decisions', () => {
  it('takes in what the server would have listed', () => {
    expect(isWanted(signal(), all)).toBe(true)
    expect(isWanted(signal(), { ...all, minScore: 81 })).toBe(false)
    expect(isWanted(signal(), { ...all, symbol: 'ETHUSDT' })).toBe(false)
    expect(isWanted(signal(), { ...all, strategy: 'v52_8signals' })).toBe(false)
    expect(isWanted(signal(), { ...all, onlyBlocked: true })).toBe(false)
    expect(isWanted(signal({ withheld: ['cooldown'] }), { ...all, onlyBlocked: true })).toBe(true)
  })
  it('shows each decision once, newest first, and keeps a verdict that is known', () => {
    const stored = signal({ verdict: { taken: true, reason: '' } })
    const rows = joined([signal({ t: 30_000 }), signal()], [stored])
    expect(rows.map((row) => row.t)).toEqual([30_000, 15_000])
    expect(rows[1]!.verdict?.taken).toBe(true)
  })
})

describe('the live list', () => {
  const PAGE = { symbol: '', strategy: '', minScore: 0, onlyBlocked: false }
  const topic = shallowRef<{ items: Signal[] }>()
  let stored: Signal[] = []
  let asked: URLSearchParams[] = []
  let answering: Promise<void> | undefined
  let refusals = 0

  /** Answers as the gateway does, newest first; what is asked while `answering` lasts is answered as of the question. */
  function answer(path: string): Promise<Response> {
    const query = new URL(path, 'http://localhost').searchParams
    asked.push(query)
    if (refusals-- > 0) return Promise.resolve(new Response('{"title":"Busy"}', { status: 503 }))
    const since = Number(query.get('from') ?? 0)
    const items = stored.filter((each) => each.t >= since).sort((a, b) => b.t - a.t)
    return Promise.resolve(answering).then(() => new Response(JSON.stringify({ items, nextCursor: null })))
  }
  const decide = (t: number): Signal => {
    const made = signal({ t, withheld: ['cooldown'] })
    stored.push(made)
    return made
  }
  async function opened(reading = ref(false)) {
    let list!: ReturnType<typeof useSignalList>
    const session = { signals: { value: topic }, clock: { read: () => 100_000 } } as unknown as Session
    const Page = { setup: () => ((list = useSignalList(ref(PAGE), ref(0), reading)), () => null) }
    const wrapper = mount(Page, { global: { provide: { [sessionKey as symbol]: session } } })
    await flushPromises()
    return { list, wrapper, times: () => list.rows.value?.map((row) => row.t) }
  }

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('fetch', answer)
    stored = []
    asked = []
    refusals = 0
    topic.value = { items: [decide(15_000)] }
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('has the decision that was told while the list was read', async () => {
    let go!: () => void
    answering = new Promise((done) => (go = done))
    const { times, wrapper } = await opened()
    topic.value = { items: [decide(30_000)] }
    await nextTick()
    answering = undefined
    go()
    await flushPromises()
    expect(times()).toEqual([30_000, 15_000])
    wrapper.unmount()
  })

  it('reads the decisions that went by untold, until that succeeds', async () => {
    const { times, wrapper } = await opened()
    const all = [30_000, 45_000, 60_000].map(decide)
    refusals = 1
    topic.value = { items: [all.at(-1)!] }
    await nextTick()
    expect(times()).toEqual([60_000, 15_000])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(times()).toEqual([60_000, 45_000, 30_000, 15_000])
    expect(asked.map((query) => query.get('from'))).toEqual(['0', '15000', '15000'])
    wrapper.unmount()
  })

  it('keeps new ones back while somebody reads, those that were read later too', async () => {
    const reading = ref(true)
    const { list, times, wrapper } = await opened(reading)
    const all = [30_000, 45_000].map(decide)
    topic.value = { items: [all.at(-1)!] }
    await vi.advanceTimersByTimeAsync(10_000)
    expect(times()).toEqual([15_000])
    expect(list.waiting.value).toHaveLength(2)
    reading.value = false
    await nextTick()
    expect(times()).toEqual([45_000, 30_000, 15_000])
    wrapper.unmount()
  })

  it('asks nothing more once it is left', async () => {
    const { wrapper } = await opened()
    topic.value = { items: [30_000, 45_000].map(decide).slice(1) }
    await nextTick()
    wrapper.unmount()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toHaveLength(1)
  })
})
