import { expect, it } from 'vitest'
import { added, byDay, inWords, sinceFirst } from './trend'

it('adds up days of both sides', () => {
  expect(
    added(
      [{ day: '2026-01-02', high: 1, info: 4 }],
      [
        { day: '2026-01-01', low: 3 },
        { day: '2026-01-02', high: 2 },
      ],
    ),
  ).toEqual([
    { day: '2026-01-01', low: 3 },
    { day: '2026-01-02', high: 3, info: 4 },
  ])
})

it('reads days from lists by severity', () => {
  expect(byDay({ high: [['2026-01-01T00:00:00Z', 2]], low: [['2026-01-01T00:00:00Z', 5]] })).toEqual([{ day: '2026-01-01', high: 2, low: 5 }])
})

it('says what it shows', () => {
  expect(inWords([{ day: 'a', high: 1 }, { day: 'b', critical: 2 }])).toContain('from 1 to 2, of them 2 critical')
  expect(inWords([])).toBe('No open findings are known yet')
})

it('begins where there is something to see', () => {
  const days = [0, 0, 0, 0, 0, 2].map((high, at) => ({ day: String(at), high }))
  expect(sinceFirst(days, 3).map((one) => one.day)).toEqual(['3', '4', '5'])
  expect(sinceFirst(days.slice(0, 4), 3)).toHaveLength(4)
  expect(sinceFirst([...days, { day: '6', high: 0 }], 2).map((one) => one.day)).toEqual(['4', '5', '6'])
})
