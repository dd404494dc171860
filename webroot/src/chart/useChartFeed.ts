import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { decimalsOf } from '../fmt'
import { getJson, type Problem } from '../live/api'
import { ChartFeed, type Bar, type Point } from '../live/chartFeed'
import { CHART_MS, paced, TEXT_MS } from '../live/pace'
import { isSignal, useSession } from '../live/session'
import { INTERVAL_MS, type Interval, type Items, type Position, type Signal, type StrategyRules } from '../live/types'
import type { Mark, Plot } from './plot'

export interface LegendRow {
  bar: Bar
  point: Point | undefined
  /** Taker buys minus taker sells from the first loaded bar to this one. */
  delta: number
}

/** The bridge between the feed, which knows the bars, and whatever draws them. */
export interface ChartHandle {
  legend: Readonly<Ref<LegendRow | null>>
  decimals: ComputedRef<number>
  problem: Readonly<Ref<Problem | null>>
  /** How many bars are loaded; 0 until the first snapshot. */
  bars: Readonly<Ref<number>>
  /** Counts up, at most four times a second, whenever a bar or point changed. */
  revision: Readonly<Ref<number>>
  last(count: number): { bar: Bar; point: Point | undefined }[]
  updates(): number
  closedBar(): Bar | undefined
  draw(plot: Plot | null): void
  hover(index: number | null): void
  older(): void
  newer(): void
  /** Back to the newest bars, which are put in sight. */
  newest(): void
  /** Brings the bars around a moment into sight, and reads them where they are not at hand. */
  goTo(ms: number): void
  all(): readonly Bar[]
  /** True while the window is away from the present. */
  detached: Readonly<Ref<boolean>>
  reload(): void
}

const FIRST_VIEW = 180
const NARROW_VIEW = 90
const MARKS = 200

