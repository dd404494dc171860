// Installs the locked packages, and does nothing when that has been done since the lock last changed.
//
//   node scripts/install.mjs [folder]     the web app's own folder where none is named
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
const at = (path) => join(folder, path)
const changedMs = (path) => statSync(at(path), { throwIfNoEntry: false })?.mtimeMs ?? 0

if (changedMs('node_modules/.package-lock.json') >= changedMs('package-lock.json')) {
  console.log(`packages of ${basename(folder)} are up to date`)
} else {
  // `npm ci` refuses a lock without the builds for other systems, which not every registry has.
  const npm = (...words) =>
    spawnSync('npm', [...words, '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'inherit', 'ignore'] }).status
  if (npm('ci') !== 0 && npm('install', '--no-save') !== 0) {
    console.error(`the packages of ${folder} could not be installed: run npm ci there to see why`)
    process.exit(1)
  }
}
