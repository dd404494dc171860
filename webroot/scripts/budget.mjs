// The first route may cost 180 KB of script, 12 KB of style and 60 KB of fonts on the wire. A build over that fails.
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

const assets = fileURLToPath(new URL('../../target/classes/webroot/assets', import.meta.url))
const wire = { js: 0, css: 0, woff2: 0 }
for (const name of readdirSync(assets)) {
  const kind = name.split('.').pop()
  if (!(kind in wire)) continue
  const bytes = readFileSync(join(assets, name))
  wire[kind] += kind === 'woff2' ? bytes.length : gzipSync(bytes, { level: 9 }).length
}
const limitsKb = { js: 180, css: 12, woff2: 60 }
let over = false
for (const [kind, limitKb] of Object.entries(limitsKb)) {
  const kb = wire[kind] / 1024
  console.log(`${kind.padEnd(5)} ${kb.toFixed(1).padStart(6)} KB of ${limitKb} KB`)
  if (kb > limitKb) over = true
}
if (over) {
  console.error('The bundle is over its budget: split it or drop a library.')
  process.exit(1)
}
