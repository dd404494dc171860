/** Shapes of the gateway's answers and topics. Amounts are decimal strings; times are epoch milliseconds of the market. */

export interface Mode {
  mode: string
  venue: string
  version: string
  marketTime: number
  speed: number
  symbols: SymbolRules[]
  strategies: StrategyRules[]
}

export interface SymbolRules {
  symbol: string
  tick: string
  step: string
}

export interface StrategyRules {
  name: string
  threshold: number
  max: number
  weights?: Record<string, number>
  /** Names of what it looks at, as in its file. */
  signals?: string[]
}

export interface Items<T> {
  items: T[]
  nextCursor?: string | null
}

export interface Rate {
  symbol: string
  price: string | null
  markPrice: string | null
  indexPrice: string | null
  fundingRate: string | null
  nextFundingTime: number | null
  change24hPct: string | null
  time: number | null
}

export type Source = 'tape' | 'kline' | 'mixed'

export const INTERVALS = ['1m', '5m', '15m', '1h', '4h', '1d'] as const
export type Interval = (typeof INTERVALS)[number]

export const INTERVAL_MS: Record<Interval, number> = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '4h': 14_400_000,
  '1d': 86_400_000,
}

export interface KlineColumns {
  symbol: string
  interval: string
  t: number[]
  o: string[]
  h: string[]
  l: string[]
  c: string[]
  v: string[]
  buy: string[]
  vwap: (string | null)[]
  source: Source[]
  open: boolean
}

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

export interface SeriesColumns {
  t: number[]
  score: (number | null)[]
  direction: number[]
  cvdFast: (string | null)[]
  cvdMid: (string | null)[]
  vwap: (string | null)[]
}

export const FACTORS = ['direction', 'accel', 'crowding', 'environment', 'confirmation', 'auxiliary'] as const
export type Factor = (typeof FACTORS)[number]

export interface Signal {
  t: number
  symbol: string
  market: string
  strategy: string
  score: number
  direction: 'LONG' | 'SHORT' | null
  price: string | null
  factors: Partial<Record<Factor, string>>
  withheld: string[]
  windows: Record<string, string | null>
  inputs: Record<string, { value: string | number | null; receivedMs: number } | null>
  tapeFrom: number | null
  sealedMs: number | null
}

export interface Position {
  cycleId: string | number
  symbol: string
  strategy: string
  side: string
  qty: string
  remainingQty: string
  entryPrice: string | null
  entryTime: number | null
  stopPrice: string | null
  tp1Price: string | null
  tp2Price: string | null
  tp1Hit: boolean
  markPrice: string | null
  /** What is booked: the part that is sold, less all fees so far. */
  realisedUsdt: string | null
  realisedR: string | null
  unrealisedUsdt: string | null
  unrealisedR: string | null
  /** Booked and unrealised together. */
  pnlUsdt: string | null
  pnlR: string | null
  score: number | null
  tier: string | null
  state: string
}

export interface ClosedTrade {
  cycleId: string | number
  symbol: string
  strategy: string
  side: string
  status: string
  entryPrice: string | null
  entryTime: number | null
  exitPrice: string | null
  exitTime: number | null
  qty: string
  pnlR: string | null
  pnlUsdt: string | null
  feeUsdt: string | null
  score: number | null
  tier: string | null
}

export interface PaperStats {
  initialBalance: string
  /** Start, closed trades, and what open ones have booked and would bring now. */
  equity: string
  realisedUsdt: string
  total: number
  wins: number
  winRate: Figure
  avgWinR: Figure
  avgLossR: Figure
  payoff: Figure
  expectancyR: Figure
  profitFactor: Figure
  maxDrawdownR: Figure
  todayR: Figure
  todayUsdt: Figure
  equityCurve?: { t: number; equity: string; r: string }[]
}

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

export interface Status {
  mode: string
  venue: string
  ready: boolean
  symbols: SymbolStatus[]
  db: string
  clients: number
}

export interface TapeMeta {
  symbol: string
  market: string
  lastAggId: number
  lastTimeMs: number
  earliestAggId: number
  earliestTimeMs: number
  gapCount: number
  updatedMs: number
}
