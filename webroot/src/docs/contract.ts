/** Reads an OpenAPI document into what a page can show: operations by tag, each rule in words. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export interface Parameter {
  name: string
  place: string
  required: boolean
  description: string
  rule: string
  example: string
}

export interface Reply {
  status: string
  description: string
  type: string
  shape: string
  example: string | undefined
}

export interface Operation {
  id: string
  method: string
  path: string
  tag: string
  summary: string
  description: string
  role: string
  notes: string[]
  parameters: Parameter[]
  body: Reply | undefined
  replies: Reply[]
}

export interface Group {
  name: string
  description: string
  operations: Operation[]
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

export function groups(document: JsonObject): Group[] {
  const all = operations(document)
  const tags = list(document.tags).map((tag) => ({ name: text(tag.name), description: text(tag.description) }))
  const named = new Set(tags.map((tag) => tag.name))
  for (const { tag } of all) if (!named.has(tag)) tags.push({ name: tag, description: '' }), named.add(tag)
  return tags
    .map((tag) => ({ ...tag, operations: all.filter((operation) => operation.tag === tag.name) }))
    .filter((group) => group.operations.length > 0)
}

/** True when every word of the question is somewhere in what is said of the operation. */
export function matches(operation: Operation, question: string): boolean {
  const { id, method, path, tag, summary, description, role } = operation
  const said = [id, method, path, tag, summary, description, role].join(' ').toLowerCase()
  return question
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word))
}

function operations(document: JsonObject): Operation[] {
  return Object.entries(object(document.paths)).flatMap(([path, item]) =>
    METHODS.filter((method) => method in object(item)).map((method) =>
      operation(document, path, method, object(object(item)[method])),
    ),
  )
}

function operation(document: JsonObject, path: string, method: string, model: JsonObject): Operation {
  const body = model.requestBody ? resolve(document, object(model.requestBody)) : undefined
  return {
    id: text(model.operationId),
    method: method.toUpperCase(),
    path,
    tag: text((model.tags as Json[] | undefined)?.[0]) || 'other',
    summary: text(model.summary),
    description: text(model.description),
    role: text(model['x-role']),
    notes: notes(model),
    parameters: list(model.parameters).map((each) => parameter(document, resolve(document, each))),
    body: body ? reply(document, 'body', body) : undefined,
    replies: Object.entries(object(model.responses)).map(([status, each]) =>
      reply(document, status, resolve(document, object(each))),
    ),
  }
}

function notes(model: JsonObject): string[] {
  const said: string[] = []
  if (model['x-heavy']) said.push('Heavy: two of one caller at once, others wait.')
  if (model['x-max-range-days']) said.push(`At most ${text(model['x-max-range-days'])} days from start to end.`)
  return said
}

function parameter(document: JsonObject, model: JsonObject): Parameter {
  return {
    name: text(model.name),
    place: text(model.in),
    required: model.required === true,
    description: text(model.description),
    rule: rule(resolve(document, object(model.schema))),
    example: text(model.example),
  }
}

function reply(document: JsonObject, status: string, model: JsonObject): Reply {
  const [type, media] = Object.entries(object(model.content))[0] ?? ['', {}]
  const example = exampleOf(document, object(media))
  return {
    status,
    description: text(model.description),
    type,
    shape: shape(document, object(object(media).schema)),
    example: example === undefined ? undefined : typeof example === 'string' ? example : JSON.stringify(example, null, 2),
  }
}

function exampleOf(document: JsonObject, media: JsonObject): Json | undefined {
  if ('example' in media) return media.example
  const named = Object.values(object(media.examples))[0]
  return named ? resolve(document, object(named)).value : undefined
}

/** "whole number, 1 to 1000, default 100". */
export function rule(schema: JsonObject): string {
  const parts = [kind(schema)]
  if (schema.minimum !== undefined && schema.maximum !== undefined) parts.push(`${schema.minimum} to ${schema.maximum}`)
  if (schema.maxLength !== undefined) parts.push(`${schema.minLength ?? 0} to ${schema.maxLength} characters`)
  if (schema.pattern !== undefined) parts.push(text(schema.pattern))
  if (schema.default !== undefined) parts.push(`default ${text(schema.default)}`)
  return parts.join(', ')
}

function kind(schema: JsonObject): string {
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => (each === null ? 'null' : text(each))).join(' | ')
  const types = Array.isArray(schema.type) ? schema.type.map(text) : [text(schema.type) || 'anything']
  const words: Record<string, string> = { integer: 'whole number', string: 'text', boolean: 'true or false' }
  return types.map((type) => words[type] ?? type).join(' or ')
}

/** The fields of an object, one a line; `?` marks those that may be missing. */
function shape(document: JsonObject, schema: JsonObject, depth = 0): string {
  const model = resolve(document, schema)
  const indent = '  '.repeat(depth)
  if (model.properties && depth < 5) {
    const required = new Set(((model.required as Json[]) ?? []).map(text))
    const lines = Object.entries(object(model.properties)).map(([name, each]) => {
      const inner = shape(document, object(each), depth + 1)
      return `${indent}  ${name}${required.has(name) ? '' : '?'}: ${inner}`
    })
    return `{\n${lines.join('\n')}\n${indent}}`
  }
  if (model.items) return `[ ${shape(document, object(model.items), depth)} ]`
  return rule(model)
}

export function resolve(document: JsonObject, model: JsonObject): JsonObject {
  const reference = typeof model.$ref === 'string' ? model.$ref : ''
  if (!reference.startsWith('#/')) return model
  return reference
    .slice(2)
    .split('/')
    .reduce<JsonObject>((at, part) => object(at[part]), document)
}

/** A command line that calls the operation with its examples. */
export function curl(origin: string, operation: Operation): string {
  let path = operation.path
  const query: string[] = []
  for (const { name, place, example, required } of operation.parameters) {
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(example))
    if (place === 'query' && required) query.push(`${name}=${encodeURIComponent(example)}`)
  }
  const address = origin + path + (query.length ? `?${query.join('&')}` : '')
  const parts = ['curl']
  if (operation.method !== 'GET') parts.push(`-X ${operation.method}`)
  if (operation.role !== 'public') parts.push(`-H 'Authorization: Bearer $TOKEN'`)
  if (operation.body?.example) {
    const body = JSON.stringify(JSON.parse(operation.body.example)).replaceAll("'", String.raw`'\''`)
    parts.push(`-H 'Content-Type: application/json' -d '${body}'`)
  }
  return `${parts.join(' ')} '${address}'`
}

function object(value: Json | undefined): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
}

function list(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map(object) : []
}

function text(value: Json | undefined): string {
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}
