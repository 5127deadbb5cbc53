import { expect, it } from 'vitest'
import type { CalendarEvent } from '~/api/scheduling'
import { kindOf, linkOf, summary, timesOf } from './words'

const at = (day: string, time = '00:00'): string => new Date(`${day}T${time}:00`).toISOString()
const event = (change: Partial<CalendarEvent>): CalendarEvent => ({ kind: 'blackout', title: 'Night', start: at('2026-11-10', '22:00'), end: at('2026-11-11', '06:00'), remarks: [], ...change })

it.each([
  [{ event: event({}), before: false, after: true }, '22:00 –'],
  [{ event: event({}), before: true, after: false }, '– 06:00'],
  [{ event: event({}), before: true, after: true }, 'all day'],
  [{ event: event({ start: at('2026-11-10'), end: at('2026-11-12') }), before: false, after: true }, 'all day'],
  [{ event: event({ end: at('2026-11-10', '23:00') }), before: false, after: false }, '22:00 – 23:00'],
  [{ event: event({ kind: 'planned', end: null }), before: false, after: false }, '22:00'],
  [{ event: event({ kind: 'run', end: null }), before: true, after: false }, 'goes on'],
])('%# says its times', (entry, said) => expect(timesOf(entry)).toBe(said))

it.each([
  ['net', { kind: 'run', scan_id: 's', run_id: 'r' }, '/net/scans/s'],
  ['web', { kind: 'run', scan_id: 's', run_id: 'r' }, '/web/scans/r'],
  ['net', { kind: 'planned', schedule_id: 'p', scan_id: 's' }, '/net/schedules/p'],
  ['web', { kind: 'planned', schedule_id: 'p', target_id: 't' }, '/web/schedules?schedule=p&of=t'],
  ['net', { blackout_id: 'b' }, '/blackouts?blackout=b'],
  ['web', { target_id: 't' }, '/web/targets/t?tab=scope'],
  ['net', { kind: 'planned' }, undefined],
] as const)('on the %s side %j leads to %s', (side, change, link) => expect(linkOf(side, event(change))).toBe(link))

it.each([
  [{ kind: 'planned', outcome: 'deferred' }, 'deferred'],
  [{ kind: 'planned', outcome: 'on_time' }, 'planned'],
  [{ kind: 'run', status: 'started' }, 'running'],
  [{ kind: 'run', status: 'completed_invalid' }, 'completed invalid'],
])('%j is %s', (change, said) => expect(kindOf(event(change))).toBe(said))

it('counts what lies on a day', () => {
  const entry = (kind: string) => ({ event: event({ kind }), before: false, after: false })
  expect(summary([entry('run'), entry('planned'), entry('planned'), entry('blackout')])).toBe('1 run, 2 planned, 1 blackout')
  expect(summary([])).toBe('nothing')
})
