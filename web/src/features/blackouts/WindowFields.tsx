import { Checkbox, TextInput } from '@mantine/core'
import { ZoneSelect } from '../schedules/ZoneSelect'
import { SHORT_DAYS, windowInWords, type WindowValues } from './window'

const FULL = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** From when until when, on which days, in which zone; and the same in a sentence. */
export function WindowFields(props: {
  value: WindowValues
  onChange: (value: WindowValues) => void
  wrong?: Partial<Record<string, string>>
  disabled?: boolean
}) {
  const { value, onChange, wrong = {}, disabled = false } = props
  return (
    <div className="stack">
      <div className="grid">
        <TextInput label="Begins" type="time" name="begin" value={value.begin} error={wrong.begin} disabled={disabled} onChange={(event) => onChange({ ...value, begin: event.currentTarget.value })} />
        <TextInput label="Ends" type="time" name="cease" value={value.cease} error={wrong.cease} disabled={disabled} onChange={(event) => onChange({ ...value, cease: event.currentTarget.value })} />
      </div>
      <Checkbox.Group
        label="On days"
        description="None ticked are all. A window over midnight belongs to the day on which it begins."
        error={wrong.weekdays}
        value={value.weekdays.map(String)}
        onChange={(days) => onChange({ ...value, weekdays: days.map(Number).sort((a, b) => a - b) })}
      >
        <div className="row choices">
          {SHORT_DAYS.map((day, index) => (
            <Checkbox key={day} value={String(index + 1)} label={day} aria-label={FULL[index] ?? day} disabled={disabled} />
          ))}
        </div>
      </Checkbox.Group>
      <ZoneSelect label="Time zone of the window" name="timezone" value={value.timezone} error={wrong.timezone} disabled={disabled} onChange={(timezone) => onChange({ ...value, timezone })} />
      {value.begin !== '' && value.cease !== '' && (
        <p className="quiet small prose" role="status">
          Nothing runs: {windowInWords(value)} ({value.timezone}).
        </p>
      )}
    </div>
  )
}
