import { describe, expect, it } from 'vitest'
import * as fmt from '../src/fmt'

describe('fixed', () => {
  it('groups and keeps the decimals of the tick', () => {
    expect(fmt.fixed('96491.2', 1)).toBe('96,491.2')
    expect(fmt.fixed('2.1873', 4)).toBe('2.1873')
    expect(fmt.fixed('10', 0)).toBe('10')
  })
  it('is exact where a float is not', () => {
    expect(fmt.fixed('9007199254740993.00000001', 8)).toBe('9,007,199,254,740,993.00000001')
    expect(fmt.fixed('0.00000001', 8)).toBe('0.00000001')
    expect(fmt.fixed('1000000000000000', 2)).toBe('1,000,000,000,000,000.00')
  })
  it('writes a true minus and never an exponent', () => {
    expect(fmt.fixed('-12.5', 2)).toBe('\u221212.50')
    expect(fmt.fixed('1e-7', 8)).toBe('0.00000010')
  })
  it('says what is missing instead of guessing', () => {
    for (const nothing of [null, undefined, '', 'abc', NaN, Infinity]) expect(fmt.fixed(nothing, 2)).toBe('–')
  })
})

describe('signed', () => {
  it('always shows the side of a gain or loss', () => {
    expect(fmt.signed('118.2', 2)).toBe('+118.20')
    expect(fmt.signed('-0.714', 2)).toBe('\u22120.71')
  })
  it('gives zero no side, also what rounds to it', () => {
    expect(fmt.signed('0', 2)).toBe('0.00')
    expect(fmt.signed('-0.001', 2)).toBe('0.00')
  })
})

describe('ratioPercent', () => {
  it('shows funding with four decimals', () => {
    expect(fmt.ratioPercent('0.000082', 4)).toBe('+0.0082%')
    expect(fmt.ratioPercent('-0.00003125', 4)).toBe('\u22120.0031%')
    expect(fmt.ratioPercent('1E-8', 6)).toBe('+0.000001%')
    expect(fmt.ratioPercent(null, 4)).toBe('–')
  })
})

describe('decimalsOf', () => {
  it('reads a step with or without trailing zeros', () => {
    expect(fmt.decimalsOf('0.10')).toBe(1)
    expect(fmt.decimalsOf('0.00001000')).toBe(5)
    expect(fmt.decimalsOf('1.00')).toBe(0)
    expect(fmt.decimalsOf('10')).toBe(0)
    expect(fmt.decimalsOf(undefined)).toBe(0)
  })
})

describe('time', () => {
  const ms = Date.UTC(2026, 2, 29, 1, 30, 5)
  it('is UTC whatever the zone and its summer time', () => {
    expect(fmt.dateTime(ms)).toBe('2026-03-29 01:30:05')
    expect(fmt.clock(ms)).toBe('01:30:05')
    expect(fmt.hourMinute(ms)).toBe('01:30')
  })
  it('counts down to a settlement and stops at zero', () => {
    expect(fmt.countdown(5_232_900)).toBe('01:27:12')
    expect(fmt.countdown(-5)).toBe('00:00:00')
  })
  it('names a length in its two largest units', () => {
    expect(fmt.duration(12_400)).toBe('12 s')
    expect(fmt.duration(37 * 60_000)).toBe('37 min')
    expect(fmt.duration(7_800_000)).toBe('2 h 10 min')
    expect(fmt.duration(100 * 3_600_000)).toBe('4 d 4 h')
  })
  it('keeps an age short', () => {
    expect([300, 12_000, 240_000, 7_300_000, 200_000_000].map(fmt.age)).toEqual(['now', '12s', '4m', '2h', '2d'])
  })
})

describe('pair', () => {
  it('splits base and quote', () => {
    expect(fmt.pair('BTCUSDT')).toEqual(['BTC', 'USDT'])
    expect(fmt.pair('ODD')).toEqual(['ODD', ''])
  })

  it('names the start of a bar to the minute, or to the second within one', () => {
    fmt.zone.value = 'utc'
    expect(fmt.barTime(Date.UTC(2026, 10, 21, 6, 23))).toBe('2026-11-21 06:23')
    expect(fmt.barTime(Date.UTC(2026, 10, 21, 6, 23, 7))).toBe('2026-11-21 06:23:07')
  })
})

describe('ago', () => {
  it('says now and not now ago', () => {
    expect(fmt.ago(400)).toBe('now')
    expect(fmt.ago(12_000)).toBe('12s ago')
  })
})
