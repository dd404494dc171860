import { describe, expect, it } from 'vitest'
import { fits, formatChosen, isDrawnAt, labelOf, parseChosen, valuesOf, type Indicator } from '../src/pages/chart/indicators'

const macd: Indicator = {
  name: 'macd',
  title: 'MACD',
  pane: 'own',
  params: [
    { name: 'fast', type: 'int', default: '12', min: '1', max: '500' },
    { name: 'slow', type: 'int', default: '26', min: '1', max: '500' },
  ],
  outputs: ['macd', 'signal'],
}

describe('indicators in the address', () => {
  it('are read and written without loss', () => {
    const text = 'ema(20),macd(12,26),obv'
    expect(formatChosen(parseChosen(text))).toBe(text)
    expect(parseChosen(text)[1]).toEqual({ name: 'macd', values: ['12', '26'] })
  })
  it('leave out what cannot be read, and what is too much', () => {
    expect(parseChosen('<b>,ema(20),(1),rsi(')).toEqual([{ name: 'ema', values: ['20'] }])
    expect(parseChosen('')).toEqual([])
    expect(parseChosen(Array.from({ length: 20 }, (_, i) => `sma(${i})`).join(','))).toHaveLength(6)
  })
  it('take a default where a value does not fit', () => {
    expect(valuesOf(macd, { name: 'macd', values: ['5', '9999'] })).toEqual(['5', '26'])
    expect(labelOf(macd, { name: 'macd', values: [] })).toBe('MACD 12 26')
  })
  it('are drawn at every interval, save what counts from the first stored bar', () => {
    expect(['ema', 'obv'].map((name) => isDrawnAt(name, '1s'))).toEqual([true, false])
    expect(isDrawnAt('obv', '1m')).toBe(true)
  })
  it('know which values fit', () => {
    const [fast] = macd.params
    expect(['1', '500', '0', '501', '1.5', '', 'x'].map((value) => fits(fast!, value))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ])
    expect(fits({ name: 'k', type: 'decimal', default: '2' }, '2.5')).toBe(true)
  })
})
