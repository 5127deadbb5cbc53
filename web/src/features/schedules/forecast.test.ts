import { expect, it } from 'vitest'
import { localWords, marks, utcWords, warning } from './forecast'

it.each([
  ['2026-12-01 02:30:00', 'Tue 1 Dec 2026, 02:30'],
  ['2026-12-01T02:30:00', 'Tue 1 Dec 2026, 02:30'],
  ['someday', 'someday'],
])('%s is read as %s', (local, said) => expect(localWords(local).replace(/^(\w+), /, '$1 ')).toBe(said))

it('says UTC whatever zone the browser is in, and the day only where it is another', () => {
  expect(utcWords('2026-12-01T01:30:00+01:00', '2026-12-01T01:30:00')).toBe('00:30')
  expect(utcWords('2026-12-01T00:30:00+01:00', '2026-12-01T00:30:00')).toContain('30 Nov 2026, 23:30')
})

it.each([
  [{ outcome: 'on_time', adjusted: 'none' }, []],
  [{ outcome: 'deferred', adjusted: 'gap' }, ['Clocks go forward', 'Deferred']],
  [{ outcome: 'never', adjusted: 'month_end' }, ['Last day of the month', 'Never starts']],
])('%j is marked %j', (one, said) => expect(marks(one).map((mark) => mark.text)).toEqual(said))

it('warns of what never runs, and of nothing else', () => {
  expect(warning({ word: 'runs', text: '' })).toBeUndefined()
  expect(warning({ word: 'never', text: '' })?.title).toBe('It never runs')
  expect(warning({ word: 'always_deferred', text: '' })?.colour).toBe('yellow')
})
