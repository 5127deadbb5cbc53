/** Windows of local time in which nothing runs, as forms hold them. */
import type { Blackout } from '~/api/scheduling'
import { dateTime, words } from '~/ui/format'
import { ownZone } from '../schedules/time'

export interface WindowValues {
  /** `22:00` */
  begin: string
  /** At or before `begin` it is on the next day. */
  cease: string
  /** 1 is Monday; none are all. */
  weekdays: number[]
  timezone: string
}

export const SHORT_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** What is suggested: working hours, which is when most people do not want to be scanned. */
export function suggestedWindow(): WindowValues {
  return { begin: '08:00', cease: '18:00', weekdays: [1, 2, 3, 4, 5], timezone: ownZone() }
}

/** A window as the server says it, for a form. */
export function windowOf(said: { begin?: string | null; cease?: string | null; weekdays?: number[] | null; timezone?: string | null }): WindowValues {
  return { begin: (said.begin ?? '').slice(0, 5), cease: (said.cease ?? '').slice(0, 5), weekdays: said.weekdays ?? [], timezone: said.timezone ?? ownZone() }
}

/** The days as people say them: `Mon–Fri`, `Sat, Sun`, `every day`. */
export function daysInWords(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].filter((day) => day >= 1 && day <= 7).sort((a, b) => a - b)
  if (days.length === 0 || days.length === 7) return 'every day'
  const name = (day: number | undefined): string => SHORT_DAYS[(day ?? 1) - 1] ?? ''
  const inARow = days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1)
  return inARow && days.length > 2 ? `${name(days[0])}–${name(days.at(-1))}` : days.map(name).join(', ')
}

/** When a window holds: `Mon–Fri, 22:00 until 06:00 of the next day`. */
export function windowInWords({ begin, cease, weekdays }: Pick<WindowValues, 'begin' | 'cease' | 'weekdays'>): string {
  const days = words(daysInWords(weekdays))
  if (begin === cease) return begin === '00:00' ? `${days}, the whole day` : `${days}, 24 hours from ${begin} on`
  return `${days}, ${begin} until ${cease}${begin > cease ? ' of the next day' : ''}`
}

/** When a blackout holds, of either kind. */
export function blackoutInWords(one: Blackout): string {
  if (one.kind === 'freeze') return `${dateTime(one.from)} until ${dateTime(one.until)}`
  return windowInWords(windowOf(one))
}

/** What is wrong with a window, field by field. */
export function wrongWindow(window: Pick<WindowValues, 'begin' | 'cease'>): { begin?: string; cease?: string } {
  return { ...(window.begin === '' ? { begin: 'When it begins is needed' } : {}), ...(window.cease === '' ? { cease: 'When it ends is needed' } : {}) }
}
