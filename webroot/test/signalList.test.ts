import { describe, expect, it } from 'vitest'
import type { Signal } from '../src/live/types'
import { isWanted, joined, outcomeOf, whyOf } from '../src/pages/signals/outcome'

function signal(over: Partial<Signal> = {}): Signal {
  return {
    t: 15_000,
    symbol: 'BTCUSDT',
    market: 'usdm',
    strategy: 'v51_baseline',
    score: 80,
    direction: 'LONG',
    price: '1',
    factors: { direction: '45', accel: '0', crowding: '10', environment: '8', confirmation: '15', auxiliary: '2' },
    withheld: [],
    windows: {} as Signal['windows'],
    inputs: {},
    tapeFrom: 0,
    sealedMs: 15_020,
    ...over,
  }
}
const all = { symbol: '', strategy: '', minScore: 0, onlyBlocked: false }

describe('outcome of a decision', () => {
  it('is the risk rules’ word where nothing else spoke against it', () => {
    expect(outcomeOf(signal())).toBe('waiting')
    expect(outcomeOf(signal({ verdict: { taken: true, reason: '' } }))).toBe('taken')
    const refused = signal({ verdict: { taken: false, reason: 'MAX_POSITIONS' } })
    expect(outcomeOf(refused)).toBe('refused')
    expect(whyOf(refused)).toBe('All position slots are taken')
  })
  it('is blocked with its reasons in words', () => {
    const blocked = signal({ withheld: ['cooldown', 'position_open'] })
    expect(outcomeOf(blocked)).toBe('blocked')
    expect(whyOf(blocked)).toBe('Cooling down after the last signal; a position is open already')
  })
})

describe('the list of decisions', () => {
  it('takes in what the server would have listed', () => {
    expect(isWanted(signal(), all)).toBe(true)
    expect(isWanted(signal(), { ...all, minScore: 81 })).toBe(false)
    expect(isWanted(signal(), { ...all, symbol: 'ETHUSDT' })).toBe(false)
    expect(isWanted(signal(), { ...all, strategy: 'v52_8signals' })).toBe(false)
    expect(isWanted(signal(), { ...all, onlyBlocked: true })).toBe(false)
    expect(isWanted(signal({ withheld: ['cooldown'] }), { ...all, onlyBlocked: true })).toBe(true)
  })
  it('shows each decision once, newest first, and keeps a verdict that is known', () => {
    const stored = signal({ verdict: { taken: true, reason: '' } })
    const rows = joined([signal({ t: 30_000 }), signal()], [stored])
    expect(rows.map((row) => row.t)).toEqual([30_000, 15_000])
    expect(rows[1]!.verdict?.taken).toBe(true)
  })
})
