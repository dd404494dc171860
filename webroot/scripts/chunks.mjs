import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FIRST = 'overview/OverviewPage.vue'
const PAGE = /\/src\/(.*Page\.vue)$/

/** Leaves a map of the chunks beside the build, outside of what is served, for the budget. */
export function chunkMap() {
  return {
    name: 'chunk-map',
    writeBundle(_options, bundle) {
      const scripts = Object.values(bundle).filter((each) => each.type === 'chunk')
      const routes = {}
      for (const { facadeModuleId, fileName } of scripts) {
        const page = PAGE.exec(facadeModuleId ?? '')?.[1]
        if (page) routes[page] = fileName
      }
      const map = {
        entry: scripts.find((each) => each.isEntry)?.fileName,
        first: FIRST,
        routes,
        chunks: Object.fromEntries(scripts.map(({ fileName, imports }) => [fileName, { imports }])),
      }
      const target = fileURLToPath(new URL('../../target/', import.meta.url))
      mkdirSync(target, { recursive: true })
      writeFileSync(`${target}web-chunks.json`, JSON.stringify(map))
    },
  }
}
