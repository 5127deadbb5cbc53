import { expect, it } from 'vitest'
import { holdOf, ways } from './hold'

const HELD = 'held by a blackout until 2026-11-22T18:00:00.000Z: "Working hours", "Freeze"'

it.each([
  [{ status: 'paused', held_by: 'blackout', reason: HELD }, { by: 'blackout', until: '2026-11-22T18:00:00.000Z', names: ['Working hours', 'Freeze'] }],
  [{ status: 'queued', reason: HELD }, { by: 'blackout', until: '2026-11-22T18:00:00.000Z', names: ['Working hours', 'Freeze'] }],
  [{ status: 'paused', held_by: 'blackout', reason: 'held by a blackout that does not end: "Freeze"' }, { by: 'blackout', names: ['Freeze'] }],
  [{ status: 'paused', held_by: 'blackout', reason: null }, { by: 'blackout', names: [] }],
  [{ status: 'paused', held_by: 'person', reason: 'paused on request' }, { by: 'person', names: [] }],
  [{ status: 'pausing', held_by: 'person' }, { by: 'itself', names: [] }],
  [{ status: 'canceled', reason: HELD }, undefined],
  [{ status: 'started' }, undefined],
])('%j is held %j', (said, hold) => expect(holdOf(said)).toEqual(hold))

it.each([
  [{ status: 'started' }, 'pause stop'],
  [{ status: 'paused', held_by: 'person' }, 'resume stop override'],
  [{ status: 'paused', held_by: 'blackout' }, 'stop override'],
  [{ status: 'queued' }, 'stop'],
  [{ status: 'queued', reason: HELD }, 'stop override'],
  [{ status: 'canceling' }, ''],
  [{ status: 'completed' }, ''],
])('%j may %s', (said, may) => expect(Object.entries(ways(said)).filter(([, yes]) => yes).map(([way]) => way).join(' ')).toBe(may))
