import type { Schema } from '../api/contract'

/** Shapes of the gateway's answers and topics. Amounts are decimal strings; times are epoch milliseconds of the market. */

export type Mode = Schema<'Mode'>

export type SymbolRules = Mode['symbols'][number]

export type StrategyRules = Mode['strategies'][number]

export interface Items<T> {
  items: T[]
  nextCursor?: string | null
}

export type Rate = Schema<'Rate'>

export type Source = KlineColumns['source'][number]

/** Lengths of bars, in the order of the keys 1 to 7; seconds are made from the tape and have no scores of their own. */
export const INTERVALS = ['1s', '1m', '5m', '15m', '1h', '4h', '1d'] as const
export type Interval = (typeof INTERVALS)[number]

export const INTERVAL_MS: Record<Interval, number> = {
  '1s': 1_000,
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '4h': 14_400_000,
  '1d': 86_400_000,
}

export type KlineColumns = Schema<'Klines'>

export interface StreamBar {
  t: number
  o: string
  h: string
  l: string
  c: string
  v: string
  buy: string
}

export interface ChartMessage {
  symbol: string
  interval: string
  bar: StreamBar
  prev?: StreamBar | null
}

export type SeriesColumns = Schema<'SignalSeries'>

export const FACTORS = ['direction', 'accel', 'crowding', 'environment', 'confirmation', 'auxiliary'] as const
export type Factor = keyof Signal['factors']

export type Signal = Schema<'Signal'>

export type Position = Schema<'PaperPosition'>

export type ClosedTrade = Schema<'PaperTrade'>

/** Without the curve on the bridge. */
export type PaperStats = Omit<Schema<'PaperStats'>, 'equityCurve'> & Partial<Pick<Schema<'PaperStats'>, 'equityCurve'>>

/** A statistic: null where it is undefined, as the win rate of no trades. */
export type Figure = string | number | null

export interface Paper {
  positions: Position[]
  closed: ClosedTrade[]
  stats: PaperStats
}

export interface TapeTrade {
  id: number
  symbol: string
  price: string
  qty: string
  side: 'buy' | 'sell'
  t: number
}

export type Phase = 'backfill' | 'live' | 'gapped' | 'stale'

export interface SymbolStatus {
  symbol: string
  phase: Phase
  lastTradeMs: number | null
  lagMs: number | null
  progress: number | null
  remainingMs: number | null
  ratePerS: number | null
  warm: boolean
  warmInMs: number | null
}

export type Risk = Schema<'Risk'>
export type RiskRule = Risk['rules'][number]

export interface Status {
  mode: string
  venue: string
  ready: boolean
  symbols: SymbolStatus[]
  db: string
  clients: number
}

export type TapeMeta = Schema<'TradesMeta'>['items'][number]
