// What was checked, and what did not hold.
import { isDeepStrictEqual } from 'node:util'

const failures = []
const figures = {}
let checks = 0

export function check(name, holds, detail = '') {
  checks++
  if (!holds) failures.push(detail === '' ? name : `${name}: ${detail}`)
  return Boolean(holds)
}

export function equal(name, got, want) {
  return check(name, isDeepStrictEqual(got, want), `${shown(got)} instead of ${shown(want)}`)
}

const shown = (value) => (JSON.stringify(value) ?? String(value)).slice(0, 400)

export const figure = (name, value) => (figures[name] = value)

const PART_MS = 120_000

/** Runs one part: what it throws, and that it never ends, is a failure of that part alone. */
export async function part(name, body) {
  let timer
  const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error(`not done within ${PART_MS} ms`)), PART_MS)))
  try {
    await Promise.race([body(), late])
  } catch (error) {
    check(name, false, error.message)
  } finally {
    clearTimeout(timer)
  }
}

/** The probe's first true answer, or a failure that names the last one. */
export async function eventually(name, withinMs, probe) {
  const untilMs = Date.now() + withinMs
  let last
  do {
    last = await probe()
    if (last === true) return check(name, true)
    await new Promise((done) => setTimeout(done, 50))
  } while (Date.now() < untilMs)
  return check(name, false, `not within ${withinMs} ms, last seen ${shown(last)}`)
}

/** Prints the one line that says how it went. */
export function close() {
  console.log(JSON.stringify({ ok: failures.length === 0, checks, failures, figures }))
  return failures.length === 0 ? 0 : 1
}
