import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { Mark, Plot } from '../../chart/plot'
import type { ChartHandle } from '../../chart/useChartFeed'
import { compact } from '../../fmt'
import { getJson, type Problem, asProblem } from '../../live/api'
import { useSession } from '../../live/session'
import type { ClosedTrade, Interval, Items, Signal, StrategyRules } from '../../live/types'
import type { Schema } from '../../api/contract'
import { isDrawnAt, labelOf, valuesOf, type Chosen, type Columns, type Indicator } from './indicators'
import { Layers, type Curve } from './layers'

type Gap = Schema<'TradesGaps'>['items'][number]

export const LAYERS = ['volume', 'blocked', 'trades', 'gaps'] as const
export type LayerName = (typeof LAYERS)[number]
export const LAYER_WORDS: Record<LayerName, string> = {
  volume: 'Volume',
  blocked: 'Blocked signals',
  trades: 'Past trades',
  gaps: 'Gaps of the tape',
}

const MOST_MARKS = 200
const MOST_TRADES = 200
const CURVE_WAIT_MS = 250
const SECONDS_WAIT_MS = 5_000
const LONGEST_PAGE = 1_500

export interface View {
  symbol: Ref<string>
  interval: Ref<Interval>
  strategy: ComputedRef<StrategyRules | undefined>
  shown: ComputedRef<ReadonlySet<LayerName>>
  chosen: ComputedRef<Chosen[]>
  catalogue: Ref<Indicator[]>
}

