import { CrosshairMode, LineStyle, TickMarkType, type Time } from 'lightweight-charts'
import { barTime, clock, fixed, hourMinute, signedCompact } from '../fmt'
import { alpha, type Palette } from './palette'

/** How the chart and its series look; what they show is the plot's affair. */

const timeOf = (time: Time): number => (time as number) * 1000

const inUtc = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
const YEAR = inUtc({ year: 'numeric' })
const MONTH = inUtc({ month: 'short' })
const DAY = inUtc({ day: 'numeric', month: 'short' })

/** Axis labels in UTC: days and months where they begin, else the hour and minute. */
function tickMark(time: Time, type: TickMarkType): string {
  const ms = timeOf(time)
  switch (type) {
    case TickMarkType.Year:
      return YEAR.format(ms)
    case TickMarkType.Month:
      return MONTH.format(ms)
    case TickMarkType.DayOfMonth:
      return DAY.format(ms)
    case TickMarkType.TimeWithSeconds:
      return clock(ms)
    default:
      return hourMinute(ms)
  }
}

export function chartOptions(palette: Palette) {
  return {
    autoSize: true,
    layout: {
      background: { color: palette.surface },
      textColor: palette.fg2,
      fontFamily: 'Geist Mono, monospace',
      fontSize: 11,
      // The library's own badge needs an inline style sheet, which the page's policy refuses: the page links it itself.
      attributionLogo: false,
      panes: { separatorColor: palette.line, separatorHoverColor: alpha(palette.accent, 0.2), enableResize: true },
    },
    grid: {
      vertLines: { color: alpha(palette.line, 0.55), style: LineStyle.Dotted },
      horzLines: { color: alpha(palette.line, 0.55), style: LineStyle.Dotted },
    },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: palette.lineStrong, labelBackgroundColor: palette.line },
      horzLine: { color: palette.lineStrong, labelBackgroundColor: palette.line },
    },
    rightPriceScale: { borderColor: palette.line, minimumWidth: 72 },
    timeScale: {
      borderColor: palette.line,
      timeVisible: true,
      secondsVisible: false,
      minBarSpacing: 0.8,
      rightOffset: 6,
      tickMarkFormatter: tickMark,
      tickMarkMaxCharacterLength: 6,
    },
    localization: { locale: 'en-GB', timeFormatter: (time: Time) => barTime(timeOf(time)) },
    // A finger that moves up or down scrolls the page, not the price.
    handleScroll: { vertTouchDrag: false },
    handleScale: { axisPressedMouseMove: true },
  }
}

export function candleOptions(palette: Palette) {
  return {
    upColor: palette.up,
    downColor: palette.down,
    wickUpColor: palette.up,
    wickDownColor: palette.down,
    borderVisible: false,
    priceLineStyle: LineStyle.Dotted,
  }
}

export function lineOptions(color: string) {
  const lineWidth = 1 as const
  return { color, lineWidth, priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false }
}

export function deltaOptions(palette: Palette) {
  return {
    lineColor: palette.cvd,
    lineWidth: 2 as const,
    topColor: alpha(palette.cvd, 0.16),
    bottomColor: alpha(palette.cvd, 0.02),
    priceLineVisible: false,
    crosshairMarkerVisible: false,
    priceFormat: { type: 'custom' as const, formatter: signedCompact, minMove: 0.001 },
  }
}

export function scoreOptions(palette: Palette) {
  return {
    color: palette.slate,
    priceLineVisible: false,
    priceFormat: { type: 'custom' as const, formatter: (value: number) => fixed(value, 0), minMove: 1 },
    autoscaleInfoProvider: () => ({ priceRange: { minValue: -100, maxValue: 100 } }),
  }
}
