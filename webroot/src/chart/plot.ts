import {
  AreaSeries,
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  LineSeries,
  LineStyle,
  type AutoscaleInfo,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts'
import type { Bar, Point } from '../live/chartFeed'
import type { Position } from '../live/types'
import { fixed, MINUS } from '../fmt'
import { candleOptions, chartOptions, deltaOptions, lineOptions, scoreOptions } from './options'
import { TapeStartOverlay, ZoneOverlay } from './primitives'
import { alpha, type Palette } from './palette'

export interface Mark {
  t: number
  long: boolean
  score: number
}

/** What the plot needs to know about the symbol and strategy beside the data. */
export interface Scale {
  decimals: number
  tick: number
  threshold: number
  stepMs: number
}

const PANES = [62, 21, 17]
const MARKER_TEXT_PX = 24
const FEWEST_SHOWN = 40
const MOST_WIDENING = 2

const seconds = (ms: number): UTCTimestamp => (ms / 1000) as UTCTimestamp

/**
 * The chart: candles with VWAP, marks and positions; the running volume delta; the score. Drawing numbers are made here,
 * from the decimal strings of the bars, and nowhere else.
 */
export class Plot {
  readonly chart: IChartApi
  readonly candles: ISeriesApi<'Candlestick'>
  private readonly vwap: ISeriesApi<'Line'>
  private readonly delta: ISeriesApi<'Area'>
  private readonly score: ISeriesApi<'Histogram'>
  private readonly markers: ISeriesMarkersPluginApi<Time>
  private readonly zones: ZoneOverlay
  private readonly tapeStarts: TapeStartOverlay[]
  private lines: IPriceLine[] = []
  private thresholds: IPriceLine[] = []
  private marks: Mark[] = []
  private deltas: number[] = []
  private levels: number[] = []
  /** Start of the last bar that is drawn: the chart takes older ones as corrections and newer ones as new. */
  private drawnMs = -Infinity
  private bars: Bar[] = []
  private scale: Scale = { decimals: 2, tick: 0.01, threshold: 100, stepMs: 60_000 }

  constructor(
    element: HTMLElement,
    readonly palette: Palette,
  ) {
    this.chart = createChart(element, chartOptions(palette))
    this.candles = this.chart.addSeries(CandlestickSeries, candleOptions(palette), 0)
    this.vwap = this.chart.addSeries(LineSeries, lineOptions(palette.warn), 0)
    // Within minutes the mean of half an hour may be far away: it must not flatten the seconds.
    this.vwap.applyOptions({
      autoscaleInfoProvider: (base: () => AutoscaleInfo | null) => (this.scale.stepMs < 60_000 ? null : base()),
    })
    this.delta = this.chart.addSeries(AreaSeries, deltaOptions(palette), 1)
    this.score = this.chart.addSeries(HistogramSeries, scoreOptions(palette), 2)
    this.chart.panes().forEach((pane, i) => pane.setStretchFactor(PANES[i]!))
    this.markers = createSeriesMarkers(this.candles, [])
    this.candles.applyOptions({ autoscaleInfoProvider: (base: () => AutoscaleInfo | null) => this.withLevels(base()) })
    this.zones = new ZoneOverlay(alpha(palette.up, 0.1), alpha(palette.down, 0.1))
    this.candles.attachPrimitive(this.zones)
    this.tapeStarts = [this.candles, this.delta, this.score].map((series, i) => {
      const overlay = new TapeStartOverlay(alpha(palette.surface, 0.45), palette.fg3, i ? null : 'Tape starts')
      series.attachPrimitive(overlay)
      return overlay
    })
    this.chart.timeScale().subscribeVisibleLogicalRangeChange(() => this.drawMarks())
  }

  rescale(scale: Scale): void {
    this.scale = scale
    this.chart.timeScale().applyOptions({ secondsVisible: scale.stepMs < 60_000 })
    const format = (price: number): string => fixed(price, scale.decimals)
    const priceFormat = { type: 'custom' as const, formatter: format, minMove: scale.tick }
    this.candles.applyOptions({ priceFormat })
    this.vwap.applyOptions({ priceFormat })
    this.thresholds.forEach((line) => this.score.removePriceLine(line))
    this.thresholds = [scale.threshold, -scale.threshold].map((price) =>
      this.score.createPriceLine({
        price,
        color: alpha(price > 0 ? this.palette.up : this.palette.down, 0.8),
        lineWidth: 1,
        lineStyle: LineStyle.Dashed,
        axisLabelVisible: false,
      }),
    )
  }

  /** Draws everything anew; what is in sight stays where it is, however many bars came or went before it. */
  reset(bars: Bar[], points: Map<number, Point>): void {
    const back = this.keepSight(bars)
    this.bars = bars
    this.deltas = []
    this.extendDeltas(bars, 0)
    this.candles.setData(bars.map((bar) => candle(bar)))
    this.vwap.setData(bars.map((bar) => vwapAt(bar.t, points.get(bar.t))))
    this.delta.setData(bars.map((bar, i) => ({ time: seconds(bar.t), value: this.deltas[i]! })))
    this.score.setData(bars.map((bar) => this.scoreAt(bar.t, points.get(bar.t))))
    const start = bars.find((bar) => bar.source !== 'kline')
    for (const overlay of this.tapeStarts) overlay.show(start && start !== bars[0] ? start.t / 1000 : null)
    this.drawnMs = bars.at(-1)?.t ?? -Infinity
    this.drawMarks()
    back()
  }

  /** Length of a bar. */
  get stepMs(): number {
    return this.scale.stepMs
  }

  /** The bar that holds a moment, if it is drawn. */
  barAt(ms: number): Bar | undefined {
    const t = Math.floor(ms / this.scale.stepMs) * this.scale.stepMs
    let low = 0
    let high = this.bars.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const bar = this.bars[middle]!
      if (bar.t === t) return bar
      if (bar.t < t) low = middle + 1
      else high = middle - 1
    }
    return undefined
  }

  /** Brings a moment into the middle. */
  showAround(ms: number, most: number): void {
    const index = this.bars.findLastIndex((bar) => bar.t <= ms)
    if (index >= 0) this.chart.timeScale().setVisibleLogicalRange({ from: index - most / 2, to: index + most / 2 })
  }

  private keepSight(next: Bar[]): () => void {
    const range = this.chart.timeScale().getVisibleLogicalRange()
    if (!range || this.bars.length === 0 || next.length === 0) return () => {}
    const at = Math.min(this.bars.length - 1, Math.max(0, Math.round((range.from + range.to) / 2)))
    const middle = this.bars[at]!.t
    const index = next.findIndex((bar) => bar.t === middle)
    if (index < 0 || index === at) return () => {}
    const shift = index - at
    return () =>
      this.chart.timeScale().setVisibleLogicalRange({ from: range.from + shift, to: range.to + shift })
  }

  /** Draws the bars from `fromMs` on, usually one or two. */
  update(bars: Bar[], points: Map<number, Point>, fromMs: number): void {
    this.bars = bars
    let from = bars.length
    while (from > 0 && bars[from - 1]!.t >= fromMs) from--
    this.extendDeltas(bars, from)
    for (let i = from; i < bars.length; i++) {
      const bar = bars[i]!
      const historical = bar.t < this.drawnMs
      this.candles.update(candle(bar), historical)
      this.vwap.update(vwapAt(bar.t, points.get(bar.t)), historical)
      this.delta.update({ time: seconds(bar.t), value: this.deltas[i]! }, historical)
      this.score.update(this.scoreAt(bar.t, points.get(bar.t)), historical)
    }
    this.drawnMs = Math.max(this.drawnMs, bars.at(-1)?.t ?? -Infinity)
  }

  showMarks(marks: Mark[]): void {
    this.marks = marks
    this.drawMarks()
  }

  showPositions(positions: Position[]): void {
    for (const line of this.lines) this.candles.removePriceLine(line)
    this.lines = positions.flatMap((position) => this.linesOf(position))
    this.levels = positions
      .flatMap((each) => [each.entryPrice, each.stopPrice, each.tp2Price])
      .filter((price) => price !== null)
      .map(Number)
    this.zones.show(positions.flatMap((position) => this.zoneOf(position)))
  }

  /** Shows the newest `most` bars, or all where there are fewer, with a little room to the right. */
  showNewest(bars: number, most: number): void {
    const count = Math.min(most, Math.max(bars, FEWEST_SHOWN))
    this.chart.timeScale().setVisibleLogicalRange({ from: bars - count, to: bars + Math.max(3, count * 0.04) })
  }

  pan(bars: number): void {
    this.shift((from, to) => [from + bars, to + bars])
  }

  zoom(factor: number): void {
    this.shift((from, to) => [to - (to - from) * factor, to])
  }

  private shift(next: (from: number, to: number) => [number, number]): void {
    const range = this.chart.timeScale().getVisibleLogicalRange()
    if (!range) return
    const [from, to] = next(range.from, range.to)
    this.chart.timeScale().setVisibleLogicalRange({ from, to })
  }

  /** Widens the price scale to the levels of the open positions, unless that would flatten the candles. */
  private withLevels(base: AutoscaleInfo | null): AutoscaleInfo | null {
    if (!base?.priceRange || this.levels.length === 0) return base
    const { minValue, maxValue } = base.priceRange
    const priceRange = { minValue: Math.min(minValue, ...this.levels), maxValue: Math.max(maxValue, ...this.levels) }
    const tooWide = priceRange.maxValue - priceRange.minValue > MOST_WIDENING * (maxValue - minValue)
    return tooWide ? base : { ...base, priceRange }
  }

  private extendDeltas(bars: Bar[], from: number): void {
    for (let i = from; i < bars.length; i++) {
      const bar = bars[i]!
      this.deltas[i] = (i > 0 ? this.deltas[i - 1]! : 0) + 2 * Number(bar.buy) - Number(bar.v)
    }
    this.deltas.length = bars.length
  }

  private scoreAt(t: number, point: Point | undefined): { time: UTCTimestamp; value?: number; color?: string } {
    const time = seconds(t)
    if (!point || point.score === null) return { time }
    if (point.direction === 0) return { time, value: point.score, color: alpha(this.palette.slate, 0.4) }
    const strong = point.score >= this.scale.threshold
    const color = strong ? (point.direction > 0 ? this.palette.up : this.palette.down) : this.palette.slate
    return { time, value: point.score * point.direction, color }
  }

  private drawMarks(): void {
    const spacing = this.chart.timeScale().options().barSpacing
    const lastX = { up: -Infinity, down: -Infinity }
    const drawn: SeriesMarker<Time>[] = []
    for (const { t, long, score } of onePerBar(this.marks, this.scale.stepMs)) {
      const x = (t / this.scale.stepMs) * spacing
      const side = long ? 'up' : 'down'
      const roomy = x - lastX[side] >= MARKER_TEXT_PX
      if (roomy) lastX[side] = x
      drawn.push({
        time: seconds(t),
        position: long ? 'belowBar' : 'aboveBar',
        shape: long ? 'arrowUp' : 'arrowDown',
        color: long ? this.palette.up : this.palette.down,
        ...(roomy ? { text: `${long ? '+' : MINUS}${score}` } : {}),
      })
    }
    this.markers.setMarkers(drawn)
  }

  private linesOf(position: Position): IPriceLine[] {
    const long = position.side.toUpperCase() !== 'SHORT'
    const { accent, up, down } = this.palette
    const wanted: [string | null, string, string, LineStyle][] = [
      [position.entryPrice, long ? 'Long' : 'Short', accent, LineStyle.Solid],
      [position.stopPrice, 'SL', down, LineStyle.Dashed],
      [position.tp1Hit ? null : position.tp1Price, 'TP1', up, LineStyle.Dashed],
      [position.tp2Price, 'TP2', up, LineStyle.Dashed],
    ]
    return wanted.flatMap(([price, title, color, lineStyle]) =>
      price === null
        ? []
        : [this.candles.createPriceLine({ price: Number(price), title, color, lineStyle, lineWidth: 1 })],
    )
  }

  private zoneOf(position: Position): { fromS: number; entry: number; target: number | null; stop: number | null }[] {
    if (position.entryPrice === null || position.entryTime === null) return []
    const fromS = (Math.floor(position.entryTime / this.scale.stepMs) * this.scale.stepMs) / 1000
    const number = (price: string | null): number | null => (price === null ? null : Number(price))
    return [
      {
        fromS,
        entry: Number(position.entryPrice),
        target: number(position.tp2Price),
        stop: number(position.stopPrice),
      },
    ]
  }
}

/** The marks at the start of their bar, the strongest of each bar and side, ascending. */
export function onePerBar(marks: Mark[], stepMs: number): Mark[] {
  const strongest = new Map<string, Mark>()
  for (const mark of marks) {
    const t = Math.floor(mark.t / stepMs) * stepMs
    const key = `${t}${mark.long}`
    if ((strongest.get(key)?.score ?? -1) < mark.score) strongest.set(key, { ...mark, t })
  }
  return [...strongest.values()].sort((a, b) => a.t - b.t)
}

function candle(bar: Bar): { time: UTCTimestamp; open: number; high: number; low: number; close: number } {
  return { time: seconds(bar.t), open: Number(bar.o), high: Number(bar.h), low: Number(bar.l), close: Number(bar.c) }
}

function vwapAt(t: number, point: Point | undefined): { time: UTCTimestamp; value?: number } {
  return point?.vwap ? { time: seconds(t), value: Number(point.vwap) } : { time: seconds(t) }
}
