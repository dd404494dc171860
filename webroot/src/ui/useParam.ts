import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * A filter that lives in the address, so that it can be shared and the back button undoes it. The fallback is left out
 * of the address; a value that `parse` refuses reads as the fallback.
 */
export function useParam<T extends string | number>(
  name: string,
  fallback: T,
  parse: (text: string) => T | undefined,
  options: { replace?: boolean } = {},
): WritableComputedRef<T> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get() {
      const text = route.query[name]
      return (typeof text === 'string' ? parse(text) : undefined) ?? fallback
    },
    set(next) {
      const query = { ...route.query }
      if (next === fallback) delete query[name]
      else query[name] = String(next)
      void (options.replace ? router.replace({ query }) : router.push({ query }))
    },
  })
}

/** A parameter that is one of a closed list. */
export function oneOf<T extends string>(list: readonly T[]): (text: string) => T | undefined {
  return (text) => list.find((each) => each === text)
}
