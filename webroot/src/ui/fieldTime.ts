import { dateTime, zone } from '../fmt'

/** A time as a date field holds it, "2026-11-21T06:32", in the chosen zone; "" for none. */
export function fieldTime(ms: number | undefined): string {
  return ms === undefined ? '' : dateTime(ms).slice(0, 16).replace(' ', 'T')
}

export function parseFieldTime(text: string): number | undefined {
  const ms = Date.parse(zone.value === 'utc' ? `${text}Z` : text)
  return Number.isFinite(ms) ? ms : undefined
}
