import { getJson, asProblem, type Problem, type Query } from './api'
import type { Bridge } from './bridge'
import { INTERVAL_MS, type ChartMessage, type Interval, type KlineColumns, type SeriesColumns } from './types'
import type { Signal, Source, StreamBar } from './types'

export interface Bar extends StreamBar {
  source: Source
}

/** What the engine said last within a bar. */
export interface Point {
  t: number
  score: number | null
  direction: number
  vwap: string | null
}

export interface ChartFeedListener {
  /** Everything changed: draw anew. */
  reset(): void
  /** Bars and points from `fromMs` on changed. */
  changed(fromMs: number): void
  failed(problem: Problem): void
}

export interface ChartTopic {
  symbol: string
  interval: Interval
  /** Whose scores are drawn; null where no strategy runs. */
  strategy: string | null
}

export type Reader = <T>(path: string, query: Query, signal?: AbortSignal) => Promise<T>

export const FIRST_BARS = 720
export const MOST_BARS = 2_000
const LONGEST_PAGE = 1_500
const PAGE = 500
const IDLE_MS = 20
const RETRY_MS = 3_000
const NO_SERIES: SeriesColumns = { t: [], score: [], direction: [], cvdFast: [], cvdMid: [], vwap: [] }

/**
 * The bars of one symbol and interval: a snapshot by REST, then whole bars by stream. Each message carries the open bar
 * and the one before it, so a boundary is never missed; a wider hole, or a jump of the sequence, is read again.
 */
export class ChartFeed {
  bars: Bar[] = []
  readonly points = new Map<number, Point>()
  /** Streamed messages that changed a bar. */
  updates = 0
  loaded = false
  /** True while there are newer bars than those held: the window was moved away from the present. */
  detached = false
  private readonly stepMs: number
  private early: ChartMessage[] = []
  private readonly abort = new AbortController()
  private loading = false
  private stale = false
  private exhausted = false
  /** Oldest bar whose end may not have been seen. */
  private suspectMs = Infinity
  private retry: ReturnType<typeof setTimeout> | undefined
  private leave: () => void = () => {}

  constructor(
    private readonly bridge: Bridge,
    private readonly topic: ChartTopic,
    private readonly listener: ChartFeedListener,
    private readonly read: Reader = getJson,
  ) {
    this.stepMs = INTERVAL_MS[topic.interval]
  }

  start(): void {
    this.leave = this.bridge.subscribe<ChartMessage>(
      `ui.chart.${this.topic.symbol}.${this.topic.interval}`,
      { message: (body) => this.onMessage(body), resync: () => void this.load() },
      true,
    )
    void this.load()
  }

  stop(): void {
    this.leave()
    clearTimeout(this.retry)
    this.abort.abort()
  }

  /** Reads what is missing: everything at first, later from the last bar that is known to be whole. */
  async load(): Promise<void> {
    if (this.detached) return
    if (this.loading) {
      this.stale = true
      return
    }
    this.loading = true
    clearTimeout(this.retry)
    try {
      do {
        this.stale = false
        await this.loadOnce()
      } while (this.stale)
    } catch (error) {
      if (this.abort.signal.aborted) return
      this.retry = setTimeout(() => void this.load(), RETRY_MS)
      this.listener.failed(asProblem(error))
    } finally {
      this.loading = false
    }
  }

  /** One page of older bars; where the browser holds too many then, the newest are let go. */
  async loadOlder(): Promise<void> {
    const first = this.bars[0]
    if (!first || this.loading || this.exhausted) return
    await this.turnPage(async () => {
      const older = await this.readRange({ to: first.t, limit: PAGE })
      const unseen = older.filter((bar) => bar.t < first.t)
      this.exhausted = unseen.length === 0
      const bars = [...unseen, ...this.bars]
      this.detached ||= bars.length > MOST_BARS
      return unseen.length ? bars.slice(0, MOST_BARS) : null
    })
  }

  /** One page of newer bars while the window is away from the present; the last page leads back to it. */
  async loadNewer(): Promise<void> {
    const last = this.bars.at(-1)
    if (!last || this.loading || !this.detached) return
    await this.turnPage(async () => {
      const newer = await this.readRange({ from: last.t, limit: PAGE })
      this.detached = newer.length >= PAGE
      this.exhausted = false
      return mergeBars(this.bars, newer).slice(-MOST_BARS)
    })
    if (!this.detached) void this.load()
  }

  /** Back to the present. */
  async loadNewest(): Promise<void> {
    if (!this.detached) return
    this.detached = false
    this.exhausted = false
    this.loaded = false
    await this.load()
  }

  /** The bars around a moment. Near the present that is the present. */
  async loadAround(ms: number): Promise<void> {
    // A reading that is under way may be the one that tells its listener that it may go elsewhere.
    while (this.loading && !this.abort.signal.aborted) await new Promise((done) => setTimeout(done, IDLE_MS))
    if (!this.loaded || this.abort.signal.aborted) return
    await this.turnPage(async () => {
      const around = await this.readRange({ to: ms + (FIRST_BARS / 2) * this.stepMs, limit: FIRST_BARS })
      const last = around.at(-1)
      if (!last || last.t >= (this.bars.at(-1)?.t ?? Infinity)) return null
      this.detached = true
      this.exhausted = false
      return around
    })
  }

  private async turnPage(read: () => Promise<Bar[] | null>): Promise<void> {
    this.loading = true
    try {
      const bars = await read()
      if (this.abort.signal.aborted || !bars) return
      this.bars = bars
      this.forgetPoints()
      this.listener.reset()
    } catch (error) {
      if (!this.abort.signal.aborted) this.listener.failed(asProblem(error))
    } finally {
      this.loading = false
    }
  }

