import type { Net } from '~/api/types'
import { words } from '~/ui/format'

/** `every 2 weeks on Monday`. */
export function period(schedule: Pick<Net['Schedule'], 'period' | 'period_unit' | 'weekday' | 'week_index'>): string {
  if (schedule.period_unit === 'once') return 'Once'
  const unit = schedule.period === 1 ? schedule.period_unit : `${schedule.period} ${schedule.period_unit}s`
  if (!schedule.weekday) return `Every ${unit}`
  const day = words(schedule.weekday)
  return schedule.week_index ? `Every ${unit}, ${schedule.week_index} ${day}` : `Every ${unit} on ${day}`
}

const RECURRENCE: Record<string, string> = { h: 'Every hour', d: 'Every day', w: 'Every week', m: 'Every month', q: 'Every quarter' }

export function recurrence(code: string): string {
  return RECURRENCE[code] ?? 'Once'
}
