import { Switch } from '@mantine/core'
import { WindowFields } from '../blackouts/WindowFields'
import type { OwnWindow } from './ownWindow'

/** The times in which the runs of this one schedule are held back, besides those of the organization and the target. */
export function OwnBlackout({ value, onChange, wrong, disabled = false }: { value: OwnWindow; onChange: (value: OwnWindow) => void; wrong?: Partial<Record<string, string>>; disabled?: boolean }) {
  return (
    <div className="stack">
      <Switch
        label="A blackout period of its own"
        description="Its runs do not start in it, and pause when it begins. Those of the organization and of the target hold as well."
        checked={value.enabled}
        disabled={disabled}
        onChange={(event) => onChange({ ...value, enabled: event.currentTarget.checked, idle: false })}
      />
      {value.enabled && <WindowFields value={value} disabled={disabled} {...(wrong === undefined ? {} : { wrong })} onChange={(window) => onChange({ ...value, ...window })} />}
    </div>
  )
}
