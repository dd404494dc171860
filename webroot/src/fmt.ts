import { ref } from 'vue'

/**
 * How figures and times read. Amounts arrive as decimal strings and `Intl` formats a string exactly, so money never
 * passes through a float on its way to the screen. Formatters are cached: building one costs more than a hundred uses.
 */

export const MINUS = '\u2212'
export const NONE = '–'

/** An amount as the API sends it, or a number where the value is a count or a drawing coordinate. */
export type Amount = string | number

const cache = new Map<string, Intl.NumberFormat>()

function formatter(decimals: number, signed: boolean): Intl.NumberFormat {
  const key = `${decimals}${signed ? '+' : ''}`
  let found = cache.get(key)
  if (!found) {
    found = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: signed ? 'exceptZero' : 'negative',
    })
    cache.set(key, found)
  }
  return found
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function isAmount(value: Amount | null | undefined): value is Amount {
  return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && DECIMAL.test(value)
}

/** "96491.2", 1 → "96,491.2". Anything that is no number reads as a dash: missing is said, never guessed. */
export function fixed(value: Amount | null | undefined, decimals: number): string {
  if (!isAmount(value)) return NONE
  return formatter(decimals, false)
    .format(value as number)
    .replace('-', MINUS)
}

/** As `fixed`, with an explicit sign: for profit, loss and anything else that has a direction. */
export function signed(value: Amount | null | undefined, decimals: number): string {
  if (!isAmount(value)) return NONE
  return formatter(decimals, true)
    .format(value as number)
    .replace('-', MINUS)
}

/** The ratio "0.000082" → "+0.0082%". Shifts the decimal point in the text, so no float is involved. */
export function ratioPercent(ratio: string | null | undefined, decimals: number): string {
  if (!isAmount(ratio)) return NONE
  return `${signed(shift(String(ratio), 2), decimals)}%`
}

function shift(decimal: string, places: number): string {
  return /e/i.test(decimal) ? String(Number(decimal) * 10 ** places) : `${decimal}e${places}`
}

/** Decimals that a step asks for: "0.10" → 1, "1" → 0, "0.00001" → 5. */
export function decimalsOf(step: string | null | undefined): number {
  const fraction = /\.(\d*?)0*$/.exec(step ?? '')?.[1]
  return fraction?.length ?? 0
}

/** -1, 0 or 1 from the text of an amount; 0 where there is none. */
export function signOf(value: Amount | null | undefined): -1 | 0 | 1 {
  if (!isAmount(value)) return 0
  const number = Number(value)
  return number > 0 ? 1 : number < 0 ? -1 : 0
}

const compactFormat = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 4 })

/** 1203444 → "1.203M": for volumes and counts, where the size matters and the digits do not. */
export function compact(value: number): string {
  return Number.isFinite(value) ? compactFormat.format(value).replace('-', MINUS) : NONE
}

export function signedCompact(value: number): string {
  return value > 0 ? `+${compact(value)}` : compact(value)
}

const two = (part: number): string => String(part).padStart(2, '0')

/** In which zone times are shown; the data stay in UTC. */
export const zone = ref<'utc' | 'local'>('utc')

const MINUTE_MS = 60_000

/** The time shifted so that its UTC fields are those of the chosen zone, with the daylight saving of its own day. */
function shown(ms: number): string {
  const shiftMs = zone.value === 'local' ? new Date(ms).getTimezoneOffset() * MINUTE_MS : 0
  return new Date(ms - shiftMs).toISOString()
}

/** The zone's name for the given time: "UTC" or "UTC+2", "UTC−3:30". */
export function zoneName(ms: number): string {
  if (zone.value === 'utc') return 'UTC'
  const ahead = -new Date(ms).getTimezoneOffset()
  if (ahead === 0) return 'UTC'
  const minutes = Math.abs(ahead) % 60
  return `UTC${ahead < 0 ? MINUS : '+'}${Math.floor(Math.abs(ahead) / 60)}${minutes ? `:${two(minutes)}` : ''}`
}

/** Time of day, "06:32:42". */
export function clock(ms: number): string {
  return shown(ms).slice(11, 19)
}

/** Hour and minute, "06:32". */
export function hourMinute(ms: number): string {
  return shown(ms).slice(11, 16)
}

/** Date, "2026-11-21". */
export function date(ms: number): string {
  return shown(ms).slice(0, 10)
}

/** Date and time, "2026-11-21 06:32:42". */
export function dateTime(ms: number): string {
  return shown(ms).slice(0, 19).replace('T', ' ')
}

/** Start of a bar: to the minute, and to the second where it begins within one. */
export function barTime(ms: number): string {
  return dateTime(ms).slice(0, ms % MINUTE_MS === 0 ? 16 : 19)
}

/** Date, time and zone, for titles: "2026-11-21 06:32:42 UTC". */
export function moment(ms: number): string {
  return `${dateTime(ms)} ${zoneName(ms)}`
}

/** For exports, always UTC: "2026-11-21T06:32:42.000Z". */
export function iso(ms: number): string {
  return new Date(ms).toISOString()
}

/** Time left to a settlement: "01:27:12"; never negative. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** A length of time in its two largest units: "12 s", "4 min", "2 h 10 min", "3 d 4 h". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${Math.floor(hours / 24)} d`
}

/** Age for the corner of a row: "now", "12s", "4m", "3h". */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 1) return 'now'
  if (seconds < 60) return `${seconds}s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`
}

/** Age in a sentence: "now", "12s ago". */
export function ago(ms: number): string {
  const text = age(ms)
  return text === 'now' ? text : `${text} ago`
}

/** "BTCUSDT" → ["BTC", "USDT"]; a symbol with another quote keeps its whole name. */
export function pair(symbol: string): [base: string, quote: string] {
  const match = /^(.+?)(USDT|USDC|FDUSD|BTC)$/.exec(symbol)
  return match ? [match[1]!, match[2]!] : [symbol, '']
}
