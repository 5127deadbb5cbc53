import { Select, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { partialOf } from '../scans/partial'
import { PartialFields } from '../scans/PartialFields'
import { useProfileName, webProfiles } from '../scans/queries'
import { webTarget } from '../targets/queries'
import type { WebSettings } from './webSettings'

/** Whether the scans of a schedule follow the settings of the target or of the schedule, and which those are. */
export function WebSettingsFields(props: { value: WebSettings; onChange: (value: WebSettings) => void; target: string; wrong?: Partial<Record<string, string>> }) {
  const { value, onChange, wrong = {} } = props
  const target = useQuery({ ...webTarget(props.target), enabled: props.target !== '' }).data
  const profiles = useQuery(webProfiles)
  const fitting = (profiles.data ?? []).filter((one) => target === undefined || (one.type === 'api') === (target.type === 'api'))
  const named = [{ value: '', label: 'That of the target' }, ...fitting.map((one) => ({ value: one.id, label: one.name }))]
  return (
    <div className="stack">
      <Switch
        label="Settings of its own"
        description="Its profile, and how much is tested. Otherwise those of the target count, as they are when a scan starts."
        checked={value.override}
        onChange={(event) => onChange({ ...value, override: event.currentTarget.checked })}
      />
      {value.override ? (
        <>
          <Select label="Profile" name="scan_profile" data={named} value={value.profile} error={wrong.scan_profile} allowDeselect={false} onChange={(profile) => onChange({ ...value, profile: profile ?? '' })} />
          <PartialFields legend="How much is tested" value={value} onChange={(change) => onChange({ ...value, ...change })} />
        </>
      ) : (
        target !== undefined && <TargetsOwn target={target} />
      )}
    </div>
  )
}

function TargetsOwn({ target }: { target: { id: string; scan_profile: string; schedule_incremental: boolean; schedule_reduced_scope: boolean } }) {
  const profile = useProfileName()
  const ways = partialOf({ incremental: target.schedule_incremental, reduced_scope: target.schedule_reduced_scope })
  return (
    <p className="quiet small prose">
      At the moment: profile “{profile(target.scan_profile)}”, {ways.length === 0 ? 'everything is tested' : `only ${ways.map((one) => one.short).join(', ')}`}.{' '}
      <Link to="/web/targets/$id" params={{ id: target.id }} search={{ tab: 'general' } as never}>
        Settings of the target
      </Link>
    </p>
  )
}
