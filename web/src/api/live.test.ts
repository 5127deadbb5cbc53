import { expect, it } from 'vitest'
import { concerns, nextPause } from './live'

it.each([
  ['scans', 'v2', ['net', 'scan', 'x'], true],
  ['scans', 'v2', ['web', 'scan', 'x'], false],
  ['scans', 'both', ['web', 'scans', {}], true],
  ['findings', 'dast', ['dashboard', 'moving'], true],
  ['findings', 'v2', ['net', 'schedules', {}], false],
  ['reports', undefined, ['net', 'report', 'x'], true],
  ['unheard of', 'both', ['net', 'scan', 'x'], false],
])('a change of %s (%s) concerns %j: %s', (topic, dialect, key, expected) => {
  expect(concerns(topic, dialect, key)).toBe(expected)
})

it('looks ever more rarely, and often again once something changes', () => {
  expect([nextPause(1500, false), nextPause(15_000, false), nextPause(15_000, true)]).toEqual([2250, 15_000, 1500])
})
