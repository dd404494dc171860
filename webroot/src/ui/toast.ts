import { ref } from 'vue'

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'up' | 'down'
}

const SHOWN_MS = 6_000
const MOST = 3
let next = 1

export const toasts = ref<Toast[]>([])

/** Says in passing what was done. What needs an answer is a dialog, what failed in place is an `ErrorState`. */
export function toast(text: string, tone: Toast['tone'] = 'plain'): void {
  const id = next++
  toasts.value = [...toasts.value, { id, text, tone }].slice(-MOST)
  setTimeout(() => dismiss(id), SHOWN_MS)
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((each) => each.id !== id)
}
