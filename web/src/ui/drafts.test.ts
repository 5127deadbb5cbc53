import { expect, it } from 'vitest'
import { forgetDrafts, keepDraft, takeDraft } from './drafts'

it('gives a draft back once, and none to another person', () => {
  keepDraft('a', { name: 'x' })
  expect(takeDraft('a')).toEqual({ name: 'x' })
  expect(takeDraft('a')).toBeUndefined()
  keepDraft('a', 1)
  forgetDrafts()
  expect(takeDraft('a')).toBeUndefined()
})
