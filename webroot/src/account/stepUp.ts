import { shallowRef } from 'vue'
import { Problem } from '../live/api'

/** A dangerous action that waits for the password to be given again. */
export interface StepUpWish {
  settle(given: boolean): void
}

export const wish = shallowRef<StepUpWish | null>(null)

/** The person closed the dialog: nothing was done, and nothing needs to be said. */
export class Withdrawn extends Error {
  constructor() {
    super('The password was not given.')
  }
}

/** Runs an action; where the server wants the password first, asks for it and runs the action once more. */
export async function withStepUp<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'step-up-required') throw error
    if (!(await ask())) throw new Withdrawn()
    return action()
  }
}

function ask(): Promise<boolean> {
  return new Promise((resolve) => {
    wish.value = {
      settle(given) {
        wish.value = null
        resolve(given)
      },
    }
  })
}
