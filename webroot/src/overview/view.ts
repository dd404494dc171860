import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { INTERVALS, type Interval } from '../live/types'

export interface View {
  symbol: Ref<string>
  interval: Ref<Interval>
}

const FIRST_SYMBOL = 'BTCUSDT'

/** What is looked at lives in the address, so a view can be shared and the back button works. */
export function useView(): View {
  const symbol = ref(FIRST_SYMBOL)
  const interval = ref<Interval>('1m')

  function read(): void {
    const query = new URLSearchParams(location.search)
    symbol.value = /^[A-Z0-9]{5,20}$/.test(query.get('symbol') ?? '') ? query.get('symbol')! : FIRST_SYMBOL
    interval.value = INTERVALS.find((each) => each === query.get('interval')) ?? '1m'
  }
  read()
  watch([symbol, interval], () => {
    const query = new URLSearchParams(location.search)
    if (query.get('symbol') === symbol.value && query.get('interval') === interval.value) return
    query.set('symbol', symbol.value)
    query.set('interval', interval.value)
    history.pushState(null, '', `?${query}`)
  })
  window.addEventListener('popstate', read)
  onScopeDispose(() => window.removeEventListener('popstate', read))
  return { symbol, interval }
}
