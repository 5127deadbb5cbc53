import { Select } from '@mantine/core'
import { words } from '~/ui/format'

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const WEEKS = ['first', 'second', 'third', 'fourth', 'last']

export interface OnDay {
  /** `monday` …; none is the day of the first time. */
  weekday: string | null
  /** `first` …; only with a weekday of the month. */
  week: string | null
}

/** On which day of the week or month something repeats, where that is not the day of the first time. */
export function Weekday({ unit, value, onChange, disabled = false }: { unit: string; value: OnDay; onChange: (value: OnDay) => void; disabled?: boolean }) {
  if (unit !== 'month' && unit !== 'quarter') return null
  return (
    <div className="grid">
      <Select
        label="Day"
        data={[{ value: '', label: 'The day of the first time' }, ...WEEKS.map((one) => ({ value: one, label: `The ${one} …` }))]}
        value={value.week ?? ''}
        allowDeselect={false}
        disabled={disabled}
        onChange={(week) => onChange(week === null || week === '' ? { week: null, weekday: null } : { week, weekday: value.weekday ?? 'sunday' })}
      />
      {value.week !== null && (
        <Select
          label="of these"
          data={DAYS.map((one) => ({ value: one, label: words(one) }))}
          value={value.weekday ?? 'sunday'}
          allowDeselect={false}
          disabled={disabled}
          onChange={(weekday) => onChange({ ...value, weekday })}
        />
      )}
    </div>
  )
}
