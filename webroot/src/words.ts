import type { Signal, StrategyRules } from './live/types'
import { duration } from './fmt'

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
  ls_ratio: 'long/short ratio',
  long_short_ratio: 'long/short ratio',
  top_ls_ratio: 'top traders’ long/short ratio',
  oi: 'open interest',
  open_interest: 'open interest',
  coinbase_premium: 'Coinbase premium',
  funding: 'funding rate',
  funding_rate: 'funding rate',
  liquidations: 'liquidations',
  liquidation: 'liquidations',
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

export interface Warmth {
  warm: boolean
  warmInMs: number | null
}

/** Why a decision was not traded, one phrase per reason. */
export function withheldWords(signal: Signal, rules?: StrategyRules, warmth?: Warmth): string[] {
  return signal.withheld.map((reason) => reasonWords(reason, signal, rules, warmth))
}

function reasonWords(reason: string, signal: Signal, rules?: StrategyRules, warmth?: Warmth): string {
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

export function missingInputs(signal: Signal): string[] {
  return Object.entries(signal.inputs ?? {})
    .filter(([, input]) => input === null)
    .map(([name]) => INPUT_WORDS[name] ?? words(name))
}

/** "v51_baseline" → "v51 baseline". */
export function words(name: string): string {
  return name.replaceAll('_', ' ')
}

/** The side that a score leans to: the signal's own, or the sign of the fast flow where the flows disagree. */
export function lean(signal: Signal): -1 | 0 | 1 {
  if (signal.direction) return signal.direction === 'LONG' ? 1 : -1
  const flow = Number(signal.windows?.cvd_fast ?? 0)
  return flow > 0 ? 1 : flow < 0 ? -1 : 0
}

/** "simulated exchange" → "Simulated exchange". */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + words(text).slice(1)
}
