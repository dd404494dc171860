/**
 * Runs `work` at most once in `ms`, on an animation frame, and always once more after the last call. A burst of a
 * thousand messages costs one redraw.
 */
export function paced(work: () => void, ms: number): { request(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let frame = 0
  let lastMs = -Infinity
  let pending = false

  function run(): void {
    pending = false
    lastMs = performance.now()
    work()
  }
  return {
    request() {
      if (pending) return
      pending = true
      const waitMs = Math.max(0, lastMs + ms - performance.now())
      timer = setTimeout(() => (frame = requestAnimationFrame(run)), waitMs)
    },
    stop() {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
      pending = false
    },
  }
}

/** Text changes at most four times a second, a chart ten: faster is only noise to the eye and heat to the machine. */
export const TEXT_MS = 250
export const CHART_MS = 100
