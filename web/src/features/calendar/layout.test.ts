import { describe, expect, it } from 'vitest'
import type { CalendarEvent } from '~/api/scheduling'
import { beginOf, byDay, fitted, grouped, groupedByOutcome, inMonth, monthOf, moved, plusDays, plusMonths, weeksOf } from './layout'

const at = (day: string, time = '00:00'): string => new Date(`${day}T${time}:00`).toISOString()
const event = (kind: string, start: string, end: string | null, title = 'One'): CalendarEvent => ({ kind, start, end, title, remarks: [] })

describe('days', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 7, '2026-11-01'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %i days are %s', (day, by, then) => expect(plusDays(day, by)).toBe(then))
  it.each([
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
  ])('%s and %i months are %s', (month, by, then) => expect(plusMonths(month, by)).toBe(then))
  it('keeps to a month that is shorter', () => expect(inMonth('2026-01-31', '2026-02')).toBe('2026-02-28'))
  it.each([
    ['2026-02', '2026-02'],
    ['2026-13', '2026-11'],
    ['nonsense', '2026-11'],
    [undefined, '2026-11'],
  ])('the month %s is %s', (text, month) => expect(monthOf(text, beginOf('2026-11-22'))).toBe(month))
})

it.each([
  ['2026-11', '2026-10-26', '2026-12-06', 6],
  ['2027-02', '2027-02-01', '2027-02-28', 4],
  ['2026-08', '2026-07-27', '2026-09-06', 6],
])('the weeks of %s go from %s to %s', (month, first, last, count) => {
  const weeks = weeksOf(month)
  expect([weeks[0]?.[0], weeks.at(-1)?.at(-1), weeks.length]).toEqual([first, last, count])
  expect(weeks.every((week) => week.length === 7 && beginOf(week[0] ?? '').getDay() === 1)).toBe(true)
})

describe('what lies on a day', () => {
  const days = weeksOf('2026-11').flat()
  it('puts what goes over midnight on both days', () => {
    const map = byDay([event('blackout', at('2026-11-10', '22:00'), at('2026-11-11', '06:00'))], days)
    expect(map.get('2026-11-10')).toMatchObject([{ before: false, after: true }])
    expect(map.get('2026-11-11')).toMatchObject([{ before: true, after: false }])
    expect(map.get('2026-11-12')).toEqual([])
  })
  it('does not put what ends at midnight on the next day', () => {
    const map = byDay([event('blackout', at('2026-11-10'), at('2026-11-11'))], days)
    expect(map.get('2026-11-10')).toHaveLength(1)
    expect(map.get('2026-11-11')).toEqual([])
  })
  it('cuts what begins before and ends after what is shown', () => {
    const map = byDay([event('blackout', at('2020-01-01'), at('2040-01-01'))], days)
    expect([...map.values()].every((entries) => entries.length === 1)).toBe(true)
  })
  it('lets what runs go on until now, and shows what is planned without an end', () => {
    const now = beginOf('2026-11-12')
    const map = byDay([event('run', at('2026-11-10', '10:00'), null), event('planned', at('2026-11-20', '10:00'), null)], days, now)
    expect(['2026-11-10', '2026-11-11', '2026-11-20'].map((day) => map.get(day)?.length)).toEqual([1, 1, 1])
    expect(map.get('2026-11-21')).toEqual([])
  })
  it('sorts blackouts first, then by time, and folds what one schedule plans', () => {
    const hourly = ['12:00', '10:00', '11:00'].map((time) => event('planned', at('2026-11-20', time), null, 'Hourly'))
    const entries = byDay([...hourly, event('planned', at('2026-11-20', '10:30'), null, 'Daily'), event('blackout', at('2026-11-20', '20:00'), at('2026-11-20', '21:00'), 'Night')], days).get('2026-11-20') ?? []
    expect(entries.map((one) => one.event.title)).toEqual(['Night', 'Hourly', 'Daily', 'Hourly', 'Hourly'])
    expect(grouped(entries).map((one) => [one.event.title, one.more])).toEqual([['Night', 0], ['Hourly', 2], ['Daily', 0]])
  })
  it('takes the first that starts for all of a schedule, or keeps apart of what something else becomes', () => {
    const hourly = ['coalesced', 'coalesced', 'deferred', 'on_time', 'on_time'].map((outcome, hour) => ({
      event: { ...event('planned', at('2026-11-22', `0${hour}:00`), null), outcome },
      before: false,
      after: false,
    }))
    expect(grouped(hourly).map((one) => [one.event.outcome, one.more])).toEqual([['deferred', 4]])
    expect(groupedByOutcome(hourly).map((one) => [one.event.outcome, one.event.start, one.more])).toEqual([
      ['coalesced', at('2026-11-22', '00:00'), 1],
      ['deferred', at('2026-11-22', '02:00'), 0],
      ['on_time', at('2026-11-22', '03:00'), 1],
    ])
  })
})

it.each([
  ['2026-11-22', 'ArrowRight', '2026-11-23'],
  ['2026-11-22', 'ArrowUp', '2026-11-15'],
  ['2026-11-22', 'Home', '2026-11-16'],
  ['2026-11-22', 'End', '2026-11-22'],
  ['2026-10-31', 'PageDown', '2026-11-30'],
  ['2026-11-22', 'a', undefined],
])('from %s %s leads to %s', (day, key, then) => expect(moved(day, key)).toBe(then))

it.each([
  [3, 1, ['A', 'B', 'C', 'run 0'], 0],
  [3, 2, ['blackouts', 'run 0', 'run 1'], 0],
  [1, 5, ['A', 'run 0', 'run 1'], 3],
  [0, 4, ['run 0', 'run 1', 'run 2', 'run 3'], 0],
])('%i blackouts and %i runs are shown as %j, and %i not', (blackouts, runs, titles, hidden) => {
  const entry = (kind: string, title: string) => ({ event: event(kind, at('2026-11-22'), null, title), before: false, after: false })
  const entries = [...['A', 'B', 'C'].slice(0, blackouts).map((one) => entry('blackout', one)), ...Array.from({ length: runs }, (_, index) => entry('run', `run ${index}`))]
  const found = fitted(entries, 4)
  expect([found.shown.map((one) => one.event.title), found.hidden]).toEqual([titles, hidden])
})
