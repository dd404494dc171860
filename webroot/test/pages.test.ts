import { describe, expect, it } from 'vitest'
import type { Rate } from '../src/live/types'
import { basis, over, passed, payer, PERIOD_MS, remember, type Seen } from '../src/pages/funding/rates'
import { drawCurve, nearest } from '../src/pages/paper/curve'
import { reachWords } from '../src/pages/server/proxies'
import { bytes, shortLogger } from '../src/pages/server/server'
import { bucketsOf, decimalOf, e8, merged, totalsOf } from '../src/pages/trades/rows'

describe('funding', () => {
  it('is annualised without a float', () => {
    expect(over('0.0001', 'year')).toBe('0.109500000000')
    expect(over('-0.00030205', 'day')).toBe('-0.000906150000')
    expect(over('0.00000001', '8h')).toBe('0.000000010000')
    expect(over(null, 'year')).toBeNull()
  })
  it('knows who pays, and how far the mark is from the index', () => {
    expect([payer('0.0001'), payer('-0.0001'), payer('0'), payer(null)]).toEqual([
      'longs pay shorts',
      'shorts pay longs',
      'nobody pays',
      'not known yet',
    ])
    const rate = { markPrice: '100.1', indexPrice: '100' } as Rate
    expect(basis(rate)).toBe('0.001000000000')
    expect(basis({ ...rate, markPrice: '99.9' })).toBe('-0.001000000000')
    expect(basis({ ...rate, indexPrice: null })).toBeNull()
    expect(basis({ ...rate, indexPrice: '0' })).toBeNull()
  })
  it('counts the period between settlements', () => {
    expect(passed(0, PERIOD_MS)).toBe(0)
    expect(passed(PERIOD_MS / 2, PERIOD_MS)).toBe(0.5)
    expect(passed(2 * PERIOD_MS, PERIOD_MS)).toBe(1)
  })
  it('remembers one value a second and not for ever', () => {
    let seen: Seen[] = []
    for (let t = 0; t < 2_000_000; t += 500) seen = remember(seen, { t, value: 1 })
    expect(seen).toHaveLength(720)
    expect(seen.at(-1)!.t).toBe(1_999_000)
  })
})

describe('the tape in buckets', () => {
  const columns = { t: [0, 60_000], o: ['1', '2'], h: ['1', '2'], l: ['1', '2'], c: ['1', '2'] }
  const flow = { v: ['0.3', '1'], buy: ['0.1', '0.4'], sell: ['0.2', '0.6'], delta: ['-0.1', '-0.2'], n: [3, 4] }
  const buckets = bucketsOf({ ...columns, ...flow })
  it('is summed exactly', () => {
    expect(totalsOf(buckets)).toEqual({ volume: '1.3', buy: '0.5', sell: '0.8', delta: '-0.3', n: 7 })
    expect(totalsOf([]).volume).toBe('0')
  })
  it('crosses between text and whole numbers without loss', () => {
    for (const text of ['0', '-0.1', '123456789012.00000001', '5', '-7.5']) expect(decimalOf(e8(text))).toBe(text)
  })
  it('takes the later reading of a bucket', () => {
    const fresh = { ...buckets[1]!, n: 9 }
    expect(merged(buckets, [fresh, { ...fresh, t: 120_000 }]).map((each) => each.n)).toEqual([3, 9, 9])
  })
})

describe('the equity curve', () => {
  const box = { width: 100, height: 50, pad: 5 }
  it('steps from close to close within its box', () => {
    const drawn = drawCurve([{ t: 0, value: 110 }, { t: 10, value: 90 }], 100, box)
    expect([drawn.low, drawn.high]).toEqual([90, 110])
    expect(drawn.path).toBe('M0,25.0H0.0V5.0H100.0V45.0')
    expect(drawn.at(1)).toEqual({ x: 100, y: 45 })
  })
  it('has a shape with one point and with none', () => {
    expect(drawCurve([{ t: 5, value: 100 }], 100, box).path).toContain('M0')
    expect(drawCurve([], 100, box).path).toBe('M0,45.0')
  })
  it('finds the trade next to the pointer', () => {
    const points = [0, 10, 100].map((t) => ({ t, value: 1 }))
    expect([nearest(points, 0), nearest(points, 0.07), nearest(points, 0.9)]).toEqual([0, 1, 2])
  })
})

describe('the way to the exchange', () => {
  const proxies = [{}] as Parameters<typeof reachWords>[0]['proxies']
  const state = { inUse: true, current: null, pinned: null, direct: false, proxies }
  it('is said in words', () => {
    expect(reachWords({ ...state, inUse: false, proxies: [] })).toBe('Straight')
    expect(reachWords({ ...state, inUse: false })).toBe('Not used: the exchange is on this machine')
    expect(reachWords(state)).toBe('Nobody asked yet')
    expect(reachWords({ ...state, direct: true })).toBe('Straight, no proxy works')
    expect(reachWords({ ...state, current: 'tokyo' })).toBe('Through tokyo, the quickest that works')
    expect(reachWords({ ...state, current: 'tokyo', pinned: 'tokyo' })).toBe('Pinned to tokyo')
  })
})

describe('the server page', () => {
  it('reads sizes and loggers shortly', () => {
    expect([bytes(512), bytes(73_400_320), bytes(4_294_967_296)]).toEqual(['512 B', '70.0 MiB', '4.00 GiB'])
    expect(shortLogger('io.tapeloom.market.io.Tape')).toBe('Tape')
    expect(shortLogger('Tape')).toBe('Tape')
  })
})
