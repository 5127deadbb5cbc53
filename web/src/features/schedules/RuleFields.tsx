import { NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { words } from '~/ui/format'
import { DAYS, monthly, type RuleValues } from './rule'
import { ZoneSelect } from './ZoneSelect'

const UNITS = [
  { value: 'once', label: 'Once' },
  { value: 'hour', label: 'Hourly' },
  { value: 'day', label: 'Daily' },
  { value: 'week', label: 'Weekly' },
  { value: 'month', label: 'Monthly' },
  { value: 'quarter', label: 'Quarterly' },
]
const WEEKS = ['first', 'second', 'third', 'fourth', 'last']
const GAPS = [
  { value: 'shift_forward', label: 'Later by as much as they jump' },
  { value: 'shift_back', label: 'Earlier by as much as they jump' },
  { value: 'skip', label: 'Not on that day' },
]
const OVERLAPS = [
  { value: 'first', label: 'The first time' },
  { value: 'second', label: 'The second time' },
  { value: 'both', label: 'Both times' },
]

export interface RuleProps {
  value: RuleValues
  onChange: (change: Partial<RuleValues>) => void
  wrong: Partial<Record<string, string>>
  disabled?: boolean
  /** Whether a week may have another day than that of the first time. */
  weekdays?: boolean
}

/** First time, zone, repetition and its end; what the clocks do is folded away. */
export function RuleFields(props: RuleProps) {
  const { value, onChange, wrong, disabled = false } = props
  return (
    <div className="stack">
      <div className="grid">
        <TextInput
          label="First time"
          type="datetime-local"
          name="first_time"
          withAsterisk
          value={value.first_time}
          error={wrong.first_time}
          disabled={disabled}
          onChange={(event) => onChange({ first_time: event.currentTarget.value })}
        />
        <ZoneSelect label="Time zone" name="timezone" value={value.timezone} error={wrong.timezone} disabled={disabled} onChange={(timezone) => onChange({ timezone })} />
      </div>
      <div className="grid">
        <Select label="Repeated" data={UNITS} value={value.unit} error={wrong.unit} allowDeselect={false} disabled={disabled} onChange={(unit) => unit !== null && onChange({ unit })} />
        {value.unit !== 'once' && (
          <NumberInput
            label={`Interval in ${value.unit}s`}
            name="interval"
            min={1}
            max={1000}
            allowDecimal={false}
            value={value.interval}
            error={wrong.interval}
            disabled={disabled}
            onChange={(interval) => onChange({ interval })}
          />
        )}
      </div>
      <OnDay {...props} disabled={disabled} />
      {value.unit !== 'once' && <Ends {...props} disabled={disabled} />}
      <Clocks {...props} disabled={disabled} />
    </div>
  )
}

/** On which day of the week or month it repeats, where that is not the day of the first time. */
function OnDay({ value, onChange, wrong, disabled = false, weekdays = true }: RuleProps) {
  const inMonth = monthly(value.unit)
  if (!inMonth && !(value.unit === 'week' && weekdays)) return null
  const days = DAYS.map((one) => ({ value: one, label: words(one) }))
  if (!inMonth) {
    return (
      <Select
        label="Day"
        data={[{ value: '', label: 'The day of the first time' }, ...days]}
        value={value.weekday ?? ''}
        error={wrong.weekday}
        allowDeselect={false}
        disabled={disabled}
        onChange={(day) => onChange({ weekday: day === null || day === '' ? null : day })}
      />
    )
  }
  return (
    <div className="grid">
      <Select
        label="Day"
        data={[{ value: '', label: 'The day of the first time' }, ...WEEKS.map((one) => ({ value: one, label: `The ${one} …` }))]}
        value={value.week ?? ''}
        error={wrong.week}
        allowDeselect={false}
        disabled={disabled}
        onChange={(week) => onChange(week === null || week === '' ? { week: null, weekday: null } : { week, weekday: value.weekday ?? 'sunday' })}
      />
      {value.week !== null && (
        <Select label="of these" data={days} value={value.weekday ?? 'sunday'} error={wrong.weekday} allowDeselect={false} disabled={disabled} onChange={(weekday) => onChange({ weekday })} />
      )}
    </div>
  )
}

function Ends({ value, onChange, wrong, disabled = false }: RuleProps) {
  return (
    <div className="grid">
      <Radio.Group label="Ends" value={value.ends} onChange={(ends) => onChange({ ends })}>
        <div className="row choices">
          <Radio value="never" label="Never" disabled={disabled} />
          <Radio value="count" label="After some times" disabled={disabled} />
          <Radio value="until" label="On a day" disabled={disabled} />
        </div>
      </Radio.Group>
      {value.ends === 'count' && (
        <NumberInput label="How many times" name="count" min={1} max={100_000} allowDecimal={false} value={value.count} error={wrong.count} disabled={disabled} onChange={(count) => onChange({ count })} />
      )}
      {value.ends === 'until' && (
        <TextInput label="Last day" type="date" name="until" value={value.until} error={wrong.until} disabled={disabled} onChange={(event) => onChange({ until: event.currentTarget.value })} />
      )}
    </div>
  )
}

function Clocks({ value, onChange, wrong, disabled = false }: RuleProps) {
  const usual = value.gap === 'shift_forward' && value.overlap === 'first'
  return (
    <details className="fold" open={!usual || wrong.gap !== undefined || wrong.overlap !== undefined}>
      <summary>When clocks change</summary>
      <div className="grid">
        <Select
          label="A time that the clocks jump over"
          description="In spring, where they go forward."
          data={GAPS}
          value={value.gap}
          error={wrong.gap}
          allowDeselect={false}
          disabled={disabled}
          onChange={(gap) => gap !== null && onChange({ gap })}
        />
        <Select
          label="A time that comes twice"
          description="In autumn, where they go back."
          data={OVERLAPS}
          value={value.overlap}
          error={wrong.overlap}
          allowDeselect={false}
          disabled={disabled}
          onChange={(overlap) => overlap !== null && onChange({ overlap })}
        />
      </div>
    </details>
  )
}
