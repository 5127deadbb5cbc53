import { Select, TextInput } from '@mantine/core'
import { DAYS, Weekday } from './Weekday'

export interface WebTiming {
  /** Local time in the zone. */
  date_time: string
  recurrence: string
  timezone: string
  /** The weekday of the month on which it runs, if it does. */
  week: string | null
  weekday: string | null
}

/** When a first scan is suggested: at the next full hour, here, once a week. */
export function suggested(): WebTiming {
  return { date_time: nextFullHour(), recurrence: 'w', timezone: Intl.DateTimeFormat().resolvedOptions().timeZone, week: null, weekday: null }
}

/** A timing in the words of the API. */
export function timingBody({ week, weekday, ...timing }: WebTiming) {
  const on = week !== null && (timing.recurrence === 'm' || timing.recurrence === 'q')
  const day = DAYS.indexOf(weekday ?? 'sunday') + 1
  return { ...timing, run_on_day_of_week: on, ...(on ? { week_index: week, scheduled_day_of_week: day } : {}) }
}

/** An instant as the clocks of a zone show it, as an input of date and time writes it; empty for what is no time. */
export function localTime(instant: string, zone: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return ''
  const shown = date.toLocaleString('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
  return shown.replace(' ', 'T')
}

const RECURRENCES = [
  { value: '', label: 'Once' },
  { value: 'h', label: 'Every hour' },
  { value: 'd', label: 'Every day' },
  { value: 'w', label: 'Every week' },
  { value: 'm', label: 'Every month' },
  { value: 'q', label: 'Every quarter' },
]

/** The IANA zones that the browser knows, and UTC. */
export function zones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((one) => one !== 'UTC')]
}

/** The next full hour, as an input of date and time writes it. */
export function nextFullHour(now = new Date()): string {
  const next = new Date(now.getTime() + 3_600_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}T${two(next.getHours())}:00`
}

/** First time, zone and repetition of a scan of a web application. */
export function Timing({ value, onChange }: { value: WebTiming; onChange: (value: WebTiming) => void }) {
  return (
    <div className="grid">
      <TextInput
        type="datetime-local"
        label="First time"
        value={value.date_time}
        onChange={(event) => onChange({ ...value, date_time: event.currentTarget.value })}
      />
      <Select
        label="Repeated"
        data={RECURRENCES}
        value={value.recurrence}
        allowDeselect={false}
        onChange={(recurrence) => onChange({ ...value, recurrence: recurrence ?? '' })}
      />
      <Select
        label="Time zone"
        searchable
        limit={50}
        data={zones()}
        value={value.timezone}
        allowDeselect={false}
        onChange={(timezone) => timezone !== null && onChange({ ...value, timezone })}
      />
      <Weekday unit={value.recurrence === 'm' ? 'month' : value.recurrence === 'q' ? 'quarter' : ''} value={value} onChange={(on) => onChange({ ...value, ...on })} />
    </div>
  )
}
