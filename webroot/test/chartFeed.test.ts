import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Query } from '../src/live/api'
import type { Body, Bridge, Listener } from '../src/live/bridge'
import { ChartFeed, FIRST_BARS, MOST_BARS, mergeBars, type Bar, type Reader } from '../src/live/chartFeed'
import type { ChartMessage, Signal, StreamBar } from '../src/live/types'

const MIN = 60_000

function bar(minute: number, v = '1', c = '100'): StreamBar {
  return { t: minute * MIN, o: '100', h: '101', l: '99', c, v, buy: '0.5' }
}

/** An exchange of one symbol that answers as the gateway does. */
class FakeServer {
  bars: StreamBar[] = []
  asked: { path: string; query: Query }[] = []
  listener: Listener<ChartMessage> | null = null
  hold: Promise<void> | null = null

  readonly bridge = {
    subscribe: (_address: string, listener: Listener<ChartMessage>) => {
      this.listener = listener
      return () => (this.listener = null)
    },
  } as unknown as Bridge

  readonly read: Reader = async <T>(path: string, query: Query) => {
    this.asked.push({ path, query })
    await this.hold
    const { from, to, limit } = query as { from?: number; to?: number; limit: number }
    const within = this.bars.filter((each) => each.t >= (from ?? 0) && each.t < (to ?? Infinity))
    const page = from === undefined ? within.slice(-limit) : within.slice(0, limit)
    const column = <K extends keyof StreamBar>(name: K) => page.map((each) => each[name])
    const ohlc = { o: column('o'), h: column('h'), l: column('l'), c: column('c') }
    const rest = { v: column('v'), buy: column('buy'), vwap: page.map(() => '100.5'), source: page.map(() => 'tape') }
    const scores = { score: page.map(() => 61), direction: page.map(() => 1), cvdFast: page.map(() => '7'), cvdMid: [] }
    return { t: column('t'), ...ohlc, ...rest, ...scores } as T
  }
  send(next: StreamBar, prev?: StreamBar): void {
    this.listener!.message({
      symbol: 'X',
      interval: '1m',
      bar: next,
      prev: prev ?? null,
      seq: 0,
      t: 0,
    } as ChartMessage & Body)
  }
}

let server: FakeServer
let feed: ChartFeed
let reset: ReturnType<typeof vi.fn<() => void>>
let changed: ReturnType<typeof vi.fn<(fromMs: number) => void>>
const settled = (): Promise<void> => new Promise((done) => setTimeout(done))

beforeEach(async () => {
  server = new FakeServer()
  server.bars = Array.from({ length: 1000 }, (_, i) => bar(i))
  reset = vi.fn<() => void>()
  changed = vi.fn<(fromMs: number) => void>()
  const topic = { symbol: 'X', interval: '1m' as const, strategy: 's' }
  feed = new ChartFeed(server.bridge, topic, { reset, changed, failed: vi.fn() }, server.read)
})

async function started(): Promise<void> {
  feed.start()
  await settled()
}

