import type { Signal } from './types'

/** A decision is made of each symbol at each boundary of the tape, this far apart in market time. */
export const BOUNDARY_MS = 15_000

/**
 * The topic tells only the newest decision of each symbol and strategy. While the page is hidden, the line is down or
 * the market runs fast, others go by untold; this finds out that they did.
 */
export class Heard {
  private readonly newest = new Map<string, number>()

  /** Takes note of what the topic says. Answers the time of the last decision before the first hole, null without one. */
  note(items: readonly Signal[]): number | null {
    const holes: number[] = []
    for (const { symbol, strategy, t } of items) {
      const key = `${symbol}/${strategy}`
      const last = this.newest.get(key) ?? t
      if (t - last > BOUNDARY_MS) holes.push(last)
      this.newest.set(key, Math.max(t, last))
    }
    return holes.length > 0 ? Math.min(...holes) : null
  }
}
