import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../src/live/api'
import type { Body, Bridge, Listener } from '../src/live/bridge'
import { feed } from '../src/live/feed'

interface Rates {
  items: string[]
}

let listener: Listener<Rates>
const bridge = {
  subscribe: (_address: string, each: Listener<Rates>) => {
    listener = each
    return () => {}
  },
} as unknown as Bridge
const send = (seq: number, item: string): void =>
  listener.message({ seq, t: seq * 1000, items: [item] } as Rates & Body)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('feed', () => {
  it('shows the newest of a burst once, four times a second', async () => {
    const rates = feed<Rates>(bridge, { address: 'ui.rates' })
    for (let seq = 1; seq <= 50; seq++) send(seq, `price ${seq}`)
    expect(rates.value.value).toBeUndefined()
    await vi.advanceTimersByTimeAsync(50)
    expect(rates.value.value?.items).toEqual(['price 50'])
    expect(rates.lastMs.value).toBe(50_000)
    send(51, 'price 51')
    await vi.advanceTimersByTimeAsync(150)
    expect(rates.value.value?.items).toEqual(['price 50'])
    await vi.advanceTimersByTimeAsync(150)
    expect(rates.value.value?.items).toEqual(['price 51'])
  })

  it('never lets a slow snapshot overwrite what was streamed meanwhile', async () => {
    let answer: (value: Rates) => void = () => {}
    const rates = feed<Rates>(bridge, { address: 'ui.rates', snapshot: () => new Promise((done) => (answer = done)) })
    const loading = rates.load()
    send(1, 'streamed')
    answer({ items: ['old'] })
    await loading
    await vi.advanceTimersByTimeAsync(300)
    expect(rates.value.value?.items).toEqual(['streamed'])
  })

  it('reads the snapshot again when told that messages were missed', async () => {
    const snapshot = vi.fn(async () => ({ items: ['snapshot'] }))
    const rates = feed<Rates>(bridge, { address: 'ui.rates', snapshot })
    listener.resync()
    await vi.advanceTimersByTimeAsync(0)
    expect(snapshot).toHaveBeenCalledTimes(1)
    expect(rates.value.value?.items).toEqual(['snapshot'])
  })

  it('tells what went wrong and tries again by itself', async () => {
    let broken = true
    const snapshot = async (): Promise<Rates> => {
      if (broken) throw new Problem('Database not reachable', 'later', 503, 'abc')
      return { items: ['well'] }
    }
    const rates = feed<Rates>(bridge, { address: 'ui.rates', snapshot })
    await rates.load()
    expect(rates.problem.value?.title).toBe('Database not reachable')
    broken = false
    await vi.advanceTimersByTimeAsync(5_000)
    expect(rates.problem.value).toBeNull()
    expect(rates.value.value?.items).toEqual(['well'])
  })
})
