const BROWSERS: readonly [name: string, pattern: RegExp][] = [
  ['Edge', /Edg\/(\d+)/],
  ['Firefox', /Firefox\/(\d+)/],
  ['Chrome', /(?:Headless)?Chrom(?:e|ium)\/(\d+)/],
  ['Safari', /Version\/(\d+)[^ ]* .*Safari/],
]
const SYSTEMS: readonly [name: string, pattern: RegExp][] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux|X11/],
]

/** "Mozilla/5.0 (X11; Linux …) … Chrome/156.0 …" → "Chrome 156 on Linux"; what is no browser stays as it came. */
export function agentWords(agent: string): string {
  const system = SYSTEMS.find(([, pattern]) => pattern.test(agent))?.[0]
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(agent)?.[1]
    if (version) return system ? `${name} ${version} on ${system}` : `${name} ${version}`
  }
  return agent || 'Unknown program'
}
