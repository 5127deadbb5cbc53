import { expect, it } from 'vitest'
import type { Blackout } from '~/api/scheduling'
import { holding } from './now'

const one = (id: string, change: Partial<Blackout>): Blackout => ({ id, name: id, scope: 'organization', kind: 'window', enabled: true, active: false, created_at: '', updated_at: '', ...change })

it('tells what holds now and what begins first, and leaves out what is not in use', () => {
  const all = [
    one('held', { active: true, next_begin: '2026-01-01T00:00:00Z' }),
    one('off', { enabled: false, active: true }),
    one('later', { next_begin: '2026-03-01T00:00:00Z' }),
    one('soon', { next_begin: '2026-02-01T00:00:00Z' }),
    one('over', { next_begin: null }),
  ]
  const { now, next } = holding(all)
  expect(now.map(({ id }) => id)).toEqual(['held'])
  expect(next?.id).toBe('soon')
  expect(holding([])).toEqual({ now: [], next: undefined })
})
