import { expect, it } from 'vitest'
import { partialOf } from './partial'

it.each([
  [{}, []],
  [{ incremental: false, reduced_scope: null }, []],
  [{ incremental: true, reduced_scope: true }, ['new and changed', 'given addresses']],
  // Crawled as usual: nothing is left out.
  [{ crawl_sequences_only: true }, []],
])('%j is partial by %j', (said, ways) => expect(partialOf(said).map((one) => one.short)).toEqual(ways))
