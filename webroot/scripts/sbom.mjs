/**
 * Writes the program's bill of materials as CycloneDX 1.6: what the build resolved for Java, and what the lock file
 * holds for the web app. The same lists give the same file.
 *
 *   node scripts/sbom.mjs dependencies.txt package-lock.json version out.json
 */
import { readFileSync, writeFileSync } from 'node:fs'

/** Components of a class path of `repository/group/as/folders/artifact/version/file.jar` with colons between. */
export function javaComponents(classPath) {
  return classPath
    .trim()
    .split(':')
    .map((jar) => {
      const parts = jar.split('/')
      const [artifact, version, file] = parts.slice(-3)
      const group = parts.slice(1, -3).join('.')
      const classifier = file.slice(`${artifact}-${version}`.length, -'.jar'.length).replace(/^-/, '')
      const purl = `pkg:maven/${group}/${artifact}@${version}${classifier ? `?classifier=${classifier}&type=jar` : '?type=jar'}`
      return { type: 'library', 'bom-ref': purl, group, name: artifact, version, purl }
    })
}

/** Components of an npm lock file: what is only for building and testing counts as excluded. */
export function webComponents(lock) {
  const found = new Map()
  for (const [path, entry] of Object.entries(lock.packages)) {
    const at = path.lastIndexOf('node_modules/')
    if (at < 0) continue
    const full = path.slice(at + 'node_modules/'.length)
    const purl = `pkg:npm/${full.replace('@', '%40')}@${entry.version}`
    const known = found.get(purl)
    const scope = entry.dev && known?.scope !== 'required' ? 'excluded' : 'required'
    const [group, name] = full.startsWith('@') ? full.split('/') : [undefined, full]
    found.set(purl, {
      type: 'library',
      'bom-ref': purl,
      ...(group ? { group } : {}),
      name,
      version: entry.version,
      scope,
      ...(entry.license ? { licenses: [{ license: { name: entry.license } }] } : {}),
      purl,
    })
  }
  return [...found.values()]
}

export function bom(version, java, web) {
  const inOrder = [...java, ...web].sort((a, b) => (a.purl < b.purl ? -1 : a.purl > b.purl ? 1 : 0))
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': 'tapeloom', name: 'tapeloom', version } },
    components: inOrder,
  }
}

if (process.argv[1]?.endsWith('sbom.mjs')) {
  const [dependencies, lock, version, out] = process.argv.slice(2)
  const java = javaComponents(readFileSync(dependencies, 'utf8'))
  const web = webComponents(JSON.parse(readFileSync(lock, 'utf8')))
  writeFileSync(out, `${JSON.stringify(bom(version, java, web), null, 1)}\n`)
}
