import { onMounted, onScopeDispose } from 'vue'
import type { Router } from 'vue-router'
import { places } from './places'

export interface KeyActions {
  palette(): void
  sheet(): void
}

const CHORD_MS = 1_200

/** True where keys are text: in a field, or together with a modifier. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  const field = target?.closest('input, textarea, select, [contenteditable], [role=dialog]')
  return event.ctrlKey || event.metaKey || event.altKey || Boolean(field)
}

/** Keys of the whole app: Ctrl-K or / for the palette, g and a letter for a page, ? for the sheet. */
export function useKeys(router: Router, actions: KeyActions): void {
  let chordMs = -Infinity

  function onKey(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      return actions.palette()
    }
    if (event.defaultPrevented || isTyping(event)) return
    if (performance.now() - chordMs < CHORD_MS) {
      chordMs = -Infinity
      const place = places.value.find((each) => each.letter === event.key)
      if (place) {
        event.preventDefault()
        void router.push(place.path)
      }
      return
    }
    if (event.key === 'g') chordMs = performance.now()
    else if (event.key === '?') actions.sheet()
    else if (event.key === '/') {
      event.preventDefault()
      actions.palette()
    }
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onScopeDispose(() => window.removeEventListener('keydown', onKey))
}
