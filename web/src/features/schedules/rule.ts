/** When something runs, as a form holds it and as the two dialects say it. */
import { words } from '~/ui/format'
import { instantOf, localTime, nextFullHour, ownZone } from './time'

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

export interface RuleValues {
  /** Local time in the zone. */
  first_time: string
  timezone: string
  /** `once`, `hour`, `day`, `week`, `month`, `quarter`. */
  unit: string
  /** What a person typed; a number once it is one. */
  interval: number | string
  /** `monday` …; none is the day of the first time. */
  weekday: string | null
  /** `first` …; only with a weekday of the month. */
  week: string | null
  ends: string
  count: number | string
  /** The last day, in the zone. */
  until: string
  gap: string
  overlap: string
}

/** What becomes of due times that could not be kept. */
export interface PolicyValues {
  catch_up: string
  overlap_policy: string
  jitter_seconds: number | string
}

/** A rule as the server says it. */
export interface SaidRule {
  count?: number | null
  until?: string | null
  gap?: string | null
  overlap?: string | null
}

export const POLICIES: PolicyValues = { catch_up: 'latest', overlap_policy: 'skip', jitter_seconds: 0 }

/** What is suggested: from the next full hour on, here, once a week. */
export function suggested(): RuleValues {
  return { first_time: nextFullHour(), timezone: ownZone(), unit: 'week', interval: 1, weekday: null, week: null, ends: 'never', count: 10, until: '', gap: 'shift_forward', overlap: 'first' }
}

/** How a rule ends, and what it does when the clocks change, for the form. */
export function endsOf(said: SaidRule, zone: string): Pick<RuleValues, 'ends' | 'count' | 'until' | 'gap' | 'overlap'> {
  return {
    ends: said.count ? 'count' : said.until ? 'until' : 'never',
    count: said.count ?? 10,
    until: said.until ? localTime(said.until, zone).slice(0, 10) : '',
    gap: said.gap ?? 'shift_forward',
    overlap: said.overlap ?? 'first',
  }
}

/** Whether it is a rule of months: those have weekdays by their number in the month. */
export const monthly = (unit: string): boolean => unit === 'month' || unit === 'quarter'

function whole(value: number | string, otherwise: number): number {
  const number = Number(value)
  return Number.isInteger(number) && number > 0 ? number : otherwise
}

/** The end and the policies of clocks, as both dialects say them; the last day counts as a whole. */
export function tail(rule: RuleValues) {
  const repeats = rule.unit !== 'once'
  return {
    count: repeats && rule.ends === 'count' ? whole(rule.count, 1) : null,
    until: repeats && rule.ends === 'until' && rule.until !== '' ? (instantOf(`${rule.until}T23:59`, rule.timezone) ?? null) : null,
    gap: rule.gap,
    overlap: rule.overlap,
  }
}

/** A rule in the words of `/v2`. */
export function netRule(rule: RuleValues) {
  const day = rule.unit === 'week' || (monthly(rule.unit) && rule.week !== null) ? rule.weekday : null
  return {
    first_time: `${rule.first_time.replace('T', ' ')}:00`,
    timezone: rule.timezone,
    period: whole(rule.interval, 1),
    period_unit: rule.unit,
    weekday: day,
    week_index: day !== null && monthly(rule.unit) ? rule.week : null,
    ...tail(rule),
  }
}

const CODES: Record<string, string> = { once: '', hour: 'h', day: 'd', week: 'w', month: 'm', quarter: 'q' }

/** A rule in the words of the DAST dialect; what that does not know of is in `x_rule`. */
export function webRule(rule: RuleValues, policies: PolicyValues = POLICIES) {
  const on = monthly(rule.unit) && rule.week !== null
  const day = DAYS.indexOf(rule.weekday ?? 'sunday') + 1
  return {
    date_time: rule.first_time,
    timezone: rule.timezone,
    recurrence: CODES[rule.unit] ?? '',
    run_on_day_of_week: on,
    ...(on ? { week_index: rule.week, scheduled_day_of_week: day } : {}),
    x_rule: { interval: whole(rule.interval, 1), ...tail(rule), ...saidPolicies(policies) },
  }
}

export function saidPolicies(policies: PolicyValues) {
  return { catch_up: policies.catch_up, overlap_policy: policies.overlap_policy, jitter_seconds: Math.max(0, Math.round(Number(policies.jitter_seconds) || 0)) }
}

/** The unit of a code of the DAST dialect. */
export function unitOf(recurrence: string): string {
  return Object.keys(CODES).find((unit) => CODES[unit] === recurrence) ?? 'once'
}

/** What is wrong with a rule, field by field. */
export function wrongRule(rule: RuleValues): Partial<Record<keyof RuleValues, string>> {
  const wrong: Partial<Record<keyof RuleValues, string>> = {}
  if (rule.first_time === '') wrong.first_time = 'The first time is needed'
  if (rule.unit !== 'once' && !(whole(rule.interval, 0) >= 1 && whole(rule.interval, 0) <= 1000)) wrong.interval = 'From 1 to 1000'
  if (rule.unit !== 'once' && rule.ends === 'count' && whole(rule.count, 0) < 1) wrong.count = 'At least once'
  if (rule.unit !== 'once' && rule.ends === 'until' && rule.until === '') wrong.until = 'The last day is needed'
  else if (rule.unit !== 'once' && rule.ends === 'until' && rule.until < rule.first_time.slice(0, 10)) wrong.until = 'Before the first time'
  return wrong
}

/** `every 2 weeks on Monday`, as a person would say it. */
export function ruleInWords(rule: Pick<RuleValues, 'unit' | 'interval' | 'weekday' | 'week'>): string {
  if (rule.unit === 'once') return 'Once'
  const every = whole(rule.interval, 1)
  const unit = every === 1 ? rule.unit : `${every} ${rule.unit}s`
  if (monthly(rule.unit) && rule.week !== null) return `Every ${unit}, ${rule.week} ${words(rule.weekday ?? 'sunday')}`
  return rule.unit === 'week' && rule.weekday !== null ? `Every ${unit} on ${words(rule.weekday)}` : `Every ${unit}`
}
