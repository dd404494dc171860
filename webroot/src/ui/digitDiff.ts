export type Direction = 'up' | 'down' | 'none'

export interface DigitDiff {
  same: string
  changed: string
  direction: Direction
}

/**
 * Splits a new price at the first digit that differs from the old one: "96,491.2" after "96,490.8" is "96,49" and "1.2".
 * A text of another length has changed as a whole; the first price has not changed at all.
 */
export function digitDiff(before: string, after: string, valueBefore: number | null, value: number | null): DigitDiff {
  if (valueBefore === null || value === null || value === valueBefore) {
    return { same: after, changed: '', direction: 'none' }
  }
  const direction = value > valueBefore ? 'up' : 'down'
  if (before.length !== after.length) return { same: '', changed: after, direction }
  let index = 0
  while (index < after.length && before[index] === after[index]) index++
  return { same: after.slice(0, index), changed: after.slice(index), direction }
}
