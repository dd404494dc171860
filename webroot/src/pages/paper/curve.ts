/** An equity curve as a path: points by their order or by their time, scaled into a box. */
export interface CurvePoint {
  t: number
  value: number
}

export interface Box {
  width: number
  height: number
  pad: number
}

export interface Drawn {
  path: string
  low: number
  high: number
  /** Where the starting value lies, from the top. */
  baseY: number
  at(index: number): { x: number; y: number }
}

/** A step curve: between two closes the account is worth what the last one left. */
export function drawCurve(points: readonly CurvePoint[], start: number, box: Box): Drawn {
  const values = [start, ...points.map((each) => each.value)]
  const low = Math.min(...values)
  const high = Math.max(...values)
  const span = high - low || 1
  const first = points[0]?.t ?? 0
  const length = (points.at(-1)?.t ?? 0) - first
  const y = (value: number): number => box.pad + (1 - (value - low) / span) * (box.height - 2 * box.pad)
  const x = (t: number): number => (length > 0 ? ((t - first) / length) * box.width : box.width)
  const at = (index: number) => ({ x: x(points[index]!.t), y: y(points[index]!.value) })
  const steps = points.map((_, i) => {
    const { x: right, y: level } = at(i)
    return `H${right.toFixed(1)}V${level.toFixed(1)}`
  })
  return { path: `M0,${y(start).toFixed(1)}${steps.join('')}`, low, high, baseY: y(start), at }
}

/** The point next to a place on the time axis. */
export function nearest(points: readonly CurvePoint[], share: number): number {
  const first = points[0]?.t ?? 0
  const t = first + share * ((points.at(-1)?.t ?? first) - first)
  let best = 0
  points.forEach((each, i) => {
    if (Math.abs(each.t - t) < Math.abs(points[best]!.t - t)) best = i
  })
  return best
}
