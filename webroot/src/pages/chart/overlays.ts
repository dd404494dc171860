import type { UTCTimestamp } from 'lightweight-charts'
import { Overlay, type Target } from '../../chart/primitives'

export interface Hollow {
  timeS: number
  /** Low of the bar for a long, high for a short: the mark stands beyond it. */
  price: number
  long: boolean
}

const MARK_GAP_PX = 14
const MARK_RADIUS_PX = 4

/** Signals that were not taken: rings, so that they differ from taken ones by shape and not by colour alone. */
export class BlockedOverlay extends Overlay {
  private marks: Hollow[] = []

  constructor(
    private readonly up: string,
    private readonly down: string,
  ) {
    super('top')
  }

  show(marks: Hollow[]): void {
    this.marks = marks
    this.redraw()
  }

  draw(target: Target): void {
    const series = this.attachment?.series
    if (!series) return
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      context.lineWidth = 1.5
      for (const mark of this.marks) {
        const x = this.xOf(mark.timeS)
        const y = series.priceToCoordinate(mark.price)
        if (x === null || y === null || x < 0 || x > mediaSize.width) continue
        context.strokeStyle = mark.long ? this.up : this.down
        context.beginPath()
        context.arc(x, y + (mark.long ? MARK_GAP_PX : -MARK_GAP_PX), MARK_RADIUS_PX, 0, 2 * Math.PI)
        context.stroke()
      }
    })
  }
}

export interface Path {
  fromS: number
  fromPrice: number
  toS: number
  toPrice: number
  won: boolean
}

/** Past trades: a dashed line from the entry to the exit, in the colour of the result. */
export class TradesOverlay extends Overlay {
  private paths: Path[] = []

  constructor(
    private readonly up: string,
    private readonly down: string,
  ) {
    super('top')
  }

  show(paths: Path[]): void {
    this.paths = paths
    this.redraw()
  }

  draw(target: Target): void {
    const series = this.attachment?.series
    if (!series) return
    target.useMediaCoordinateSpace(({ context }) => {
      context.lineWidth = 1.5
      for (const path of this.paths) {
        const [x1, x2] = [this.xOf(path.fromS), this.xOf(path.toS)]
        const [y1, y2] = [series.priceToCoordinate(path.fromPrice), series.priceToCoordinate(path.toPrice)]
        if (x1 === null || x2 === null || y1 === null || y2 === null) continue
        context.strokeStyle = context.fillStyle = path.won ? this.up : this.down
        context.setLineDash([4, 3])
        context.beginPath()
        context.moveTo(x1, y1)
        context.lineTo(x2, y2)
        context.stroke()
        context.setLineDash([])
        context.fillRect(x1 - 2.5, y1 - 2.5, 5, 5)
        context.fillRect(x2 - 2.5, y2 - 2.5, 5, 5)
      }
    })
  }
}

export interface Hole {
  fromS: number
  toS: number
  text: string
}

const HATCH_PX = 7

/** Where trades are missing: hatched from the last bar before the hole to the first after it. */
export class GapOverlay extends Overlay {
  private holes: Hole[] = []

  constructor(
    private readonly line: string,
    private readonly ink: string,
  ) {
    super('top')
  }

  show(holes: Hole[]): void {
    this.holes = holes
    this.redraw()
  }

  draw(target: Target): void {
    const half = (this.attachment?.chart.timeScale().options().barSpacing ?? 6) / 2
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      for (const hole of this.holes) {
        const [from, to] = [this.xOf(hole.fromS), this.xOf(hole.toS)]
        if (from === null || to === null) continue
        const left = Math.max(0, from - half)
        const right = Math.min(mediaSize.width, to + half)
        if (right > left) this.hatch(context, left, right, mediaSize.height, hole.text)
      }
    })
  }

  private hatch(context: CanvasRenderingContext2D, left: number, right: number, height: number, text: string): void {
    context.save()
    context.beginPath()
    context.rect(left, 0, right - left, height)
    context.clip()
    context.strokeStyle = this.line
    context.lineWidth = 1
    context.beginPath()
    for (let x = left - height; x < right; x += HATCH_PX) {
      context.moveTo(x, height)
      context.lineTo(x + height, 0)
    }
    context.stroke()
    context.restore()
    context.font = '11px Geist, sans-serif'
    context.fillStyle = this.ink
    context.textAlign = 'left'
    context.fillText(text, left + 4, height - 10)
  }
}

export interface Point {
  timeS: number
  price: number
}

export interface Ruler {
  from: Point
  to: Point
  lines: string[]
}

/** The measure: a tinted field between two points, with what lies between them in words. */
export class RulerOverlay extends Overlay {
  private ruler: Ruler | null = null

  constructor(
    private readonly up: string,
    private readonly down: string,
    private readonly ground: string,
    private readonly ink: string,
  ) {
    super('top')
  }

  show(ruler: Ruler | null): void {
    this.ruler = ruler
    this.redraw()
  }

  draw(target: Target): void {
    const series = this.attachment?.series
    const ruler = this.ruler
    if (!series || !ruler) return
    const [x1, x2] = [this.xOf(ruler.from.timeS), this.xOf(ruler.to.timeS)]
    const [y1, y2] = [series.priceToCoordinate(ruler.from.price), series.priceToCoordinate(ruler.to.price)]
    if (x1 === null || x2 === null || y1 === null || y2 === null) return
    const color = ruler.to.price >= ruler.from.price ? this.up : this.down
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      context.fillStyle = `${color}22`
      context.strokeStyle = color
      context.lineWidth = 1
      context.fillRect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1))
      context.strokeRect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1))
      this.label(context, (x1 + x2) / 2, y2, y2 < y1, mediaSize, ruler.lines)
    })
  }

  private label(
    context: CanvasRenderingContext2D,
    middle: number,
    edge: number,
    above: boolean,
    size: { width: number; height: number },
    lines: string[],
  ): void {
    context.font = '11px "Geist Mono", monospace'
    const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 16
    const height = lines.length * 16 + 8
    const left = Math.min(Math.max(4, middle - width / 2), size.width - width - 4)
    const wanted = above ? edge - height - 6 : edge + 6
    const top = Math.min(Math.max(4, wanted), size.height - height - 4)
    context.fillStyle = this.ground
    context.fillRect(left, top, width, height)
    context.strokeRect(left, top, width, height)
    context.fillStyle = this.ink
    context.textAlign = 'center'
    lines.forEach((line, i) => context.fillText(line, left + width / 2, top + 16 + i * 16))
  }
}

export const atSeconds = (ms: number): UTCTimestamp => (ms / 1000) as UTCTimestamp
