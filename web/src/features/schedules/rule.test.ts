import { describe, expect, it } from 'vitest'
import { endsOf, netRule, ruleInWords, suggested, unitOf, webRule, wrongRule, type RuleValues } from './rule'

const rule = (change: Partial<RuleValues>): RuleValues => ({ ...suggested(), first_time: '2026-01-31T02:30', timezone: 'Europe/Berlin', ...change })

describe('a rule in the words of /v2', () => {
  it.each([
    ['weekday of a week', { unit: 'week', weekday: 'friday' }, { period_unit: 'week', weekday: 'friday', week_index: null }],
    ['weekday of a month', { unit: 'month', week: 'last', weekday: 'sunday' }, { weekday: 'sunday', week_index: 'last' }],
    ['a weekday that its unit does not know', { unit: 'day', week: 'last', weekday: 'sunday' }, { weekday: null, week_index: null }],
    ['an interval that is no number', { interval: '' }, { period: 1 }],
    ['a count', { ends: 'count', count: 3 }, { count: 3, until: null }],
    ['a last day, in its zone', { ends: 'until', until: '2026-07-01' }, { count: null, until: '2026-07-01T21:59:00.000Z' }],
    ['once has no end', { unit: 'once', ends: 'count', count: 3 }, { count: null, until: null }],
  ])('%s', (_, change, body) => expect(netRule(rule(change))).toMatchObject({ first_time: '2026-01-31 02:30:00', ...body }))
})

describe('a rule in the words of the DAST dialect', () => {
  it('says a weekday only where it has a number in the month', () => {
    expect(webRule(rule({ unit: 'month', week: 'third', weekday: 'tuesday' }))).toMatchObject({ recurrence: 'm', run_on_day_of_week: true, week_index: 'third', scheduled_day_of_week: 2 })
    expect(webRule(rule({ unit: 'week', week: 'third', weekday: 'tuesday' }))).toMatchObject({ recurrence: 'w', run_on_day_of_week: false })
    expect(webRule(rule({ unit: 'week', week: 'third' }))).not.toHaveProperty('week_index')
  })
  it.each(['once', 'hour', 'day', 'week', 'month', 'quarter'])('%s has a code', (unit) => expect(unitOf(webRule(rule({ unit })).recurrence)).toBe(unit))
})

it('reads how a rule ends', () => {
  expect(endsOf({ until: '2026-07-01T21:59:00Z' }, 'Europe/Berlin')).toMatchObject({ ends: 'until', until: '2026-07-01', gap: 'shift_forward' })
  expect(endsOf({ count: 4, gap: 'skip' }, 'UTC')).toMatchObject({ ends: 'count', count: 4, gap: 'skip' })
})

it.each([
  [{}, {}],
  [{ first_time: '' }, { first_time: 'The first time is needed' }],
  [{ interval: 1001 }, { interval: 'From 1 to 1000' }],
  [{ ends: 'until', until: '2025-12-31' }, { until: 'Before the first time' }],
  [{ ends: 'until' }, { until: 'The last day is needed' }],
  [{ unit: 'once', ends: 'until', interval: 0 }, {}],
])('%j is wrong in %j', (change, wrong) => expect(wrongRule(rule(change))).toEqual(wrong))

it.each([
  [{ unit: 'once' }, 'Once'],
  [{ unit: 'week', weekday: 'monday', interval: 2 }, 'Every 2 weeks on Monday'],
  [{ unit: 'month', week: 'last', weekday: 'friday' }, 'Every month, last Friday'],
  [{ unit: 'hour', interval: '6' }, 'Every 6 hours'],
])('%j is said as %s', (change, said) => expect(ruleInWords(rule(change))).toBe(said))
