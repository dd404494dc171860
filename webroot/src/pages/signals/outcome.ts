import type { Signal, StrategyRules } from '../../live/types'
import { withheldWords, words } from '../../words'

/** What became of a decision: nothing spoke against it, something did, or the risk rules had the last word. */
export type Outcome = 'taken' | 'waiting' | 'refused' | 'blocked'

export const OUTCOME_WORDS: Record<Outcome, string> = {
  taken: 'Taken',
  waiting: 'Signal',
  refused: 'Refused',
  blocked: 'Blocked',
}

const REFUSAL_WORDS: Record<string, string> = {
  unknown_profile: 'no exit rules are known for the strategy',
  disabled: 'the strategy is switched off',
  quarantined: 'a trade of that symbol waits for an operator',
  position_open: 'the same side is held already',
  entry_pending: 'an earlier entry still waits for its trade',
  no_tier: 'the score reaches no tier',
  qty_below_step: 'the risked amount buys less than one step',
  max_positions: 'all position slots are taken',
  halted: 'trading is halted',
}

export function outcomeOf(signal: Signal): Outcome {
  if (signal.withheld.length > 0 || signal.direction === null) return 'blocked'
  if (!signal.verdict) return 'waiting'
  return signal.verdict.taken ? 'taken' : 'refused'
}

/** Why, in one line that begins with a capital; empty where the outcome says it all. */
export function whyOf(signal: Signal, rules?: StrategyRules): string {
  const outcome = outcomeOf(signal)
  if (outcome === 'taken') return ''
  if (outcome === 'waiting') return 'Nothing spoke against it'
  const reasons =
    outcome === 'blocked'
      ? withheldWords(signal, rules)
      : [REFUSAL_WORDS[signal.verdict!.reason.toLowerCase()] ?? words(signal.verdict!.reason.toLowerCase())]
  const text = reasons.join('; ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const keyOf = ({ symbol, strategy, t }: Signal): string => `${symbol}/${strategy}/${t}`

export interface Wanted {
  symbol: string
  strategy: string
  minScore: number
  onlyBlocked: boolean
}

/** Whether a decision that has just been made belongs on the list, by the rules by which the server filters. */
export function isWanted(signal: Signal, { symbol, strategy, minScore, onlyBlocked }: Wanted): boolean {
  if (symbol && signal.symbol !== symbol) return false
  if (strategy && signal.strategy !== strategy) return false
  return signal.score >= minScore && (!onlyBlocked || ['blocked', 'refused'].includes(outcomeOf(signal)))
}

/** Newest first, each once; what is known of an older copy's verdict is kept. */
export function joined(fresh: readonly Signal[], stored: readonly Signal[]): Signal[] {
  const byKey = new Map<string, Signal>()
  for (const each of [...stored, ...fresh]) {
    const known = byKey.get(keyOf(each))
    byKey.set(keyOf(each), known?.verdict && !each.verdict ? known : each)
  }
  return [...byKey.values()].sort((a, b) => b.t - a.t || a.symbol.localeCompare(b.symbol))
}
