import { HistogramSeries, LineSeries, type ISeriesApi, type MouseEventParams, type Time } from 'lightweight-charts'
import { alpha } from '../../chart/palette'
import { onePerBar, type Mark, type Plot } from '../../chart/plot'
import { compact, duration, fixed, signed } from '../../fmt'
import type { Bar } from '../../live/chartFeed'
import type { ClosedTrade } from '../../live/types'
import { atSeconds, BlockedOverlay, GapOverlay, RulerOverlay, TradesOverlay, type Point } from './overlays'

/** A stretch of time in which the tape misses trades. */
export interface TapeHole {
  afterMs: number | null
  beforeMs: number | null
  missing: number
}

/** One drawn indicator: its outputs by name, each with a value per bar or none. */
export interface Curve {
  id: string
  own: boolean
  title: string
  outputs: { name: string; points: { t: number; value: number | null }[] }[]
}

const OWN_PANE = 14
const VOLUME_TOP = 0.82

const COMPACT_FROM = 10_000

/** As many decimals as the size of the values asks for: 54.21, 0.3125, 0.000412. */
export function ownDecimals(output: Curve['outputs'][number]): number {
  const most = output.points.reduce((largest, point) => Math.max(largest, Math.abs(point.value ?? 0)), 0)
  return most >= 10 ? 2 : most >= 0.1 ? 4 : 6
}

/** Everything that the chart page draws over the plot that it shares with the overview. */
export class Layers {
  private readonly blockedMarks: BlockedOverlay
  private readonly paths: TradesOverlay
  private readonly holes: GapOverlay
  private readonly ruler: RulerOverlay
  private volume: ISeriesApi<'Histogram'> | null = null
  private volumeLastMs = -Infinity
  private volumeFirstMs = NaN
  private drawn: ISeriesApi<'Line' | 'Histogram'>[] = []
  private measuring: { from: Point | null } | null = null
  private tick = 0.01

  constructor(
    readonly plot: Plot,
    private readonly onMeasured: () => void,
  ) {
    const { up, down, fg, fg2, lineStrong, surface } = plot.palette
    this.blockedMarks = new BlockedOverlay(up, down)
    this.paths = new TradesOverlay(up, down)
    this.holes = new GapOverlay(alpha(lineStrong, 0.6), fg2)
    this.ruler = new RulerOverlay(up, down, surface, fg)
    for (const each of [this.holes, this.paths, this.blockedMarks, this.ruler]) plot.candles.attachPrimitive(each)
    plot.chart.subscribeCrosshairMove((at) => this.stretch(at))
    plot.chart.subscribeClick((at) => this.click(at))
  }

  showVolume(wanted: boolean, bars: readonly Bar[]): void {
    if (wanted === (this.volume !== null)) return
    if (this.volume) {
      this.plot.chart.removeSeries(this.volume)
      this.volume = null
      return
    }
    const priceFormat = { type: 'volume' as const }
    const options = { priceScaleId: 'volume', priceFormat, priceLineVisible: false, lastValueVisible: false }
    this.volume = this.plot.chart.addSeries(HistogramSeries, options, 0)
    this.volume.priceScale().applyOptions({ scaleMargins: { top: VOLUME_TOP, bottom: 0 } })
    this.volumeFirstMs = NaN
    this.sync(bars)
  }

  /** Lets go of what was drawn by the bars before: their moments would stand on the scale among those of the next. */
  clear(): void {
    this.volume?.setData([])
    this.volumeFirstMs = NaN
    this.showCurves([], 0)
  }

  /** Follows the bars; all of them anew only where the window moved. */
  sync(bars: readonly Bar[]): void {
    const first = bars[0]
    const last = bars.at(-1)
    if (!this.volume || !first || !last) return
    if (first.t !== this.volumeFirstMs || last.t < this.volumeLastMs) {
      this.volume.setData(bars.map((bar) => this.volumeOf(bar)))
    } else {
      const from = bars.findLastIndex((bar) => bar.t < this.volumeLastMs)
      for (const bar of bars.slice(Math.max(0, from))) this.volume.update(this.volumeOf(bar), bar.t < this.volumeLastMs)
    }
    this.volumeFirstMs = first.t
    this.volumeLastMs = last.t
  }

  private volumeOf(bar: Bar) {
    const { up, down } = this.plot.palette
    const color = alpha(Number(bar.c) >= Number(bar.o) ? up : down, 0.28)
    return { time: atSeconds(bar.t), value: Number(bar.v), color }
  }

  showBlocked(marks: readonly Mark[]): void {
    const perBar = onePerBar([...marks], this.plot.stepMs)
    this.blockedMarks.show(
      perBar.flatMap(({ t, long }) => {
        const bar = this.plot.barAt(t)
        return bar ? [{ timeS: t / 1000, price: Number(long ? bar.l : bar.h), long }] : []
      }),
    )
  }

