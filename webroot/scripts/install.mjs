// Installs the locked packages, and does nothing when that has been done since the lock last changed.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const changedMs = (path) => statSync(at(path), { throwIfNoEntry: false })?.mtimeMs ?? 0

if (changedMs('node_modules/.package-lock.json') >= changedMs('package-lock.json')) {
  console.log('web packages are up to date')
} else {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: at('.'), stdio: 'inherit' })
  process.exit(status ?? 1)
}
