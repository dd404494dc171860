import { describe, expectTypeOf, it } from 'vitest'
import type { Answer, AnswerOf, At, Body, PathOf, Query, Schema } from '../src/api/contract'

describe('types of the contract', () => {
  it('an answer is found by operation and by path', () => {
    expectTypeOf<Answer<'kline'>>().toEqualTypeOf<Schema<'Klines'>>()
    expectTypeOf<AnswerOf<At<'get', '/api/kline'>>>().toEqualTypeOf<Schema<'Klines'>>()
    expectTypeOf<Answer<'kline'>['t']>().toEqualTypeOf<number[]>()
  })

  it('a query keeps what is required and what is one of few words', () => {
    expectTypeOf<Query<'kline'>>().toMatchTypeOf<{ symbol: string; limit?: number }>()
    expectTypeOf<NonNullable<Query<'kline'>['market']>>().toEqualTypeOf<'usdm' | 'spot'>()
  })

  it('an operation that is not there, or takes no body, has none', () => {
    expectTypeOf<'/api/kline'>().toExtend<PathOf<'get'>>()
    expectTypeOf<'/api/kline'>().not.toExtend<PathOf<'post'>>()
    expectTypeOf<Body<'kline'>>().toBeNever()
  })
})
