// Writes the types of the HTTP contract for the web app. They are made at each build and never checked in, so they cannot drift.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const contract = new URL('../../src/main/resources/openapi.yaml', import.meta.url)
const target = fileURLToPath(new URL('../src/api/schema.d.ts', import.meta.url))

const read = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const head = '// Made from openapi.yaml by scripts/types.mjs.\n\n'
// A property with a default is there in answers, but need not be sent.
const types = head + astToString(await openapiTS(contract, { defaultNonNullable: false, alphabetize: true }))
mkdirSync(fileURLToPath(new URL('../src/api', import.meta.url)), { recursive: true })
if (types !== read(target)) writeFileSync(target, types)
