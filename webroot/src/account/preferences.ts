import { watch } from 'vue'
import { Problem, putJson, request } from '../live/api'
import { look, lookOf, type Look } from '../look'
import { toast } from '../ui/toast'
import { account } from './account'

interface Preferences extends Look {
  favourites: string[]
}

/** Whose look was changed here and has not reached the server: a reload must not lose it. */
const UNSAVED = 'tapeloom.look.unsaved'
const NEVER_STORED = '"0"'
const PATH = '/api/v1/me/preferences'
const PAUSE_MS = 600

let stored: Preferences | null = null
let etag: string | null = null
let timer: ReturnType<typeof setTimeout> | undefined

/** Takes over the look that the account has on the server, and stores there what is changed here. */
export function keepPreferences(): void {
  watch(
    () => account.state === 'in' && account.person?.id,
    (id) => (id ? void load() : (stored = null)),
    { immediate: true },
  )
  watch(look, () => {
    if (!stored || same(stored, look)) return
    localStorage.setItem(UNSAVED, String(account.person?.id))
    clearTimeout(timer)
    timer = setTimeout(() => void save(true), PAUSE_MS)
  })
}

async function load(): Promise<void> {
  try {
    const answer = await request<Preferences>(PATH)
    stored = answer.body
    etag = answer.etag
    const ours = localStorage.getItem(UNSAVED) === String(account.person?.id)
    if (ours) await save(true)
    else if (etag !== NEVER_STORED) Object.assign(look, lookOf(stored))
  } catch {
    // The look of this browser stands; it is only not shared with others.
    stored = null
  }
}

async function save(again: boolean): Promise<void> {
  if (!stored || etag === null) return
  if (same(stored, look)) return localStorage.removeItem(UNSAVED)
  const body: Preferences = { ...stored, ...look }
  try {
    const answer = await putJson<Preferences>(PATH, body, { headers: { 'if-match': etag } })
    stored = answer.body
    etag = answer.etag
    localStorage.removeItem(UNSAVED)
  } catch (error) {
    if (again && error instanceof Problem && error.status === 412) return merge()
    toast('The appearance could not be stored on the server; this browser keeps it', 'down')
  }
}

/** Another browser stored its own meanwhile: what was chosen last, here, wins. */
async function merge(): Promise<void> {
  const answer = await request<Preferences>(PATH)
  stored = answer.body
  etag = answer.etag
  await save(false)
}

function same(a: Look, b: Look): boolean {
  return (['theme', 'palette', 'density', 'zone'] as const).every((name) => a[name] === b[name])
}