/** Loads what lies over the candles and keeps it drawn while bars come, go and change. */
export function useLayers(chart: ChartHandle, view: View) {
  const { signals, paper, mode } = useSession()
  const layers = shallowRef<Layers | null>(null)
  const measuring = ref(false)
  const blocked = shallowRef<Mark[]>([])
  const trades = shallowRef<ClosedTrade[]>([])
  const gaps = shallowRef<Gap[]>([])
  const curves = shallowRef<Curve[]>([])
  const curveProblem = shallowRef<Problem | null>(null)
  const isKnown = computed(() => mode.value?.symbols.some((each) => each.symbol === view.symbol.value) ?? false)
  const tick = computed(() => 10 ** -chart.decimals.value)
  let curveRun: AbortController | null = null
  let curveTimer: ReturnType<typeof setTimeout> | undefined

  function attach(plot: Plot | null): void {
    measuring.value = false
    layers.value = plot ? new Layers(plot, () => (measuring.value = false)) : null
    drawAll()
  }

  function drawAll(): void {
    const to = layers.value
    if (!to) return
    const { shown } = view
    to.showVolume(shown.value.has('volume'), chart.all())
    to.sync(chart.all())
    to.showBlocked(shown.value.has('blocked') ? blocked.value : [])
    to.showTrades(shown.value.has('trades') ? trades.value : [])
    to.showHoles(shown.value.has('gaps') ? gaps.value : [], holeText)
    to.showCurves(curves.value, chart.decimals.value)
  }

  const quietly = async <T>(read: Promise<Items<T>>): Promise<T[]> => {
    try {
      return (await read).items
    } catch {
      // Layers are ornaments: the cards that own these data report when they cannot be read.
      return []
    }
  }

  async function loadFacts(): Promise<void> {
    const symbol = view.symbol.value
    const rules = view.strategy.value
    blocked.value = []
    trades.value = []
    gaps.value = []
    if (!isKnown.value) return
    const question = { symbol, strategy: rules?.name, minScore: rules?.threshold, blocked: true, limit: MOST_MARKS }
    const [notTaken, closed, holes] = await Promise.all([
      rules ? quietly(getJson<Items<Signal>>('/api/signals/history', question)) : [],
      quietly(getJson<Items<ClosedTrade>>('/api/paper/history', { limit: MOST_TRADES })),
      quietly(getJson<Items<Gap>>('/api/v1/trades/gaps', { symbol })),
    ])
    if (symbol !== view.symbol.value) return
    blocked.value = notTaken.flatMap((each) => markOf(each)).reverse()
    trades.value = closed.filter((each) => each.symbol === symbol)
    gaps.value = holes
    drawAll()
  }

  /** The whole window of each indicator, in as many answers as it takes. */
  async function loadCurves(): Promise<void> {
    curveTimer = undefined
    curveRun?.abort()
    const run = (curveRun = new AbortController())
    const first = chart.all()[0]
    const wanted = view.chosen.value.flatMap((chosen) => {
      const indicator = view.catalogue.value.find((each) => each.name === chosen.name)
      return indicator && isDrawnAt(indicator.name, view.interval.value) ? [{ chosen, indicator }] : []
    })
    if (!first || wanted.length === 0) {
      curves.value = []
      return void layers.value?.showCurves([], chart.decimals.value)
    }
    try {
      const drawn = await Promise.all(wanted.map(({ chosen, indicator }) => curveOf(indicator, chosen, run.signal)))
      if (run.signal.aborted) return
      curves.value = drawn
      curveProblem.value = null
      layers.value?.showCurves(drawn, chart.decimals.value)
    } catch (error) {
      if (!run.signal.aborted) curveProblem.value = asProblem(error)
    }
  }

  async function curveOf(indicator: Indicator, chosen: Chosen, signal: AbortSignal): Promise<Curve> {
    const bars = chart.all()
    const values = valuesOf(indicator, chosen)
    const question = { symbol: view.symbol.value, interval: view.interval.value, p: values.join(',') || undefined }
    const points = new Map<string, { t: number; value: number | null }[]>(indicator.outputs.map((name) => [name, []]))
    for (let at = 0; at < bars.length; at += LONGEST_PAGE) {
      const page = { from: bars[at]!.t, limit: Math.min(LONGEST_PAGE, bars.length - at) }
      const path = `/api/v1/indicators/${indicator.name}`
      const columns = await getJson<Columns>(path, { ...question, ...page }, signal)
      for (const [name, list] of points) {
        const column = columns[name] ?? []
        columns.t.forEach((t, i) => list.push({ t, value: column[i] == null ? null : Number(column[i]) }))
      }
    }
    const outputs = [...points].map(([name, list]) => ({ name, points: list }))
    return { id: indicator.name, own: indicator.pane === 'own', title: labelOf(indicator, chosen), outputs }
  }

  /** Bars of a second come faster than it makes sense to read whole curves. */
  function curvesWithTheBars(): void {
    if (view.interval.value !== '1s' || curves.value.length === 0) return curvesSoon()
    curveTimer ??= setTimeout(() => void loadCurves(), SECONDS_WAIT_MS)
  }

  function curvesSoon(): void {
    clearTimeout(curveTimer)
    curveTimer = setTimeout(() => void loadCurves(), CURVE_WAIT_MS)
  }

  const window = computed(() => {
    void chart.revision.value
    const bars = chart.all()
    return `${bars[0]?.t ?? 0}/${bars.at(-1)?.t ?? 0}`
  })
  watch([view.symbol, () => view.strategy.value?.name, isKnown], () => void loadFacts(), { immediate: true })
  watch([view.symbol, view.interval], () => {
    curves.value = []
    layers.value?.clear()
  })
  watch([view.symbol, view.interval, view.chosen, view.catalogue], curvesSoon, { immediate: true })
  watch(window, curvesWithTheBars)
  watch([view.shown, window], drawAll)
  watch(
    () => chart.revision.value,
    () => layers.value?.sync(chart.all()),
  )
  watch(
    () => paper.value.value?.stats.total,
    (total, before) => before !== undefined && total !== before && void loadFacts(),
  )
  watch(signals.value, (latest) => {
    const rules = view.strategy.value
    const fresh = (latest?.items ?? []).filter(
      (each) =>
        each.symbol === view.symbol.value &&
        each.strategy === rules?.name &&
        each.withheld.length > 0 &&
        each.score >= rules.threshold &&
        !blocked.value.some((mark) => mark.t === each.t),
    )
    if (fresh.length === 0) return
    blocked.value = [...blocked.value, ...fresh.flatMap((each) => markOf(each))].slice(-MOST_MARKS)
    layers.value?.showBlocked(view.shown.value.has('blocked') ? blocked.value : [])
  })
  /** Starts measuring, or ends it and takes the ruler away. */
  function measure(on: boolean): void {
    measuring.value = on
    layers.value?.measure(on, tick.value)
  }
  onScopeDispose(() => {
    clearTimeout(curveTimer)
    curveRun?.abort()
  })

  return { attach, measure, measuring, curves, curveProblem, gaps, blocked, layers }
}

function holeText(missing: number): string {
  return `${compact(missing)} ${missing === 1 ? 'trade' : 'trades'} missing`
}

function markOf(signal: Signal): Mark[] {
  return signal.direction ? [{ t: signal.t, long: signal.direction === 'LONG', score: signal.score }] : []
}
