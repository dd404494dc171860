import type { Schema } from '../../api/contract'

export type SummaryColumns = Schema<'TradesSummary'>

/** One bucket of the tape. Amounts stay the decimal strings that they are. */
export interface Bucket {
  t: number
  o: string
  h: string
  l: string
  c: string
  v: string
  buy: string
  sell: string
  delta: string
  n: number
}

export function bucketsOf(columns: SummaryColumns): Bucket[] {
  const { o, h, l, c, v, buy, sell, delta, n } = columns
  return columns.t.map((t, i) => ({
    t,
    o: o[i]!,
    h: h[i]!,
    l: l[i]!,
    c: c[i]!,
    v: v[i]!,
    buy: buy[i]!,
    sell: sell[i]!,
    delta: delta[i]!,
    n: n[i]!,
  }))
}

/** Ascending by time, each bucket once; the later reading of a bucket wins. */
export function merged(known: readonly Bucket[], fresh: readonly Bucket[]): Bucket[] {
  const byTime = new Map(known.map((each) => [each.t, each]))
  for (const each of fresh) byTime.set(each.t, each)
  return [...byTime.values()].sort((a, b) => a.t - b.t)
}

const SCALE = 8

/** "1.5" → 150000000n: sums of quantities are exact. */
export function e8(decimal: string): bigint {
  const negative = decimal.startsWith('-')
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.')
  const value = BigInt(whole + fraction.padEnd(SCALE, '0').slice(0, SCALE))
  return negative ? -value : value
}

export function decimalOf(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0')
  const fraction = digits.slice(-SCALE).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -SCALE)}${fraction ? `.${fraction}` : ''}`
}

export interface Totals {
  volume: string
  buy: string
  sell: string
  delta: string
  n: number
}

export function totalsOf(buckets: readonly Bucket[]): Totals {
  const sum = (pick: (bucket: Bucket) => string): string =>
    decimalOf(buckets.reduce((total, bucket) => total + e8(pick(bucket)), 0n))
  return {
    volume: sum((each) => each.v),
    buy: sum((each) => each.buy),
    sell: sum((each) => each.sell),
    delta: sum((each) => each.delta),
    n: buckets.reduce((total, bucket) => total + bucket.n, 0),
  }
}
