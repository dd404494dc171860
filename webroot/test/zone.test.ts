import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { clock, dateTime, iso, moment, zone, zoneName } from '../src/fmt'
import { fieldTime, parseFieldTime } from '../src/ui/fieldTime'

const at = (text: string): number => Date.parse(text)

beforeAll(() => {
  process.env.TZ = 'Europe/Berlin'
})
afterEach(() => {
  zone.value = 'utc'
})

describe('times in the chosen zone', () => {
  it('are UTC unless chosen otherwise', () => {
    expect(moment(at('2026-11-21T06:23:35Z'))).toBe('2026-11-21 06:23:35 UTC')
  })

  it('follow the clocks of the place', () => {
    zone.value = 'local'
    expect(moment(at('2026-11-21T06:23:35Z'))).toBe('2026-11-21 07:23:35 UTC+1')
    expect(moment(at('2026-07-21T06:23:35Z'))).toBe('2026-07-21 08:23:35 UTC+2')
  })

  it('jump from 02:00 to 03:00 when summer begins', () => {
    zone.value = 'local'
    expect(clock(at('2026-03-29T00:59:59Z'))).toBe('01:59:59')
    expect(clock(at('2026-03-29T01:00:00Z'))).toBe('03:00:00')
  })

  it('show 02:30 twice when summer ends, with different zones', () => {
    zone.value = 'local'
    expect(moment(at('2026-10-25T00:30:00Z'))).toBe('2026-10-25 02:30:00 UTC+2')
    expect(moment(at('2026-10-25T01:30:00Z'))).toBe('2026-10-25 02:30:00 UTC+1')
  })

  it('change the date at midnight of the place', () => {
    zone.value = 'local'
    expect(dateTime(at('2026-12-31T23:30:00Z'))).toBe('2027-01-01 00:30:00')
  })

  it('have a name for half hours and for west of Greenwich', () => {
    zone.value = 'local'
    process.env.TZ = 'America/St_Johns'
    expect(zoneName(at('2026-11-21T00:00:00Z'))).toBe('UTC−3:30')
    process.env.TZ = 'Europe/Berlin'
  })

  it('stay in UTC in an export', () => {
    zone.value = 'local'
    expect(iso(at('2026-11-21T06:23:35Z'))).toBe('2026-11-21T06:23:35.000Z')
  })

  it('go into a date field and come back', () => {
    const ms = at('2026-07-21T06:23:00Z')
    expect(fieldTime(ms)).toBe('2026-07-21T06:23')
    expect(parseFieldTime(fieldTime(ms))).toBe(ms)
    zone.value = 'local'
    expect(fieldTime(ms)).toBe('2026-07-21T08:23')
    expect(parseFieldTime(fieldTime(ms))).toBe(ms)
    expect(fieldTime(undefined)).toBe('')
    expect(parseFieldTime('')).toBeUndefined()
  })
})
