import { describe, expect, it } from 'vitest'
import { Heard } from '../src/live/heard'
import type { Signal } from '../src/live/types'

const at = (t: number, symbol = 'BTCUSDT', strategy = 'a'): Signal => ({ t, symbol, strategy }) as Signal

describe('what was heard of the decisions', () => {
  it('has no hole while each follows the one before it', () => {
    const heard = new Heard()
    expect(heard.note([at(15_000)])).toBeNull()
    expect(heard.note([at(30_000), at(45_000, 'ETHUSDT')])).toBeNull()
    expect(heard.note([at(30_000), at(60_000, 'ETHUSDT')])).toBeNull()
  })
  it('has one where a decision of the same symbol and strategy went by untold', () => {
    const heard = new Heard()
    heard.note([at(15_000), at(15_000, 'BTCUSDT', 'b'), at(30_000, 'ETHUSDT')])
    expect(heard.note([at(45_000), at(30_000, 'BTCUSDT', 'b'), at(45_000, 'ETHUSDT')])).toBe(15_000)
    expect(heard.note([at(60_000)])).toBeNull()
  })
  it('is not set back by an older telling', () => {
    const heard = new Heard()
    heard.note([at(45_000)])
    expect(heard.note([at(15_000)])).toBeNull()
    expect(heard.note([at(60_000)])).toBeNull()
  })
})
