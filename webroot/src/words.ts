import { duration, MINUS } from './fmt'

/** Plain words for the closed lists of the API. A word that is not known is shown as it came. */

export const FACTOR_WORDS: Record<string, string> = {
  direction: 'Flow direction',
  accel: 'Acceleration',
  crowding: 'Crowding',
  environment: 'Environment',
  confirmation: 'Confirmation',
  auxiliary: 'Auxiliary',
}

const INPUT_WORDS: Record<string, string> = {
  long_short_ratio: 'long/short ratio of accounts',
  top_trader_long_share: 'top traders’ long share',
  open_interest_change_1h: 'open interest, change in 1 h',
  coinbase_premium: 'Coinbase premium',
  funding_rate: 'funding rate',
  long_liquidation_usd: 'long liquidations, USD',
  short_liquidation_usd: 'short liquidations, USD',
}

/** Which of a strategy's signals looks at an input. */
const INPUT_SIGNALS: Record<string, string> = {
  long_short_ratio: 'ls_ratio',
  top_trader_long_share: 'ls_ratio',
  open_interest_change_1h: 'oi',
  coinbase_premium: 'coinbase_premium',
  funding_rate: 'funding_rate',
  long_liquidation_usd: 'liquidation',
  short_liquidation_usd: 'liquidation',
}

export const EXIT_WORDS: Record<string, string> = {
  tp: 'Take profit',
  sl: 'Stop loss',
  sl_be: 'Stop at entry',
  timeout: 'Time stop',
  signal_flip: 'Signal flipped',
}

export const PHASE_WORDS: Record<string, string> = {
  backfill: 'Backfilling',
  live: 'Live',
  gapped: 'Gap',
  stale: 'Stale',
}

/** What is said of a decision; a newer server may know more words than this page. */
export interface Spoken {
  score: number
  direction: string | null
  withheld: readonly string[]
  inputs: Record<string, { value: string; receivedMs: number } | null>
}

/** What is said of a strategy. */
export interface SpokenRules {
  threshold: number
  signals?: readonly string[]
}

export interface Warmth {
  warm: boolean
  warmInMs: number | null
}

/** Why a decision was not traded, one phrase per reason. */
export function withheldWords(signal: Spoken, rules?: SpokenRules, warmth?: Warmth): string[] {
  return signal.withheld.map((reason) => reasonWords(reason, signal, rules, warmth))
}

function reasonWords(reason: string, signal: Spoken, rules?: SpokenRules, warmth?: Warmth): string {
  switch (reason) {
    case 'warming':
      return warmth && !warmth.warm && warmth.warmInMs !== null
        ? `warming up, ${duration(warmth.warmInMs)} left`
        : 'warming up on 4 h of trades'
    case 'gap':
      return 'trades are missing in its window'
    case 'late':
      return 'sealed too late to trade'
    case 'stale_input':
      return 'an input is too old'
    case 'no_direction':
      return '30 min and 4 h flow disagree'
    case 'below_threshold':
      return rules ? `score ${signal.score} is under ${rules.threshold}` : 'score is under the threshold'
    case 'cooldown':
      return 'cooling down after the last signal'
    case 'position_open':
      return 'a position is open already'
    case 'max_positions':
      return 'all position slots are taken'
    case 'disabled':
      return 'the strategy is switched off'
    default:
      return words(reason)
  }
}

/** Inputs without a value, of those that the strategy looks at; all of them where its rules are not known. */
export function missingInputs(signal: Spoken, rules?: SpokenRules): string[] {
  const wanted = (name: string): boolean =>
    !rules?.signals || !(name in INPUT_SIGNALS) || rules.signals.includes(INPUT_SIGNALS[name]!)
  return Object.entries(signal.inputs)
    .filter(([name, input]) => input === null && wanted(name))
    .map(([name]) => INPUT_WORDS[name] ?? words(name))
}

/** "v51_baseline" → "v51 baseline". */
export function words(name: string): string {
  return name.replaceAll('_', ' ')
}

/** The side of a score as a sign; a score without a direction has none. */
export function sideOf(signal: Pick<Spoken, 'direction'>): -1 | 0 | 1 {
  return signal.direction === 'LONG' ? 1 : signal.direction === 'SHORT' ? -1 : 0
}

/** "+81", "−81", or "50" where the score has no side. */
export function scoreText(score: number, side: number): string {
  return `${side < 0 ? MINUS : side > 0 ? '+' : ''}${score}`
}

/** "simulated exchange" → "Simulated exchange". */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + words(text).slice(1)
}

export const RISK_WORDS: Record<string, string> = {
  NORMAL: 'Normal',
  WARNING: 'Warning',
  CIRCUIT_BREAK: 'Circuit break',
  UNKNOWN: 'Not known',
}

export const RULE_WORDS: Record<string, string> = {
  positions: 'Open positions',
  daily_loss_r: 'Loss today',
  tape_age_s: 'Age of the tape',
}
