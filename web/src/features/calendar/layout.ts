/** Days, weeks and what lies on them. Days are texts (`2026-11-22`), months too (`2026-11`); both of the browser's zone. */
import type { CalendarEvent } from '~/api/scheduling'

const two = (value: number): string => String(value).padStart(2, '0')

/** The day of an instant. */
export function dayOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The instant at which a day begins. */
export function beginOf(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}

/** The day so many days later. */
export function plusDays(day: string, by: number): string {
  const at = beginOf(day)
  // By the calendar: a day on which the clocks change has not 24 hours.
  return dayOf(new Date(at.getFullYear(), at.getMonth(), at.getDate() + by))
}

/** The month that an address asks for, or this one. */
export function monthOf(text: string | undefined, now = new Date()): string {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '') && Number((text ?? '').slice(0, 4)) >= 1970 ? (text ?? '') : dayOf(now).slice(0, 7)
}

/** The month so many months later. */
export function plusMonths(month: string, by: number): string {
  const at = beginOf(`${month}-01`)
  return dayOf(new Date(at.getFullYear(), at.getMonth() + by, 1)).slice(0, 7)
}

/** The same day of another month, or the last one where that is shorter. */
export function inMonth(day: string, month: string): string {
  const last = plusDays(`${plusMonths(month, 1)}-01`, -1)
  const same = `${month}-${day.slice(8)}`
  return same > last ? last : same
}

/** The weeks that show a month, each from Monday to Sunday. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`
  const next = `${plusMonths(month, 1)}-01`
  const weeks: string[][] = []
  for (let monday = plusDays(first, -((beginOf(first).getDay() + 6) % 7)); monday < next; monday = plusDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => plusDays(monday, index)))
  }
  return weeks
}

/** Something on one day. */
export interface Entry {
  event: CalendarEvent
  /** Whether it began on a day before, or goes on on the day after. */
  before: boolean
  after: boolean
}

/** Order on a day: what holds everything back first, then by time. */
function compare(a: Entry, b: Entry): number {
  const held = Number(b.event.kind === 'blackout') - Number(a.event.kind === 'blackout')
  return held || a.event.start.localeCompare(b.event.start) || a.event.title.localeCompare(b.event.title)
}

/** What lies on each of the days, in the order of its time. What goes over midnight lies on each day that it touches. */
export function byDay(events: readonly CalendarEvent[], days: readonly string[], now = new Date()): Map<string, Entry[]> {
  const map = new Map<string, Entry[]>(days.map((day) => [day, []]))
  const [first, last] = [days[0] ?? '', days.at(-1) ?? '']
  for (const event of events) {
    const start = new Date(event.start)
    // What runs still has no end yet; what ends at midnight does not touch the day that begins then.
    const end = event.end ? new Date(event.end) : event.kind === 'run' && now > start ? now : start
    const from = dayOf(start)
    const to = dayOf(end > start ? new Date(end.getTime() - 1) : start)
    for (let day = from < first ? first : from; day <= to && day <= last; day = plusDays(day, 1)) {
      map.get(day)?.push({ event, before: day > from, after: day < to })
    }
  }
  for (const entries of map.values()) entries.sort(compare)
  return map
}

export interface Grouped extends Entry {
  /** How many more of the same there are on this day. */
  more: number
}

const outcomeOf = ({ event }: Entry): string => event.outcome ?? event.status ?? ''
const starts = (entry: Entry): boolean => !['coalesced', 'never'].includes(outcomeOf(entry))

/** One entry for planned runs that are alike, in the order in which the first of each comes. */
function gathered(entries: readonly Entry[], like: (entry: Entry) => string): Grouped[] {
  const found = new Map<string, Grouped>()
  for (const [index, entry] of entries.entries()) {
    const key = entry.event.kind === 'planned' ? like(entry) : String(index)
    const before = found.get(key)
    if (before === undefined) found.set(key, { ...entry, more: 0 })
    // Of several the first that starts stands for all.
    else if (!starts(before) && starts(entry)) found.set(key, { ...entry, more: before.more + 1 })
    else before.more += 1
  }
  return [...found.values()]
}

const schedule = ({ event: { schedule_id, scan_id, title } }: Entry): string => `${schedule_id ?? ''} ${scan_id ?? ''} ${title}`

/** One entry for all planned runs of one schedule on a day: what runs hourly would hide everything else. */
export function grouped(entries: readonly Entry[]): Grouped[] {
  return gathered(entries, schedule)
}

/** The same, with those apart of which something else becomes. */
export function groupedByOutcome(entries: readonly Entry[]): Grouped[] {
  return gathered(entries, (entry) => `${outcomeOf(entry)} ${schedule(entry)}`)
}

/**
 * What a day shows that has room for so many entries, and how many it does not. Where not all have room, several
 * blackouts are shown as one: they would hide what runs in spite of them.
 */
export function fitted(entries: readonly Entry[], room: number): { shown: Grouped[]; hidden: number } {
  let all = grouped(entries)
  const [first, ...others] = all.filter((one) => one.event.kind === 'blackout')
  if (all.length > room && first !== undefined && others.length > 0) {
    const one = { ...first, event: { ...first.event, title: 'blackouts' }, more: others.length }
    all = [one, ...all.filter((entry) => entry.event.kind !== 'blackout')]
  }
  const shown = all.length > room ? all.slice(0, room - 1) : all
  return { shown, hidden: all.slice(shown.length).reduce((sum, one) => sum + 1 + one.more, 0) }
}

/** Where a key leads from a day: the arrows by days and weeks, Home and End in the week, Page up and down by months. */
export function moved(day: string, key: string): string | undefined {
  const weekday = (beginOf(day).getDay() + 6) % 7
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -weekday, End: 6 - weekday }
  const step = steps[key]
  if (step !== undefined) return plusDays(day, step)
  if (key === 'PageUp' || key === 'PageDown') return inMonth(day, plusMonths(day.slice(0, 7), key === 'PageUp' ? -1 : 1))
  return undefined
}
