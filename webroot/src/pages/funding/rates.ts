import type { Rate } from '../../live/types'

/** Funding by the rules of a perpetual future that settles three times a day. */
export const SETTLEMENTS_A_DAY = 3
export const PERIOD_MS = 8 * 3_600_000

export const SPANS = ['8h', 'day', 'year'] as const
export type Span = (typeof SPANS)[number]
export const SPAN_WORDS: Record<Span, string> = { '8h': 'per 8 h', day: 'per day', year: 'per year' }
const TIMES: Record<Span, bigint> = { '8h': 1n, day: 3n, year: 1095n }

const SCALE = 12

function scaled(decimal: string): bigint {
  const negative = decimal.startsWith('-')
  const [whole = '0', fraction = ''] = decimal.replace(/^[-+]/, '').split('.')
  const value = BigInt(whole + fraction.padEnd(SCALE, '0').slice(0, SCALE))
  return negative ? -value : value
}

function plain(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`
}

/** A rate for another span of time, without compounding and without a float: "0.0001" a year is "0.1095". */
export function over(rate: string | null, span: Span): string | null {
  return rate === null ? null : plain(scaled(rate) * TIMES[span])
}

/** How far the mark price stands from the index, as a ratio; null where one of them is not known. */
export function basis(rate: Rate): string | null {
  if (rate.markPrice === null || rate.indexPrice === null) return null
  const index = scaled(rate.indexPrice)
  if (index === 0n) return null
  return plain(((scaled(rate.markPrice) - index) * 10n ** BigInt(SCALE)) / index)
}

/** Who pays whom at the settlement. */
export function payer(rate: string | null): string {
  if (rate === null) return 'not known yet'
  const value = scaled(rate)
  return value > 0n ? 'longs pay shorts' : value < 0n ? 'shorts pay longs' : 'nobody pays'
}

/** How much of the period between two settlements has passed, from 0 to 1. */
export function passed(nowMs: number, nextMs: number): number {
  return Math.min(1, Math.max(0, 1 - (nextMs - nowMs) / PERIOD_MS))
}

export interface Seen {
  t: number
  value: number
}

const MOST_SEEN = 720

/** What this page has seen of a figure since it was opened: one value per second at most, the oldest let go. */
export function remember(seen: readonly Seen[], next: Seen): Seen[] {
  const last = seen.at(-1)
  if (last && next.t - last.t < 1_000) return [...seen]
  return [...seen, next].slice(-MOST_SEEN)
}
