import { fixed } from '../fmt'
import type { RiskRule } from '../live/types'
import { RULE_WORDS, words } from '../words'

export interface RuleLine {
  name: string
  text: string
  /** Used part of what is allowed, 0 to 1. */
  share: number
  tone: string
}

const TIGHT = 0.8

/** A rule of the risk guard as a line with a meter: "0.60 of 5.0 R". A result above zero uses nothing of a loss limit. */
export function ruleLine({ rule, limit, now }: RiskRule): RuleLine {
  const [most, used] = [Number(limit), Number(now)]
  const share = most === 0 ? 1 : Math.min(1, Math.max(0, used / most))
  const tone = share >= 1 ? 'bg-down' : share >= TIGHT ? 'bg-warn' : 'bg-accent'
  return { name: RULE_WORDS[rule] ?? words(rule), text: ruleText(rule, most, used), share, tone }
}

function ruleText(rule: string, most: number, used: number): string {
  switch (rule) {
    case 'daily_loss_r':
      return `${fixed(Math.max(0, -used), 2)} of ${fixed(Math.abs(most), 1)} R`
    case 'tape_age_s':
      return `${fixed(used, 0)} of ${fixed(most, 0)} s`
    default:
      return `${fixed(used, 0)} of ${fixed(most, 0)}`
  }
}
