/** The page's colours for a canvas, which cannot read CSS variables by itself. */
export interface Palette {
  surface: string
  line: string
  lineStrong: string
  fg: string
  fg2: string
  fg3: string
  accent: string
  up: string
  down: string
  warn: string
  cvd: string
  liq: string
  slate: string
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const color = (name: string): string => style.getPropertyValue(`--color-${name}`).trim()
  return {
    surface: color('surface'),
    line: color('line'),
    lineStrong: color('line-strong'),
    fg: color('fg'),
    fg2: color('fg-2'),
    fg3: color('fg-3'),
    accent: color('accent'),
    up: color('up'),
    down: color('down'),
    warn: color('warn'),
    cvd: color('cvd'),
    liq: color('liq'),
    slate: color('slate'),
  }
}

/** "#8ea6ff", 0.5 → "#8ea6ff80". */
export function alpha(hex: string, opacity: number): string {
  return `${hex}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`
}