describe('ChartFeed', () => {
  it('starts with the newest bars and the scores beside them', async () => {
    await started()
    expect(feed.bars).toHaveLength(FIRST_BARS)
    expect(feed.bars.at(-1)!.t).toBe(999 * MIN)
    expect(feed.points.get(999 * MIN)).toEqual({ t: 999 * MIN, score: 61, direction: 1, vwap: '100.5' })
    expect(reset).toHaveBeenCalledTimes(1)
  })

  it('lets the open bar grow and opens the next one without missing the close', async () => {
    await started()
    server.send(bar(999, '2', '100.4'))
    expect(feed.bars.at(-1)).toMatchObject({ c: '100.4', v: '2' })
    server.send(bar(1000, '0.1'), bar(999, '3', '100.6'))
    expect(feed.bars.slice(-2).map((each) => [each.t / MIN, each.c, each.v])).toEqual([
      [999, '100.6', '3'],
      [1000, '100', '0.1'],
    ])
    expect(changed.mock.calls).toEqual([[999 * MIN], [999 * MIN]])
    expect(feed.updates).toBe(2)
  })

  it('ignores an older picture of a bar and a repeat', async () => {
    await started()
    server.send(bar(999, '5', '100.9'))
    server.send(bar(999, '4', '100.1'))
    server.send(bar(999, '5', '100.9'))
    expect(feed.bars.at(-1)!.c).toBe('100.9')
    expect(feed.updates).toBe(1)
  })

  it('reads a hole before it goes on', async () => {
    await started()
    server.bars = Array.from({ length: 1006 }, (_, i) => bar(i, '9'))
    server.send(bar(1005, '9'), bar(1004, '9'))
    await settled()
    expect(server.asked.filter((each) => each.path === '/api/kline').at(-1)!.query).toMatchObject({ from: 998 * MIN })
    expect(feed.bars.slice(-7).map((each) => [each.t / MIN, each.v])).toEqual(
      [999, 1000, 1001, 1002, 1003, 1004, 1005].map((minute) => [minute, '9']),
    )
  })

  it('does not trust a bar whose end it has not seen', async () => {
    await started()
    server.bars = Array.from({ length: 1002 }, (_, i) => bar(i, '9'))
    server.send(bar(1001, '9'), bar(1000, '9'))
    server.listener!.resync()
    await settled()
    expect(feed.bars.find((each) => each.t === 999 * MIN)!.v).toBe('9')
  })

  it('reads from the last whole bar on when messages were missed', async () => {
    await started()
    server.bars = Array.from({ length: 1010 }, (_, i) => bar(i, '9'))
    server.listener!.resync()
    await settled()
    expect(server.asked.filter((each) => each.path === '/api/kline').at(-1)!.query).toMatchObject({ from: 998 * MIN })
    expect(feed.bars.slice(-12).map((each) => each.t / MIN)).toEqual(Array.from({ length: 12 }, (_, i) => 998 + i))
    expect(feed.bars.at(-11)!.v).toBe('9')
  })

  it('starts over when it was away for longer than a page', async () => {
    await started()
    server.bars = Array.from({ length: 5000 }, (_, i) => bar(i))
    server.listener!.resync()
    await settled()
    expect(feed.bars).toHaveLength(FIRST_BARS)
    expect(feed.bars.at(-1)!.t).toBe(4999 * MIN)
  })

  it('puts what was streamed during the snapshot on top of it', async () => {
    let release = (): void => {}
    server.hold = new Promise((done) => (release = done))
    feed.start()
    server.send(bar(1000, '0.5', '102'), bar(999, '2', '101'))
    release()
    await settled()
    expect(feed.bars.slice(-2).map((each) => each.c)).toEqual(['101', '102'])
  })

  it('pages older bars in until there are none', async () => {
    await started()
    await feed.loadOlder()
    expect(feed.bars).toHaveLength(1000)
    expect(feed.bars[0]!.t).toBe(0)
    await feed.loadOlder()
    const asked = server.asked.length
    await feed.loadOlder()
    expect(server.asked).toHaveLength(asked)
  })

  it('lets go of the newest bars far in the past, and finds back page by page', async () => {
    server.bars = Array.from({ length: 4000 }, (_, i) => bar(i))
    await started()
    for (let i = 0; i < 4; i++) await feed.loadOlder()
    expect(feed.detached).toBe(true)
    expect(feed.bars).toHaveLength(MOST_BARS)
    expect(feed.bars[0]!.t).toBe((4000 - FIRST_BARS - 2000) * MIN)
    const last = feed.bars.at(-1)!.t
    server.send(bar(4000, '9'), bar(3999, '9'))
    expect(feed.bars.at(-1)!.t).toBe(last)
    await feed.loadNewer()
    expect(feed.detached).toBe(true)
    await feed.loadNewer()
    await settled()
    expect(feed.detached).toBe(false)
    expect(feed.bars.at(-1)!.t).toBe(3999 * MIN)
    expect(feed.bars.every((each, i) => i === 0 || each.t === feed.bars[i - 1]!.t + MIN)).toBe(true)
    expect(feed.points.size).toBe(feed.bars.length)
  })

  it('asks for an older page once, however often it is wanted meanwhile', async () => {
    await started()
    const before = server.asked.length
    await Promise.all([feed.loadOlder(), feed.loadOlder(), feed.loadOlder()])
    expect(server.asked.slice(before).filter((each) => each.path === '/api/kline')).toHaveLength(1)
  })

  it('goes to a moment and back to the present', async () => {
    server.bars = Array.from({ length: 4000 }, (_, i) => bar(i))
    await started()
    await feed.loadAround(1000 * MIN)
    expect(feed.detached).toBe(true)
    expect(feed.bars.some((each) => each.t === 1000 * MIN)).toBe(true)
    expect(feed.bars.at(-1)!.t).toBeLessThan(2000 * MIN)
    await feed.loadNewest()
    expect(feed.detached).toBe(false)
    expect(feed.bars.at(-1)!.t).toBe(3999 * MIN)
  })

  it('takes a new decision into the bar it speaks about', async () => {
    await started()
    const signal = { t: 999 * MIN, symbol: 'X', strategy: 's', score: 80, direction: 'SHORT' as const }
    feed.onSignal({ ...signal, windows: { cvd_fast: '-4', vwap_30m: '99' } } as unknown as Signal)
    expect(feed.points.get(998 * MIN)).toEqual({ t: 998 * MIN, score: 80, direction: -1, vwap: '99' })
  })
})

describe('mergeBars', () => {
  it('keeps the fuller picture of each bar, ascending', () => {
    const known = [bar(1, '5'), bar(2, '3')].map((each): Bar => ({ ...each, source: 'tape' }))
    const fresh = [bar(2, '2'), bar(3, '1')].map((each): Bar => ({ ...each, source: 'tape' }))
    expect(mergeBars(known, fresh).map((each) => [each.t / MIN, each.v])).toEqual([
      [1, '5'],
      [2, '3'],
      [3, '1'],
    ])
  })
})
