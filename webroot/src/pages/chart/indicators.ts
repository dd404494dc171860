/** Indicators as the address names them and as the server computes them. */

export interface Parameter {
  name: string
  type: string
  default: string | number
  min?: string | number | null
  max?: string | number | null
}

export interface Indicator {
  name: string
  title: string
  /** Over the candles, or in a pane of its own. */
  pane: 'price' | 'own'
  params: Parameter[]
  outputs: string[]
}

/** An indicator that was chosen, with the values of its parameters in their order. */
export interface Chosen {
  name: string
  values: string[]
}

export type Columns = { t: number[] } & Record<string, (string | null)[] | number[]>

const ENTRY = /^([a-z0-9_]{1,40})(?:\(([-0-9a-z.,]*)\))?$/i
export const MOST_CHOSEN = 6

/** "ema(20),macd(12,26,9)" → what was chosen; entries that cannot be read are left out. */
export function parseChosen(text: string): Chosen[] {
  return text
    .split(/,(?![^(]*\))/)
    .flatMap((entry) => {
      const match = ENTRY.exec(entry.trim())
      return match ? [{ name: match[1]!, values: (match[2] ?? '').split(',').filter(Boolean) }] : []
    })
    .slice(0, MOST_CHOSEN)
}

export function formatChosen(list: readonly Chosen[]): string {
  return list.map((each) => (each.values.length ? `${each.name}(${each.values.join(',')})` : each.name)).join(',')
}

/** The values of all parameters: those that were chosen, the defaults where none or no fitting one was. */
export function valuesOf(indicator: Indicator, chosen: Chosen): string[] {
  return indicator.params.map((parameter, i) => {
    const value = chosen.values[i]
    return value !== undefined && fits(parameter, value) ? value : String(parameter.default)
  })
}

export function fits(parameter: Parameter, value: string): boolean {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return false
  if (/int|whole/i.test(parameter.type) && !Number.isInteger(number)) return false
  const { min, max } = parameter
  return (min == null || number >= Number(min)) && (max == null || number <= Number(max))
}

/** "EMA 20", "MACD 12 26 9". */
export function labelOf(indicator: Indicator, chosen: Chosen): string {
  return [indicator.name.toUpperCase().replaceAll('_', ' '), ...valuesOf(indicator, chosen)].join(' ')
}

export function sameChosen(a: Chosen, b: Chosen): boolean {
  return formatChosen([a]) === formatChosen([b])
}

/** On-balance volume counts from the first stored bar, and bars of a second are not stored. */
export function isDrawnAt(name: string, interval: string): boolean {
  return interval !== '1s' || name !== 'obv'
}
