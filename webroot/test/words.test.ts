import { describe, expect, it } from 'vitest'
import { missingInputs, scoreText, sentence, sideOf, withheldWords, type Spoken } from '../src/words'

const decision = (part: Partial<Spoken>): Spoken => ({ score: 61, direction: null, withheld: [], inputs: {}, ...part })
const rules = { threshold: 75 }

describe('withheldWords', () => {
  it('says why a decision was not traded, with its figures', () => {
    const signal = decision({ withheld: ['no_direction', 'below_threshold'] })
    expect(withheldWords(signal, rules)).toEqual(['30 min and 4 h flow disagree', 'score 61 is under 75'])
  })
  it('says how long the warm-up still takes where that is known', () => {
    const signal = decision({ withheld: ['warming'] })
    expect(withheldWords(signal, rules, { warm: false, warmInMs: 2_220_000 })).toEqual(['warming up, 37 min left'])
    expect(withheldWords(signal, rules)).toEqual(['warming up on 4 h of trades'])
  })
  it('has words for every reason of the closed list', () => {
    const closed = ['warming', 'gap', 'late', 'stale_input', 'no_direction', 'below_threshold', 'cooldown']
    const all = [...closed, 'position_open', 'max_positions', 'disabled']
    for (const reason of all) expect(withheldWords(decision({ withheld: [reason] }))[0]).toContain(' ')
  })
  it('shows a reason it does not know as it came', () => {
    expect(withheldWords(decision({ withheld: ['solar_flare'] }))).toEqual(['solar flare'])
  })
})

describe('missingInputs', () => {
  it('names what had no value, and only that', () => {
    const inputs = { long_liquidation_usd: null, funding_rate: { value: '3', receivedMs: 1 }, moon_phase: null }
    expect(missingInputs(decision({ inputs }))).toEqual(['long liquidations, USD', 'moon phase'])
  })
  it('names only what the strategy looks at where that is known', () => {
    const inputs = { long_short_ratio: null, funding_rate: null, long_liquidation_usd: null }
    const signals = ['cvd', 'ls_ratio', 'oi']
    expect(missingInputs(decision({ inputs }), { ...rules, signals })).toEqual(['long/short ratio of accounts'])
  })
})

describe('scoreText', () => {
  it('has a sign only where there is a direction, whatever the flow says', () => {
    const text = (signal: Spoken): string => scoreText(signal.score, sideOf(signal))
    expect(text(decision({ direction: 'SHORT' }))).toBe('\u221261')
    expect(text(decision({ direction: 'LONG' }))).toBe('+61')
    expect(text(decision({}))).toBe('61')
  })
})

describe('sentence', () => {
  it('makes a name readable', () => {
    expect(sentence('simulated exchange')).toBe('Simulated exchange')
    expect(sentence('v51_baseline')).toBe('V51 baseline')
  })
})
