import { expect, it } from 'vitest'
import { partialOf } from './partial'

it.each([
  [{}, []],
  [{ incremental: false, reduced_scope: null }, []],
  [{ incremental: true, crawl_sequences_only: true }, ['new and changed', 'recorded ways']],
  [{ reduced_scope: true }, ['given addresses']],
])('%j is partial by %j', (said, ways) => expect(partialOf(said).map((one) => one.short)).toEqual(ways))
