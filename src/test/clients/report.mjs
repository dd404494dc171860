// What was called, what was checked of its answers, and what did not hold.
import { isDeepStrictEqual } from 'node:util'

const PART_MS = Number(process.env.TAPELOOM_PART_MS ?? 120_000)

const failures = []
const figures = {}
const calls = new Map()
let checks = 0

export function check(name, holds, detail = '') {
  checks++
  if (!holds) failures.push(detail === '' ? name : `${name}: ${detail}`)
  return Boolean(holds)
}

export function equal(name, got, want) {
  return check(name, isDeepStrictEqual(got, want), `${shown(got)} instead of ${shown(want)}`)
}

export const shown = (value) => (JSON.stringify(value, whole) ?? String(value)).slice(0, 600)

const whole = (_, value) => (typeof value === 'bigint' ? value.toString() : value)

export const figure = (name, value) => (figures[name] = value)

/**
 * One call of a client: asks, and hands the answer to a proof that must check something of its content.
 * A call that fails is a failure of its own; what follows it in its part goes on where it can.
 */
export async function call(client, name, ask, prove) {
  calls.set(client, (calls.get(client) ?? 0) + 1)
  const title = `${client} ${name}`
  let answer
  try {
    answer = await ask()
  } catch (error) {
    check(title, false, said(error))
    throw new Error(`${title} failed, and the rest of its part with it`)
  }
  const before = checks
  try {
    await prove(answer, (what, got, want) => equal(`${title}: ${what}`, got, want), (what, holds, seen) => check(`${title}: ${what}`, holds, seen === undefined ? '' : shown(seen)))
  } catch (error) {
    check(title, false, `its answer ${shown(answer)} could not be checked: ${said(error)}`)
  }
  check(`${title} is checked`, checks > before)
  return answer
}

/** A call that the exchange must refuse with a code. */
export async function refused(client, name, code, ask) {
  calls.set(client, (calls.get(client) ?? 0) + 1)
  try {
    const answer = await ask()
    check(`${client} ${name}`, false, `accepted with ${shown(answer)} instead of ${code}`)
  } catch (error) {
    check(`${client} ${name}`, said(error).includes(String(code)), `${said(error)} instead of ${code}`)
  }
}

function said(error) {
  const body = error?.body ?? error?.response?.data ?? error?.code
  return `${error?.name ?? 'error'} ${error?.message ?? shown(error)} ${body === undefined ? '' : shown(body)}`
}

/** Runs one part: what it throws, and that it never ends, is a failure of that part alone. */
export async function part(name, body) {
  let timer
  const beganMs = Date.now()
  const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error(`not done within ${PART_MS} ms`)), PART_MS)))
  try {
    await Promise.race([body(), late])
  } catch (error) {
    check(name, false, `${error.message} ${process.env.TAPELOOM_TRACE ? error.stack : ''}`)
  } finally {
    clearTimeout(timer)
  }
  figure(`seconds of ${name}`, Math.round((Date.now() - beganMs) / 100) / 10)
}

/** The probe's first true answer (or value other than undefined), or a failure that names the last one. */
export async function eventually(name, probe, withinMs = 30_000) {
  const untilMs = Date.now() + withinMs
  let last
  do {
    last = await probe()
    if (last !== undefined && last !== false && last !== null) {
      check(name, true)
      return last
    }
    await new Promise((done) => setTimeout(done, 20))
  } while (Date.now() < untilMs)
  check(name, false, `not within ${withinMs} ms`)
  throw new Error(`${name}: not within ${withinMs} ms`)
}

/** Prints the one line that says how it went. */
export function close() {
  const total = [...calls.values()].reduce((sum, one) => sum + one, 0)
  console.log(JSON.stringify({ ok: failures.length === 0, calls: total, by_client: Object.fromEntries(calls), checks, failures, figures }))
  return failures.length === 0 ? 0 : 1
}