  /** Takes over the newest decision of the engine, which arrives every 15 seconds on its own topic. */
  onSignal(signal: Signal): void {
    const { symbol, strategy } = this.topic
    if (signal.symbol !== symbol || signal.strategy !== strategy || !this.loaded || this.detached) return
    const t = Math.floor((signal.t - 1) / this.stepMs) * this.stepMs
    const direction = signal.direction === 'LONG' ? 1 : signal.direction === 'SHORT' ? -1 : 0
    const { vwap_30m: vwap = null } = signal.windows
    this.points.set(t, { t, score: signal.score, direction, vwap })
    this.listener.changed(t)
  }

  private async loadOnce(): Promise<void> {
    const last = this.loaded ? this.bars.at(-1) : undefined
    const since =
      last && (await this.readRange({ from: Math.min(last.t, this.suspectMs) - this.stepMs, limit: LONGEST_PAGE }))
    // A full page may end before the present: then the old bars are let go and the newest are read.
    const caughtUp = since !== undefined && since.length < LONGEST_PAGE
    const bars = caughtUp ? mergeBars(this.bars, since) : await this.readRange({ limit: FIRST_BARS })
    if (this.abort.signal.aborted) return
    this.bars = bars
    this.loaded = true
    if (!this.stale) this.suspectMs = Infinity
    for (const message of this.early.splice(0)) this.apply(message)
    this.trim()
    this.listener.reset()
  }

  private async readRange(range: Query): Promise<Bar[]> {
    const { symbol, interval, strategy } = this.topic
    const signal = this.abort.signal
    const [columns, series] = await Promise.all([
      this.read<KlineColumns>('/api/kline', { symbol, interval, ...range }, signal),
      strategy === null || interval === '1s'
        ? NO_SERIES
        : this.read<SeriesColumns>('/api/signals/series', { symbol, interval, strategy, ...range }, signal),
    ])
    for (let i = 0; i < columns.t.length; i++) {
      const t = columns.t[i]!
      const vwap = columns.vwap?.[i] ?? null
      if (vwap !== null) this.points.set(t, { t, score: null, direction: 0, vwap })
    }
    for (let i = 0; i < series.t.length; i++) {
      const t = series.t[i]!
      const vwap = this.points.get(t)?.vwap ?? series.vwap[i] ?? null
      const [score = null, direction = 0] = [series.score[i], series.direction[i]]
      this.points.set(t, { t, score, direction, vwap })
    }
    return barsOf(columns)
  }

  private onMessage(message: ChartMessage): void {
    if (this.detached) return
    if (!this.loaded) this.early.push(message)
    else if (this.apply(message)) this.updates++
  }

  /** True if a bar changed. Where the end of the last known bar was not seen, the bars from it on are read again. */
  private apply({ bar, prev }: ChartMessage): boolean {
    const last = this.bars.at(-1)
    if (last && bar.t > last.t && !(prev && prev.t <= last.t)) {
      this.suspectMs = Math.min(this.suspectMs, last.t)
      void this.load()
    }
    const firstChange = Math.min(...[prev, bar].map((next) => (next ? this.put(next) : Infinity)))
    if (firstChange === Infinity) return false
    this.listener.changed(firstChange)
    if (this.bars.length > MOST_BARS + 200) {
      this.trim()
      this.listener.reset()
    }
    return true
  }

  /** Time of the bar that was put in, or Infinity where nothing changed. */
  private put(next: StreamBar): number {
    const index = this.bars.findLastIndex((bar) => bar.t <= next.t)
    const known = this.bars[index]
    if (known?.t === next.t) {
      // A bar only grows: a smaller one is an older picture of it.
      if (sameBar(known, next) || Number(next.v) < Number(known.v)) return Infinity
      this.bars[index] = { ...next, source: known.source === 'kline' ? 'mixed' : known.source }
      return next.t
    }
    if (index !== this.bars.length - 1) return Infinity
    this.bars.push({ ...next, source: 'tape' })
    return next.t
  }

  private trim(): void {
    if (this.bars.length <= MOST_BARS) return
    this.bars = this.bars.slice(-MOST_BARS)
    this.exhausted = false
    this.forgetPoints()
  }

  private forgetPoints(): void {
    const first = this.bars[0]?.t ?? Infinity
    const last = this.bars.at(-1)?.t ?? -Infinity
    for (const t of this.points.keys()) if (t < first || t > last) this.points.delete(t)
  }
}

function sameBar(a: StreamBar, b: StreamBar): boolean {
  return a.v === b.v && a.c === b.c && a.h === b.h && a.l === b.l && a.buy === b.buy
}

export function barsOf(columns: KlineColumns): Bar[] {
  return columns.t.map((t, i) => ({
    t,
    o: columns.o[i]!,
    h: columns.h[i]!,
    l: columns.l[i]!,
    c: columns.c[i]!,
    v: columns.v[i]!,
    buy: columns.buy[i]!,
    source: columns.source[i] ?? 'kline',
  }))
}

/** Ascending union by opening time; where both know a bar, the fresh one wins unless it is an older picture. */
export function mergeBars(known: Bar[], fresh: Bar[]): Bar[] {
  const byTime = new Map(known.map((bar) => [bar.t, bar]))
  for (const bar of fresh) {
    const old = byTime.get(bar.t)
    if (!old || Number(bar.v) >= Number(old.v)) byTime.set(bar.t, bar)
  }
  return [...byTime.values()].sort((a, b) => a.t - b.t)
}
