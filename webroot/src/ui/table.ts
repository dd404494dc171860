/** What a table does with its rows, apart from how it looks. */

export type Cell = string | number | boolean | null | undefined

export interface Column<T> {
  key: string
  label: string
  /** What is sorted, filtered and exported; the row's own field of that name where not given. */
  value?: (row: T) => Cell
  /** What is shown; the value where not given. */
  text?: (row: T) => string
  /** Classes of a cell, as the colour of a profit. */
  tone?: (row: T) => string
  title?: (row: T) => string
  align?: 'left' | 'right'
  /** Figures and times in digits of one width; right-aligned columns are figures anyway. */
  mono?: boolean
  sortable?: boolean
  /** Left out until chosen. */
  hidden?: boolean
  /** On a phone: the first or the second line of a row, or not shown at all (0). */
  line?: 0 | 1 | 2
}

export interface Order {
  key: string
  descending: boolean
}

const DECIMAL = /^[+-]?\d+(\.\d+)?$/

export function valueOf<T>(column: Column<T>, row: T): Cell {
  return column.value ? column.value(row) : ((row as Record<string, unknown>)[column.key] as Cell)
}

export function textOf<T>(column: Column<T>, row: T): string {
  if (column.text) return column.text(row)
  const value = valueOf(column, row)
  return value === null || value === undefined || value === '' ? '–' : String(value)
}

/** Decimal strings in the order of their size, other text in that of the alphabet, nothing last. */
export function compare(a: Cell, b: Cell): number {
  if (typeof a === 'string' && typeof b === 'string') {
    if (DECIMAL.test(a) && DECIMAL.test(b)) return Number(a) - Number(b)
    return a.localeCompare(b, 'en', { numeric: true })
  }
  return Number(a) - Number(b)
}

export function sortRows<T>(rows: readonly T[], column: Column<T> | undefined, descending: boolean): readonly T[] {
  if (!column) return rows
  const missing = (cell: Cell): boolean => cell === null || cell === undefined || cell === ''
  return [...rows].sort((left, right) => {
    const [a, b] = [valueOf(column, left), valueOf(column, right)]
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b))
    return descending ? compare(b, a) : compare(a, b)
  })
}

/** Rows in which every word of the filter stands in some column, shown or as value. */
export function filterRows<T>(rows: readonly T[], columns: readonly Column<T>[], filter: string): readonly T[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const text = columns.map((column) => `${textOf(column, row)} ${valueOf(column, row) ?? ''}`).join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Where a text would be read as a formula by a spreadsheet, it is led by an apostrophe. */
function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  const text = String(cell)
  const guarded = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) && !DECIMAL.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

export function toCsv<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const lines = rows.map((row) => columns.map((column) => csvCell(valueOf(column, row))).join(','))
  return [columns.map((column) => csvCell(column.label)).join(','), ...lines].join('\r\n') + '\r\n'
}

export function toJson<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const plain = rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column.key, valueOf(column, row) ?? null])),
  )
  return `${JSON.stringify(plain, null, 2)}\n`
}

export interface Span {
  from: number
  to: number
}

/** Which rows are drawn: those in sight, and some before and after, so that scrolling shows no blank. */
export function inSight(count: number, rowPx: number, scrollTop: number, heightPx: number, spare = 12): Span {
  const first = Math.floor(scrollTop / rowPx)
  const shown = Math.ceil(heightPx / rowPx)
  return { from: Math.max(0, Math.min(first, count) - spare), to: Math.min(count, first + shown + spare) }
}

/** Hands a text to the browser as a file. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
