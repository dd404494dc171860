import { reactive, watch } from 'vue'
import { zone } from './fmt'

export const THEMES = ['dark', 'light', 'system'] as const
export const PALETTES = ['green-red', 'red-green', 'blue-orange'] as const
export const DENSITIES = ['comfortable', 'compact'] as const
export const ZONES = ['utc', 'local'] as const

/** How the app looks to one person; kept by the server, and here so that the first paint is already right. */
export interface Look {
  theme: (typeof THEMES)[number]
  palette: (typeof PALETTES)[number]
  density: (typeof DENSITIES)[number]
  zone: (typeof ZONES)[number]
}

const STORED = 'tapeloom.look'
const systemLight = matchMedia('(prefers-color-scheme: light)')

export const look: Look = reactive(stored())

/** Counts up when colours changed: canvases must read them again. */
export const painted = reactive({ revision: 0 })

function stored(): Look {
  let kept: Partial<Record<keyof Look, unknown>> = {}
  try {
    kept = JSON.parse(localStorage.getItem(STORED) ?? '{}') as typeof kept
  } catch {
    kept = {}
  }
  return lookOf(kept)
}

/** What is known of a look; the first of each list where it says nothing that is known. */
export function lookOf(facts: Partial<Record<keyof Look, unknown>>): Look {
  const known = <T>(list: readonly T[], value: unknown): T => list.find((each) => each === value) ?? list[0]!
  return {
    theme: known(THEMES, facts.theme),
    palette: known(PALETTES, facts.palette),
    density: known(DENSITIES, facts.density),
    zone: known(ZONES, facts.zone),
  }
}

export function isLight(): boolean {
  return look.theme === 'light' || (look.theme === 'system' && systemLight.matches)
}

function paint(): void {
  const { dataset } = document.documentElement
  dataset.theme = isLight() ? 'light' : 'dark'
  dataset.palette = look.palette
  dataset.density = look.density
  zone.value = look.zone
  painted.revision++
}

systemLight.addEventListener('change', paint)
watch(
  look,
  () => {
    localStorage.setItem(STORED, JSON.stringify(look))
    paint()
  },
  { flush: 'sync' },
)
paint()