  showTrades(trades: readonly ClosedTrade[]): void {
    this.paths.show(
      trades.flatMap((trade) => {
        const [from, to] = [this.barStart(trade.entryTime), this.barStart(trade.exitTime)]
        if (from === null || to === null) return []
        const prices = { fromPrice: Number(trade.entryPrice), toPrice: Number(trade.exitPrice) }
        return [{ fromS: from, toS: to, ...prices, won: Number(trade.pnlR) > 0 }]
      }),
    )
  }

  showHoles(holes: readonly TapeHole[], textOf: (missing: number) => string): void {
    this.holes.show(
      holes.flatMap(({ afterMs, beforeMs, missing }) => {
        const [fromS, toS] = [this.barStart(afterMs), this.barStart(beforeMs)]
        return fromS === null || toS === null ? [] : [{ fromS, toS, text: textOf(missing) }]
      }),
    )
  }

  private barStart(ms: number | null): number | null {
    const bar = ms === null ? undefined : this.plot.barAt(ms)
    return bar ? bar.t / 1000 : null
  }

  /** Draws the curves in place of those before; a curve with its own pane stands below the score. */
  showCurves(curves: readonly Curve[], decimals: number): void {
    const { chart } = this.plot
    for (const series of this.drawn) chart.removeSeries(series)
    this.drawn = []
    let pane = 3
    const colors = this.colors()
    let n = 0
    for (const curve of curves) {
      const index = curve.own ? pane++ : 0
      for (const output of curve.outputs) {
        const color = colors[n++ % colors.length]!
        this.drawn.push(this.addCurve(curve, output, index, color, curve.own ? ownDecimals(output) : decimals))
      }
      if (curve.own) chart.panes()[index]?.setStretchFactor(OWN_PANE)
    }
  }

  private addCurve(curve: Curve, output: Curve['outputs'][number], pane: number, color: string, decimals: number) {
    const { chart } = this.plot
    const formatter = (value: number): string =>
      curve.own && Math.abs(value) >= COMPACT_FROM ? compact(value) : fixed(value, decimals)
    const priceFormat = { type: 'custom' as const, formatter, minMove: 10 ** -decimals }
    const bars = curve.own && /hist/i.test(output.name)
    const base = { priceFormat, priceLineVisible: false, lastValueVisible: curve.own }
    const data = output.points.map(({ t, value }) =>
      value === null ? { time: atSeconds(t) } : { time: atSeconds(t), value },
    )
    if (bars) {
      const series = chart.addSeries(HistogramSeries, { ...base, color: alpha(color, 0.6) }, pane)
      series.setData(data)
      return series
    }
    const line = { ...base, color, lineWidth: 1 as const, crosshairMarkerVisible: false }
    const series = chart.addSeries(LineSeries, line, pane)
    series.setData(data)
    return series
  }

  /** Colours of indicator lines, in the order in which they are drawn. */
  colors(): string[] {
    const { accent, liq, cvd, fg2, warn } = this.plot.palette
    return [accent, liq, cvd, fg2, warn]
  }

  /** Starts or ends measuring: a press sets one end, the next the other. */
  measure(on: boolean, tick: number): void {
    this.tick = tick
    this.measuring = on ? { from: null } : null
    this.ruler.show(null)
  }

  private pointOf(at: MouseEventParams<Time>): Point | null {
    const price = at.point ? this.plot.candles.coordinateToPrice(at.point.y) : null
    if (price === null || at.time === undefined || (at.paneIndex ?? 0) !== 0) return null
    const rounded = Math.round(price / this.tick) * this.tick
    return { timeS: at.time as number, price: rounded }
  }

  private click(at: MouseEventParams<Time>): void {
    const state = this.measuring
    const point = this.pointOf(at)
    if (!state || !point) return
    this.show(state.from ?? point, point)
    if (state.from) {
      this.measuring = null
      this.onMeasured()
    } else state.from = point
  }

  private stretch(at: MouseEventParams<Time>): void {
    const from = this.measuring?.from
    const to = this.pointOf(at)
    if (from && to) this.show(from, to)
  }

  private show(from: Point, to: Point): void {
    this.ruler.show({ from, to, lines: this.rulerLines(from, to) })
  }

  private rulerLines(from: Point, to: Point): string[] {
    const decimals = Math.max(0, Math.round(-Math.log10(this.tick)))
    const change = to.price - from.price
    const spanMs = (to.timeS - from.timeS) * 1000
    const bars = Math.round(spanMs / this.plot.stepMs)
    let volume = 0
    for (let t = Math.min(from.timeS, to.timeS) * 1000, n = 0; n <= Math.abs(bars); n++, t += this.plot.stepMs) {
      const bar = this.plot.barAt(t)
      if (bar) volume += Number(bar.v)
    }
    const percent = from.price ? (change / from.price) * 100 : 0
    return [
      `${signed(change, decimals)}  ${signed(percent, 2)}%`,
      `${Math.abs(bars)} bars, ${duration(Math.abs(spanMs))}`,
      `volume ${compact(volume)}`,
    ]
  }
}
