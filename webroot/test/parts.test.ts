import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PROGRAM_PARTS, WEB_PARTS } from '../src/pages/about/parts'

/** Groups whose libraries stand under the name of another, or only build and test the program. */
const UNDER = {
  'com.fasterxml.jackson': 'com.fasterxml.jackson.core',
  'io.zonky.test.postgres': 'io.zonky.test',
} as Record<string, string>
const BUILD_ONLY = ['org.junit', 'org.junit.jupiter', 'com.tngtech.archunit', 'com.puppycrawl.tools']

describe('the licences on the about page', () => {
  it('name every package that the web app ships', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }
    expect(WEB_PARTS.map((part) => part.id).sort()).toEqual(Object.keys(dependencies).sort())
  })
  it('agree with what each package says of itself', () => {
    for (const part of WEB_PARTS) {
      const facts = JSON.parse(readFileSync(`node_modules/${part.id}/package.json`, 'utf8')) as { license: string }
      expect(`${part.id} ${part.licence}`).toBe(`${part.id} ${facts.license}`)
    }
  })
  it('name every group of libraries that the program ships', () => {
    const pom = readFileSync('../pom.xml', 'utf8')
    const groups = [...pom.matchAll(/<dependency>\s*<groupId>([^<]+)<\/groupId>/g)].map((match) => match[1]!)
    const shipped = new Set(groups.filter((group) => !BUILD_ONLY.includes(group)).map((group) => UNDER[group] ?? group))
    const listed = PROGRAM_PARTS.map((part) => part.id)
    expect([...shipped].filter((group) => !listed.includes(group))).toEqual([])
  })
  it('lead to pages over TLS', () => {
    for (const part of [...WEB_PARTS, ...PROGRAM_PARTS]) expect(part.url).toMatch(/^https:\/\//)
  })
})
