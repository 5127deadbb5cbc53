import { expect, it } from 'vitest'
import { remarkWords } from './remarks'

it.each([
  ['deferred until 2027-01-05 01:00 by "Year end"', 'Deferred by “Year end”'],
  ['folded into the due time of 2027-01-03T19:00:00.000Z, since "Year end" holds until then', 'Folded into the due time of Sun, 3 Jan 2027, 20:00, since “Year end” holds until then'],
  ['held by a blackout until 2026-07-22T03:00:00Z: "A", "B"', 'Held by a blackout until Wed, 22 Jul 2026, 05:00: “A”, “B”'],
  ['spread: starts 11 min 25 s after it is due', 'Spread: starts 11 min 25 s after it is due'],
  ['', ''],
])('%s is read as %s', (remark, said) => expect(remarkWords(remark, 'Europe/Berlin')).toBe(said))
