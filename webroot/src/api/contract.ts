/** What the HTTP contract promises, as types. `schema.d.ts` beside this file is made from openapi.yaml at each build. */
import type { components, operations, paths } from './schema'

/** A shape that the contract names, such as `Schema<'Klines'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

export type OperationId = keyof operations
export type Method = 'get' | 'post' | 'put' | 'delete'

/** Paths that can be called by that method. */
export type PathOf<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, object> ? P : never }[keyof paths]

/** The operation at that path. */
export type At<M extends Method, P extends PathOf<M>> = paths[P] extends Record<M, infer O> ? O : never

type Json<R> = R extends { content: { 'application/json': infer B } } ? B : never
type Good<R> = Json<R extends { 200: infer A } ? A : never> | Json<R extends { 201: infer A } ? A : never>

/** The JSON of an operation's good answer: `AnswerOf<At<'get', '/api/kline'>>` or `AnswerOf<operations['kline']>`. */
export type AnswerOf<O> = O extends { responses: infer R } ? Good<R> : never

/** The query an operation takes. */
export type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never

/** The parts of its path that an operation takes. */
export type PathParametersOf<O> = O extends { parameters: { path: infer Q } } ? NonNullable<Q> : never

/** The JSON an operation is sent. */
export type BodyOf<O> = O extends { requestBody?: infer B } ? Json<NonNullable<B>> : never

/** The same by operation id. */
export type Answer<Id extends OperationId> = AnswerOf<operations[Id]>
export type Query<Id extends OperationId> = QueryOf<operations[Id]>
export type Body<Id extends OperationId> = BodyOf<operations[Id]>
