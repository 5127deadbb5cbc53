/** When a web scan runs, as its forms hold it. */
import type { Web } from '~/api/types'
import { wrongWindow } from '../blackouts/window'
import { ownBody, ownOf, type OwnWindow } from './ownWindow'
import { DAYS, endsOf, POLICIES, suggested, unitOf, webRule, wrongRule, type PolicyValues, type RuleValues } from './rule'
import { localTime } from './time'

export interface WebTiming {
  rule: RuleValues
  policies: PolicyValues
  own: OwnWindow
}

export function suggestedTiming(): WebTiming {
  return { rule: suggested(), policies: POLICIES, own: ownOf(null) }
}

/** The timing of a scheduled scan, for a form. */
export function timingOf(row: Web['Scheduled']): WebTiming {
  const extra = row.x_rule
  const on = row.run_on_day_of_week
  const rule: RuleValues = {
    first_time: localTime(row.date_time, row.timezone),
    timezone: row.timezone,
    unit: unitOf(row.recurrence),
    interval: extra.interval ?? 1,
    week: on ? (row.week_index ?? null) : null,
    weekday: on ? (DAYS[(row.scheduled_day_of_week ?? 7) - 1] ?? null) : null,
    ...endsOf(extra, row.timezone),
  }
  const policies = { catch_up: extra.catch_up ?? POLICIES.catch_up, overlap_policy: extra.overlap_policy ?? POLICIES.overlap_policy, jitter_seconds: extra.jitter_seconds ?? 0 }
  return { rule, policies, own: ownOf(row.blackout_period) }
}

/** A timing in the words of the API. */
export function timingBody({ rule, policies, own }: WebTiming) {
  return { ...webRule(rule, policies), blackout_period: ownBody(own) }
}

/** Whether it can be saved. */
export function complete({ rule, own }: WebTiming): boolean {
  return Object.keys(wrongRule(rule)).length === 0 && (!own.enabled || Object.keys(wrongWindow(own)).length === 0)
}
