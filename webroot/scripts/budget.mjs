// What a route costs on the wire, gzipped: the first one, every further one beyond it, the styles and the fonts.
// Reads the map of chunks that the build leaves beside its files; a build over one of the limits fails.
import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

const target = fileURLToPath(new URL('../../target/', import.meta.url))
const webroot = join(target, 'classes/webroot')
const FIRST_KB = 180
const FURTHER_KB = 25
const CSS_KB = 12
const FONTS_KB = 60

const { entry, chunks, routes, first } = JSON.parse(readFileSync(join(target, 'web-chunks.json'), 'utf8'))
const bytes = (name) => readFileSync(join(webroot, name))
const gzipped = (name) => gzipSync(bytes(name), { level: 9 }).length
const kb = (names, size) => names.reduce((sum, name) => sum + size(name), 0) / 1024

/** A chunk and everything that it imports before it can run. */
function closure(name, seen = new Set()) {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const next of chunks[name]?.imports ?? []) closure(next, seen)
  return seen
}

let over = false
function line(name, used, limit) {
  if (used > limit) over = true
  console.log(`${name.padEnd(28)} ${used.toFixed(1).padStart(6)} KB of ${limit} KB${used > limit ? '  OVER' : ''}`)
}

const firstRoute = new Set([...closure(entry), ...closure(routes[first])])
line(`first route (${first})`, kb([...firstRoute], gzipped), FIRST_KB)
const further = Object.entries(routes)
  .filter(([page]) => page !== first)
  .map(([page, chunk]) => [page, kb([...closure(chunk)].filter((name) => !firstRoute.has(name)), gzipped)])
  .sort((a, b) => b[1] - a[1])
if (further.length < 10) throw new Error(`only ${further.length} further routes were found: the map of chunks is wrong`)
for (const [page, used] of further) line(page, used, FURTHER_KB)
const assets = readdirSync(join(webroot, 'assets')).map((name) => `assets/${name}`)
line('styles, all', kb(assets.filter((name) => name.endsWith('.css')), gzipped), CSS_KB)
line('fonts, all', kb(assets.filter((name) => name.endsWith('.woff2')), (name) => bytes(name).length), FONTS_KB)
if (over) {
  console.error('The bundle is over its budget: split it or drop a library.')
  process.exit(1)
}
