import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { Withdrawn, withStepUp } from '../account/stepUp'
import { asProblem, type Problem } from '../live/api'

export interface Action<A extends unknown[]> {
  busy: Ref<boolean>
  problem: ShallowRef<Problem | null>
  /** True if it was done; false if it failed, which `problem` then explains, or was withdrawn. */
  run(...args: A): Promise<boolean>
}

/** What a button does: one at a time, asking for the password where the server wants it, keeping what went wrong. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<void>): Action<A> {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)

  async function run(...args: A): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      await withStepUp(() => work(...args))
      return true
    } catch (error) {
      if (!(error instanceof Withdrawn)) problem.value = asProblem(error)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, run }
}
