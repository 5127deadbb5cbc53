/** Dates, times and numbers as people read them, in the browser's language. */
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
/** “Next month” is one of the calendar, not thirty days. */
const COUNTED = new Intl.RelativeTimeFormat('en')
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
]

/** Date and time to the minute. */
export function dateTime(iso: string | null | undefined): string {
  if (iso === null || iso === undefined || iso === '') return '–'
  return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}

/** How long ago, or how long until then. */
export function relative(iso: string | null | undefined, now = Date.now()): string {
  if (iso === null || iso === undefined || iso === '') return '–'
  let value = (new Date(iso).getTime() - now) / 1000
  for (const [unit, size] of STEPS) {
    // “Tomorrow” is the next day of the calendar, however many hours it is until then.
    if (Math.abs(value) < size && unit === 'day') return RELATIVE.format(nights(now, new Date(iso).getTime()), unit)
    if (Math.abs(value) < size) return (unit === 'month' || unit === 'year' ? COUNTED : RELATIVE).format(Math.round(value), unit)
    value /= size
  }
  return dateTime(iso)
}

/** How many midnights lie between two instants, in the browser's zone. */
function nights(from: number, to: number): number {
  const day = (at: number): number => {
    const date = new Date(at)
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000
  }
  return day(to) - day(from)
}

/** A time span, from seconds. */
export function span(seconds: number): string {
  if (seconds < 1) return 'under a second'
  if (seconds < 60) return `${Math.round(seconds)} s`
  // Rounded first: 59.7 s are a minute, not 60 s.
  if (seconds < 3600) return parts(Math.round(seconds), 60, 'min', 's')
  return parts(Math.round(seconds / 60), 60, 'h', 'min')
}

/** `1 h 20 min`; what is nothing is left out. */
function parts(value: number, size: number, large: string, small: string): string {
  const rest = value % size
  return `${Math.floor(value / size)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`
}

/** The time between two instants, or until now. */
export function between(from: string | null | undefined, to: string | null | undefined): string {
  if (from === null || from === undefined) return '–'
  const end = to === null || to === undefined ? Date.now() : new Date(to).getTime()
  return span((end - new Date(from).getTime()) / 1000)
}

/** Bytes in a unit that fits. */
export function bytes(count: number | null | undefined): string {
  if (count === null || count === undefined) return '–'
  if (count < 1024) return `${count} B`
  return count < 1024 * 1024 ? `${(count / 1024).toFixed(1)} kB` : `${(count / 1024 / 1024).toFixed(1)} MB`
}

/** `not_started` as words. */
export function words(code: string): string {
  const said = code.replaceAll('_', ' ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

export function count(value: number): string {
  return value.toLocaleString()
}
