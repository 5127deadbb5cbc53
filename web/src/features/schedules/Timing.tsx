import { Select, TextInput } from '@mantine/core'

export interface WebTiming {
  /** Local time in the zone. */
  date_time: string
  recurrence: string
  timezone: string
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
    </div>
  )
}
