import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bom, javaComponents, webComponents } from '../scripts/sbom.mjs'

interface Component {
  name: string
  group?: string
  version: string
  scope?: string
  purl: string
}

describe('the bill of materials', () => {
  it('names each Java library by its place in the repository', () => {
    const jars =
      'repository/io/netty/netty-common/4.2.18.Final/netty-common-4.2.18.Final.jar:' +
      'repository/io/netty/netty-transport-native-epoll/4.2.18.Final/netty-transport-native-epoll-4.2.18.Final-linux-x86_64.jar\n'
    const [common, epoll] = javaComponents(jars) as Component[]
    expect(common).toMatchObject({ group: 'io.netty', name: 'netty-common', version: '4.2.18.Final' })
    expect(common!.purl).toBe('pkg:maven/io.netty/netty-common@4.2.18.Final?type=jar')
    expect(epoll!.purl).toContain('?classifier=linux-x86_64&type=jar')
  })

  it('holds every package of the lock file once, in an order of its own', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
    const web = webComponents(lock) as Component[]
    expect(web.find((each) => each.name === 'vue')).toMatchObject({ scope: 'required' })
    expect(web.find((each) => each.name === 'vitest')).toMatchObject({ scope: 'excluded' })
    expect(web.find((each) => each.group === '@lucide')!.purl).toMatch(/^pkg:npm\/%40lucide\/vue@/)
    const whole = bom('0.1.0', [], web)
    const purls = whole.components.map((each: Component) => each.purl)
    expect(new Set(purls).size).toBe(purls.length)
    expect([...purls].sort()).toEqual(purls)
    expect(whole).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' })
  })
})
