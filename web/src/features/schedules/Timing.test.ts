import { expect, it } from 'vitest'
import { localTime, timingBody } from './Timing'

it.each([
  ['2026-07-01T01:30:00Z', 'Europe/Berlin', '2026-07-01T03:30'],
  ['2026-12-01T01:30:00Z', 'Europe/Berlin', '2026-12-01T02:30'],
  ['2026-12-01T23:30:00Z', 'UTC', '2026-12-01T23:30'],
  ['not a time', 'UTC', ''],
])('%s is in %s at %s', (instant, zone, local) => expect(localTime(instant, zone)).toBe(local))

it('says a weekday of the month only where there is one', () => {
  const timing = { date_time: '2026-12-01T02:30', recurrence: 'm', timezone: 'UTC', week: 'last', weekday: 'sunday' }
  expect(timingBody(timing)).toMatchObject({ run_on_day_of_week: true, week_index: 'last', scheduled_day_of_week: 7 })
  expect(timingBody({ ...timing, recurrence: 'w' })).toMatchObject({ run_on_day_of_week: false })
})
