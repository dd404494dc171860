// Installs the locked packages, and does nothing when that has been done since the lock last changed.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const changedMs = (path) => statSync(at(path), { throwIfNoEntry: false })?.mtimeMs ?? 0

if (changedMs('node_modules/.package-lock.json') >= changedMs('package-lock.json')) {
  console.log('web packages are up to date')
} else {
  // `npm ci` refuses a lock without the builds for other systems, which not every registry has.
  const npm = (...words) =>
    spawnSync('npm', [...words, '--no-audit', '--no-fund'], { cwd: at('.'), stdio: ['ignore', 'inherit', 'ignore'] }).status
  if (npm('ci') !== 0 && npm('install', '--no-save') !== 0) {
    console.error('the web packages could not be installed: run npm ci in webroot to see why')
    process.exit(1)
  }
}
