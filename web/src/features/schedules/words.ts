import type { Net } from '~/api/types'
import { ruleInWords, type SaidRule } from './rule'

/** `Every 2 weeks on Monday, 10 times`. */
export function period(schedule: Pick<Net['Schedule'], 'period' | 'period_unit' | 'weekday' | 'week_index'> & SaidRule): string {
  const said = ruleInWords({ unit: schedule.period_unit, interval: schedule.period, weekday: schedule.weekday ?? null, week: schedule.week_index ?? null })
  return schedule.count ? `${said}, ${schedule.count} ${schedule.count === 1 ? 'time' : 'times'}` : said
}