export function useChartFeed(
  symbol: Ref<string>,
  interval: Ref<Interval>,
  strategy: ComputedRef<StrategyRules | undefined>,
): ChartHandle {
  const { bridge, mode, signals, paper } = useSession()
  const legend = shallowRef<LegendRow | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const bars = ref(0)
  const revision = ref(0)
  const detached = ref(false)
  const marks = shallowRef<Mark[]>([])
  let feed: ChartFeed | null = null
  let plot: Plot | null = null
  let hovered: number | null = null
  let dirtyFromMs = Infinity
  let framed = false
  let wantedMs: number | null = null

  const rules = computed(() => mode.value?.symbols.find((each) => each.symbol === symbol.value))
  const decimals = computed(() => decimalsOf(rules.value?.tick))
  const positions = computed(() => paper.value.value?.positions.filter((each) => each.symbol === symbol.value) ?? [])
  const lineKey = computed(() => positions.value.map(lineKeyOf).join('|'))

  const say = paced(() => {
    revision.value++
    bars.value = feed?.bars.length ?? 0
    legend.value = legendRow()
  }, TEXT_MS)
  const redraw = paced(() => {
    if (plot && feed && dirtyFromMs < Infinity) plot.update(feed.bars, feed.points, dirtyFromMs)
    dirtyFromMs = Infinity
  }, CHART_MS)

  function legendRow(): LegendRow | null {
    const list = feed?.bars ?? []
    const index = hovered !== null && hovered < list.length ? hovered : list.length - 1
    const bar = list[index]
    if (!bar) return null
    let delta = 0
    for (let i = 0; i <= index; i++) delta += 2 * Number(list[i]!.buy) - Number(list[i]!.v)
    // A bar that has just opened has no boundary yet: until then the newest word of the engine stands.
    const before = hovered === null ? feed?.points.get(list[index - 1]?.t ?? 0) : undefined
    return { bar, point: feed?.points.get(bar.t) ?? before, delta }
  }

  function reset(): void {
    problem.value = null
    dirtyFromMs = Infinity
    redraw.stop()
    if (plot && feed?.loaded) {
      plot.reset(feed.bars, feed.points)
      if (!framed) plot.showNewest(feed.bars.length, view())
      framed = true
      if (wantedMs !== null) showWanted(wantedMs)
    }
    bars.value = feed?.bars.length ?? 0
    detached.value = feed?.detached ?? false
    say.request()
  }

  const view = (): number => (innerWidth < 640 ? NARROW_VIEW : FIRST_VIEW)

  function showWanted(ms: number): void {
    const first = feed?.bars[0]?.t
    if (first === undefined || !plot) return
    wantedMs = null
    if (ms >= first && !(feed!.detached && ms > feed!.bars.at(-1)!.t)) plot.showAround(ms, view())
    else void feed!.loadAround(ms).then(() => plot?.showAround(ms, view()))
  }

  function goTo(ms: number): void {
    wantedMs = ms
    if (feed?.loaded) showWanted(ms)
  }

  async function newest(): Promise<void> {
    if (feed?.detached) {
      framed = false
      await feed.loadNewest()
    } else plot?.showNewest(feed?.bars.length ?? 0, view())
  }

  function rescale(): void {
    const stepMs = INTERVAL_MS[interval.value]
    const tick = Number(rules.value?.tick ?? 0.01)
    plot?.rescale({ decimals: decimals.value, tick, threshold: strategy.value?.threshold ?? 100, stepMs })
  }

  function open(): void {
    feed?.stop()
    feed = null
    framed = false
    hovered = null
    marks.value = []
    bars.value = 0
    legend.value = null
    plot?.reset([], new Map())
    if (!rules.value) return
    const topic = { symbol: symbol.value, interval: interval.value, strategy: strategy.value?.name ?? null }
    rescale()
    plot?.showPositions(positions.value)
    feed = new ChartFeed(bridge, topic, {
      reset,
      changed(fromMs) {
        dirtyFromMs = Math.min(dirtyFromMs, fromMs)
        redraw.request()
        say.request()
      },
      failed: (failure) => (problem.value = failure),
    })
    feed.start()
    if (topic.strategy !== null) void loadMarks(topic.symbol, topic.strategy)
  }

  async function loadMarks(name: string, profile: string): Promise<void> {
    try {
      const query = { symbol: name, strategy: profile, limit: MARKS, tradeable: true }
      const history = await getJson<Items<Signal>>('/api/signals/history', query)
      if (name === symbol.value) marks.value = history.items.filter(isSignal).map(markOf).reverse()
    } catch {
      // The marks are an ornament: the signals card says it when the history cannot be read.
      marks.value = []
    }
  }

  watch([symbol, interval, () => strategy.value?.name, () => rules.value?.symbol], open, { immediate: true })
  watch(marks, (all) => plot?.showMarks(all))
  watch(lineKey, () => plot?.showPositions(positions.value))
  watch(signals.value, (latest) => {
    for (const signal of latest?.items ?? []) {
      feed?.onSignal(signal)
      const fresh = signal.symbol === symbol.value && signal.strategy === strategy.value?.name && isSignal(signal)
      if (fresh && !marks.value.some((mark) => mark.t === signal.t)) marks.value = [...marks.value, markOf(signal)]
    }
  })
  onScopeDispose(() => {
    feed?.stop()
    say.stop()
    redraw.stop()
  })

  return {
    legend,
    decimals,
    problem,
    bars,
    revision,
    detached,
    all: () => feed?.bars ?? [],
    newer: () => void feed?.loadNewer(),
    newest: () => void newest(),
    goTo,
    last: (count) => (feed?.bars.slice(-count) ?? []).map((bar) => ({ bar, point: feed?.points.get(bar.t) })),
    updates: () => feed?.updates ?? 0,
    closedBar: () => feed?.bars.at(-2),
    draw(next) {
      plot = next
      if (!plot) return
      framed = false
      rescale()
      plot.showPositions(positions.value)
      plot.showMarks(marks.value)
      if (feed?.loaded) reset()
    },
    hover(index) {
      hovered = index
      legend.value = legendRow()
    },
    older: () => void feed?.loadOlder(),
    reload: () => void feed?.load(),
  }
}

function markOf(signal: Signal): Mark {
  return { t: signal.t, long: signal.direction === 'LONG', score: signal.score }
}

function lineKeyOf(position: Position): string {
  const { cycleId, entryPrice, stopPrice, tp1Price, tp2Price, tp1Hit } = position
  return [cycleId, entryPrice, stopPrice, tp1Price, tp2Price, tp1Hit].join(',')
}
