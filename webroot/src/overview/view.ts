import type { Ref } from 'vue'
import { INTERVALS, type Interval } from '../live/types'
import { oneOf, useParam } from '../ui/useParam'

export interface View {
  symbol: Ref<string>
  interval: Ref<Interval>
}

const FIRST_SYMBOL = 'BTCUSDT'

export const parseSymbol = (text: string): string | undefined => (/^[A-Z0-9]{5,20}$/.test(text) ? text : undefined)

/** What is looked at lives in the address, so a view can be shared and the back button works. */
export function useView(): View {
  return {
    symbol: useParam('symbol', FIRST_SYMBOL, parseSymbol),
    interval: useParam<Interval>('interval', '1m', oneOf(INTERVALS)),
  }
}
