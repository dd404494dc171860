import { describe, expect, it } from 'vitest'
import { curl, groups, matches, rule, type JsonObject } from '../src/docs/contract'

const document: JsonObject = {
  tags: [{ name: 'market', description: 'Prices' }],
  paths: {
    '/api/things/{id}': {
      get: {
        operationId: 'thing',
        summary: 'One thing',
        tags: ['market'],
        'x-role': 'viewer',
        'x-heavy': true,
        parameters: [
          { $ref: '#/components/parameters/id' },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9, default: 5 }, example: 5 },
        ],
        responses: {
          200: {
            description: 'It',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' }, example: { a: ['1'] } } },
          },
          404: { description: 'Nothing' },
        },
      },
      post: {
        operationId: 'change',
        summary: 'Change it',
        tags: ['other'],
        'x-role': 'public',
        requestBody: { content: { 'application/json': { example: { who: "o'neil" } } } },
        responses: {},
      },
    },
  },
  components: {
    parameters: { id: { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'a b' } },
    schemas: { Thing: { required: ['a'], properties: { a: { type: 'array', items: { type: 'string' } }, b: {} } } },
  },
}

describe('the page of the contract', () => {
  const [market, other] = groups(document)
  const thing = market!.operations[0]!

  it('shows operations by tag, references followed', () => {
    expect([market!.name, other!.name]).toEqual(['market', 'other'])
    expect(thing.parameters.map((each) => each.rule)).toEqual(['text', 'whole number, 1 to 9, default 5'])
    expect(thing.replies.map((each) => each.status)).toEqual(['200', '404'])
    expect(thing.replies[0]!.shape).toBe('{\n  a: [ text ]\n  b?: anything\n}')
    expect(thing.notes).toHaveLength(1)
  })

  it('makes a command that calls the operation, quotes and all', () => {
    expect(curl('http://h', thing)).toBe(`curl -H 'Authorization: Bearer $TOKEN' 'http://h/api/things/a%20b'`)
    expect(curl('http://h', other!.operations[0]!)).toContain(String.raw`-d '{"who":"o'\''neil"}'`)
  })

  it('finds by any words of what is said', () => {
    expect(matches(thing, 'THING viewer')).toBe(true)
    expect(matches(thing, 'thing admin')).toBe(false)
    expect(matches(thing, '')).toBe(true)
  })

  it('says a rule in words', () => {
    expect(rule({ type: ['string', 'null'], enum: ['LONG', null] })).toBe('LONG | null')
    expect(rule({ type: ['string', 'null'] })).toBe('text or null')
  })
})
