import { NumberInput, Select } from '@mantine/core'
import type { PolicyValues } from './rule'

const CATCH_UP = [
  { value: 'latest', label: 'Run the latest one' },
  { value: 'none', label: 'Leave them out' },
  { value: 'all', label: 'Run all of them' },
]
const OVERLAP = [
  { value: 'skip', label: 'Leave the new one out' },
  { value: 'queue', label: 'Run the new one afterwards' },
  { value: 'cancel_running', label: 'Cancel the old one, run the new one' },
]

/** What becomes of due times that could not be kept as they are. */
export function PolicyFields(props: {
  value: PolicyValues
  onChange: (change: Partial<PolicyValues>) => void
  wrong: Partial<Record<string, string>>
  disabled?: boolean
}) {
  const { value, onChange, wrong, disabled = false } = props
  return (
    <div className="stack">
      <Select
        label="If the server was off at the time"
        data={CATCH_UP}
        value={value.catch_up}
        error={wrong.catch_up}
        allowDeselect={false}
        disabled={disabled}
        onChange={(catch_up) => catch_up !== null && onChange({ catch_up })}
      />
      <Select
        label="If the run before has not ended"
        data={OVERLAP}
        value={value.overlap_policy}
        error={wrong.overlap_policy}
        allowDeselect={false}
        disabled={disabled}
        onChange={(overlap_policy) => overlap_policy !== null && onChange({ overlap_policy })}
      />
      <NumberInput
        label="Spread the start over seconds"
        name="jitter_seconds"
        description="Each run starts at a random moment within so many seconds: many schedules of one minute do not all begin at once."
        min={0}
        max={86_400}
        allowDecimal={false}
        value={value.jitter_seconds}
        error={wrong.jitter_seconds}
        disabled={disabled}
        onChange={(jitter_seconds) => onChange({ jitter_seconds })}
      />
    </div>
  )
}
