import { describe, expect, it } from 'vitest'
import { filterRows, inSight, sortRows, textOf, toCsv, toJson, type Column } from '../src/ui/table'

interface Row {
  symbol: string
  price: string | null
  note?: string
}
const rows: Row[] = [
  { symbol: 'BTCUSDT', price: '96491.2' },
  { symbol: 'XRPUSDT', price: '2.2549' },
  { symbol: 'SOLUSDT', price: null },
  { symbol: 'ETHUSDT', price: '-3214.59' },
]
const columns: Column<Row>[] = [
  { key: 'symbol', label: 'Symbol' },
  { key: 'price', label: 'Price', align: 'right', text: (row) => (row.price === null ? '–' : `${row.price} USDT`) },
]
const names = (list: readonly Row[]): string => list.map((row) => row.symbol.slice(0, 3)).join(' ')

describe('sorting', () => {
  it('puts decimal strings in the order of their size, and what is missing last either way', () => {
    expect(names(sortRows(rows, columns[1], false))).toBe('ETH XRP BTC SOL')
    expect(names(sortRows(rows, columns[1], true))).toBe('BTC XRP ETH SOL')
  })

  it('puts words in the order of the alphabet and leaves the rows themselves alone', () => {
    expect(names(sortRows(rows, columns[0], false))).toBe('BTC ETH SOL XRP')
    expect(names(rows)).toBe('BTC XRP SOL ETH')
    expect(sortRows(rows, undefined, true)).toBe(rows)
  })
})

describe('filtering', () => {
  it('keeps rows in which every word stands somewhere, shown or not', () => {
    expect(names(filterRows(rows, columns, 'usdt 96491'))).toBe('BTC')
    expect(names(filterRows(rows, columns, '  '))).toBe('BTC XRP SOL ETH')
    expect(names(filterRows(rows, columns, 'doge'))).toBe('')
  })
})

describe('exporting', () => {
  it('writes the values, not their looks', () => {
    expect(toCsv(rows.slice(0, 1), columns)).toBe('Symbol,Price\r\nBTCUSDT,96491.2\r\n')
    expect(JSON.parse(toJson(rows.slice(2, 3), columns))).toEqual([{ symbol: 'SOLUSDT', price: null }])
  })

  it('quotes commas and quotes, and disarms formulas but not negative amounts', () => {
    const odd: Column<Row>[] = [...columns, { key: 'note', label: 'No, te' }]
    const row = { symbol: '=1+1', price: '-5.00', note: 'he said "no", twice' }
    expect(toCsv([row], odd)).toBe(`Symbol,Price,"No, te"\r\n'=1+1,-5.00,"he said ""no"", twice"\r\n`)
  })
})

describe('a cell', () => {
  it('shows a dash for what is missing', () => {
    expect(textOf(columns[1]!, rows[2]!)).toBe('–')
    expect(textOf({ key: 'note', label: 'Note' }, rows[0]!)).toBe('–')
  })
})

describe('the rows in sight', () => {
  it('are those in the window and a few around it', () => {
    expect(inSight(10_000, 33, 3_300, 660)).toEqual({ from: 88, to: 132 })
  })

  it('never leave the list, wherever the scroll stands', () => {
    expect(inSight(50, 33, 0, 660)).toEqual({ from: 0, to: 32 })
    expect(inSight(50, 33, 99_999, 660)).toEqual({ from: 38, to: 50 })
    expect(inSight(0, 33, 0, 660)).toEqual({ from: 0, to: 0 })
  })
})
