import { useState } from 'react'
import { Button, Radio, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { v2 } from '~/api/client'
import { say } from '~/ui/feedback'
import { Card, Page } from '~/ui/Page'
import { Await, EmptyState, ErrorState } from '~/ui/States'
import { netPortLists } from '../port_lists/queries'
import { netSchedules } from '../schedules/queries'
import { netTargets } from '../targets/queries'
import { ProfileChoice } from './ProfileChoice'
import { ofNet } from './profiles'
import { netProfiles } from './queries'
import { Wizard } from './Wizard'

const ALL = { page: 1, size: 100, sort: 'name', filters: {} }

/** A new scan: target, profile, when. */
export function NetWizard() {
  const given = useSearch({ strict: false }) as { target?: string }
  const [target, setTarget] = useState(given.target ?? '')
  const [profile, setProfile] = useState('normal')
  const [ports, setPorts] = useState<string | null>(null)
  const [when, setWhen] = useState('now')
  const [schedule, setSchedule] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [at, setAt] = useState(given.target === undefined ? 0 : 1)
  const targets = useQuery(netTargets(ALL))
  const profiles = useQuery(netProfiles)
  const lists = useQuery(netPortLists(ALL))
  const schedules = useQuery(netSchedules(ALL))
  const client = useQueryClient()
  const navigate = useNavigate()
  const targetName = targets.data?.rows.find((one) => one.id === target)?.name
  const chosen = profiles.data?.find((one) => one.id === profile)
  const suggested = `${targetName ?? 'Scan'}, ${chosen?.name ?? profile}`

  const make = useMutation({
    mutationFn: async () => {
      const scan = { name: name.trim() || suggested, target_id: target, profile_id: profile, port_list_id: ports, schedule_id: when === 'schedule' ? schedule : null }
      const made = await v2.post('/v2/scans', { body: { scan } })
      if (when === 'now') await v2.post('/v2/scans/{id}/start', { path: { id: made.data.id } })
      return made.data.id
    },
    onSuccess: async (id) => {
      await client.invalidateQueries({ queryKey: ['net'] })
      say(when === 'now' ? 'The scan is on its way.' : 'The scan was saved.')
      await navigate({ to: '/net/scans/$id', params: { id } })
    },
  })

  const pickTarget = (
    <Card>
      <Await query={targets}>
        {(page) =>
          page.rows.length === 0 ? (
            <EmptyState icon="target" title="No targets yet" action={<Button component={Link} to="/net/targets/new">New target</Button>}>
              A scan needs something to look at.
            </EmptyState>
          ) : (
            <Select
              label="Target"
              searchable
              data={page.rows.map((one) => ({ value: one.id, label: `${one.name} (${one.hosts.slice(0, 60)})` }))}
              value={target === '' ? null : target}
              onChange={(value) => setTarget(value ?? '')}
            />
          )
        }
      </Await>
    </Card>
  )
  const pickProfile = (
    <>
      <Await query={profiles}>{(all) => <ProfileChoice label="Profile" profiles={all.map(ofNet)} value={profile} onChange={setProfile} />}</Await>
      <Select
        label="Other ports"
        description="Empty: the ports of the profile."
        clearable
        searchable
        data={(lists.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))}
        value={ports}
        onChange={setPorts}
      />
    </>
  )
  const pickWhen = (
    <Card>
      <Radio.Group label="When" value={when} onChange={setWhen}>
        <div className="stack tight">
          <Radio value="now" label="Now" />
          <Radio value="schedule" label="By a schedule" />
          <Radio value="later" label="Only save it; start it by hand" />
        </div>
      </Radio.Group>
      {when === 'schedule' && (
        <>
          <Select label="Schedule" data={(schedules.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))} value={schedule} onChange={setSchedule} />
          <span className="small">
            Not there yet? <Link to="/net/schedules/new">Make a schedule</Link>
          </span>
        </>
      )}
      <TextInput label="Name of the scan" placeholder={suggested} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {make.error !== null && <ErrorState error={make.error} />}
    </Card>
  )
  return (
    <Page title="New network scan" back={{ to: '/net/scans', label: 'Network scans' }}>
      <Wizard
        at={at}
        go={setAt}
        busy={make.isPending}
        finish={() => make.mutate()}
        finishLabel={when === 'now' ? 'Start scan' : 'Save scan'}
        steps={[
          { label: 'Target', summary: targetName, content: pickTarget, ready: target !== '' },
          { label: 'Profile', summary: chosen?.name, content: pickProfile, ready: profile !== '' },
          { label: 'When', summary: undefined, content: pickWhen, ready: when !== 'schedule' || schedule !== null },
        ]}
      />
    </Page>
  )
}
