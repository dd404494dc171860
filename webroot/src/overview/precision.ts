import { decimalsOf, fixed } from '../fmt'
import { useSession } from '../live/session'

/** Prices and quantities with the decimals of their symbol's tick and step. */
export function usePrecision() {
  const { mode } = useSession()
  const rules = (symbol: string) => mode.value?.symbols.find((each) => each.symbol === symbol)
  return {
    price: (symbol: string, value: string | null): string => fixed(value, decimalsOf(rules(symbol)?.tick)),
    qty: (symbol: string, value: string | null): string => fixed(value, decimalsOf(rules(symbol)?.step)),
  }
}
