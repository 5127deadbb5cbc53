import { expect, it } from 'vitest'
import { relative } from './format'

/** In whatever zone the tests run. */
const at = (day: number, hour: number, month = 10): Date => new Date(2026, month, day, hour)

it.each([
  [at(22, 20), 'in 1 hour'],
  [at(23, 18), 'in 23 hours'],
  [at(23, 23), 'tomorrow'],
  // Less than a day and a half, but not tomorrow.
  [at(24, 1), 'in 2 days'],
  [at(21, 1), 'yesterday'],
  [at(20, 23), '2 days ago'],
  // Not next month, which is December.
  [at(3, 20, 12), 'in 1 month'],
])('%s is %s', (instant, said) => expect(relative(instant.toISOString(), at(22, 19).getTime())).toBe(said))
