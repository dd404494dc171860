import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesApi,
  ISeriesPrimitive,
  PrimitivePaneViewZOrder,
  SeriesAttachedParameter,
  Time,
  UTCTimestamp,
} from 'lightweight-charts'

export type Target = Parameters<IPrimitivePaneRenderer['draw']>[0]

/** What both primitives share: they hang on a series, draw one thing, and ask for a redraw when it changes. */
export abstract class Overlay implements ISeriesPrimitive<Time>, IPrimitivePaneView, IPrimitivePaneRenderer {
  protected attachment: SeriesAttachedParameter<Time> | null = null

  constructor(private readonly order: PrimitivePaneViewZOrder) {}

  attached(parameter: SeriesAttachedParameter<Time>): void {
    this.attachment = parameter
  }
  detached(): void {
    this.attachment = null
  }
  paneViews(): readonly IPrimitivePaneView[] {
    return [this]
  }
  zOrder(): PrimitivePaneViewZOrder {
    return this.order
  }
  renderer(): IPrimitivePaneRenderer {
    return this
  }
  abstract draw(target: Target): void

  protected xOf(timeS: number): number | null {
    return this.attachment?.chart.timeScale().timeToCoordinate(timeS as UTCTimestamp) ?? null
  }
  protected redraw(): void {
    this.attachment?.requestUpdate()
  }
}

export interface Zone {
  fromS: number
  entry: number
  target: number | null
  stop: number | null
}

/** Tint between entry and target and between entry and stop, from the bar of the entry on. */
export class ZoneOverlay extends Overlay {
  private zones: Zone[] = []

  constructor(
    private readonly gain: string,
    private readonly loss: string,
  ) {
    super('bottom')
  }

  show(zones: Zone[]): void {
    this.zones = zones
    this.redraw()
  }

  draw(target: Target): void {
    const series = this.attachment?.series
    if (!series) return
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      for (const zone of this.zones) {
        const left = this.xOf(zone.fromS) ?? 0
        this.fill(context, series, left, mediaSize.width, zone.entry, zone.target, this.gain)
        this.fill(context, series, left, mediaSize.width, zone.entry, zone.stop, this.loss)
      }
    })
  }

  private fill(
    context: CanvasRenderingContext2D,
    series: ISeriesApi<never, Time> | SeriesAttachedParameter<Time>['series'],
    left: number,
    right: number,
    from: number,
    to: number | null,
    color: string,
  ): void {
    const a = series.priceToCoordinate(from)
    const b = to === null ? null : series.priceToCoordinate(to)
    if (a === null || b === null) return
    context.fillStyle = color
    context.fillRect(left, Math.min(a, b), right - left, Math.abs(a - b))
  }
}

/** Where the tape begins: bars before it come from the exchange's candles and are veiled. */
export class TapeStartOverlay extends Overlay {
  private startS: number | null = null

  constructor(
    private readonly veil: string,
    private readonly ink: string,
    private readonly text: string | null,
  ) {
    super('top')
  }

  show(startS: number | null): void {
    if (startS === this.startS) return
    this.startS = startS
    this.redraw()
  }

  draw(target: Target): void {
    if (this.startS === null) return
    const center = this.xOf(this.startS)
    if (center === null) return
    const spacing = this.attachment?.chart.timeScale().options().barSpacing ?? 6
    const x = Math.round(center - spacing / 2) + 0.5
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      if (x < 0) return
      context.fillStyle = this.veil
      context.fillRect(0, 0, Math.min(x, mediaSize.width), mediaSize.height)
      context.strokeStyle = this.ink
      context.setLineDash([3, 3])
      context.beginPath()
      context.moveTo(x, 0)
      context.lineTo(x, mediaSize.height)
      context.stroke()
      context.setLineDash([])
      if (this.text) this.label(context, x, mediaSize.width)
    })
  }

  private label(context: CanvasRenderingContext2D, x: number, width: number): void {
    context.font = '11px Geist, sans-serif'
    context.fillStyle = this.ink
    const room = context.measureText(this.text!).width + 8
    context.textAlign = x + room > width ? 'right' : 'left'
    context.fillText(this.text!, context.textAlign === 'left' ? x + 6 : x - 6, 16)
  }
}
