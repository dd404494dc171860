import type { Schema } from '../../api/contract'

export type Proxies = Schema<'Proxies'>
export type Proxy = Proxies['proxies'][number]

export const PROXY_WORDS: Record<Proxy['state'], string> = {
  up: 'Up',
  untested: 'Not tested',
  down: 'Down',
  disabled: 'Disabled',
}

/** What a breaker lets through, in words that need no circuit diagram. */
export const BREAKER_WORDS: Record<Proxies['breakers'][number]['state'], string> = {
  closed: 'Answers',
  open: 'Spared, no answer',
  'half-open': 'One question may try',
}

/** How connections leave the machine now. */
export function reachWords(state: Pick<Proxies, 'inUse' | 'current' | 'pinned' | 'direct' | 'proxies'>): string {
  if (!state.inUse) return state.proxies.length ? 'Not used: the exchange is on this machine' : 'Straight'
  if (state.pinned) return `Pinned to ${state.pinned}`
  if (state.current) return `Through ${state.current}, the quickest that works`
  return state.direct ? 'Straight, no proxy works' : 'Nobody asked yet'
}
