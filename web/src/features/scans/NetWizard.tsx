import { useState } from 'react'
import { Button, Radio, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { v2 } from '~/api/client'
import type { Net } from '~/api/types'
import { say } from '~/ui/feedback'
import { count, dateTime } from '~/ui/format'
import { Card, Page } from '~/ui/Page'
import { Await, EmptyState, ErrorState } from '~/ui/States'
import { netPortLists } from '../port_lists/queries'
import { netSchedules } from '../schedules/queries'
import { period } from '../schedules/words'
import { netTarget, netTargets } from '../targets/queries'
import { ProfileChoice } from './ProfileChoice'
import { ofNet } from './profiles'
import { netProfiles } from './queries'
import { Summary, Wizard } from './Wizard'

const ALL = { page: 1, size: 100, sort: 'name', filters: {} }
/** Profiles are only offered to the products they belong to; this one is where there is it. */
const USUAL = 'normal'

type Target = Net['Target']

function labelOf(one: Target | undefined): string {
  return one === undefined ? '' : `${one.name} (${one.hosts.slice(0, 60)})`
}

/** What was found, and what is chosen even if it is not among that. */
function withChosen(found: Target[], chosen: Target | undefined): Target[] {
  return chosen === undefined || found.some((one) => one.id === chosen.id) ? found : [chosen, ...found]
}

/** A new scan: target, profile, when. */
export function NetWizard() {
  const given = useSearch({ strict: false }) as { target?: string; schedule?: string }
  const [target, setTarget] = useState(given.target ?? '')
  const [profile, setProfile] = useState<string>()
  const [ports, setPorts] = useState<string | null>(null)
  const [when, setWhen] = useState(given.schedule === undefined ? 'now' : 'schedule')
  const [schedule, setSchedule] = useState<string | null>(given.schedule ?? null)
  const [name, setName] = useState('')
  const [sought, setSought] = useState('')
  const [asked] = useDebouncedValue(sought, 250)
  const [at, setAt] = useState(given.target === undefined ? 0 : 1)
  const targets = useQuery({ ...netTargets({ ...ALL, filters: asked === '' ? {} : { name: [asked] } }), placeholderData: keepPreviousData })
  const preset = useQuery({ ...netTarget(target), enabled: target !== '' })
  const profiles = useQuery(netProfiles)
  const lists = useQuery(netPortLists(ALL))
  const schedules = useQuery(netSchedules(ALL))
  const client = useQueryClient()
  const navigate = useNavigate()
  const targetName = preset.data?.name
  const offered = profiles.data ?? []
  const chosen = offered.find((one) => one.id === profile) ?? offered.find((one) => one.id === USUAL) ?? offered[0]
  const plan = schedules.data?.rows.find((one) => one.id === schedule)
  const suggested = `${targetName ?? 'Scan'}, ${chosen?.name ?? ''}`

  const make = useMutation({
    mutationFn: async () => {
      const scan = { name: name.trim() || suggested, target_id: target, profile_id: chosen?.id ?? USUAL, port_list_id: ports, schedule_id: when === 'schedule' ? schedule : null }
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
          page.total === 0 && asked === '' ? (
            <EmptyState icon="target" title="No targets yet" action={<Button component={Link} to="/net/targets/new">New target</Button>}>
              A scan needs something to look at.
            </EmptyState>
          ) : (
            <Select
              label="Target"
              placeholder="Choose a target"
              description={page.total > page.rows.length ? 'Type to look for others.' : 'What is to be scanned.'}
              searchable
              nothingFoundMessage="No target of that name"
              filter={({ options }) => options}
              onSearchChange={(text) => setSought(text === labelOf(preset.data) ? '' : text)}
              data={withChosen(page.rows, preset.data).map((one) => ({ value: one.id, label: labelOf(one) }))}
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
      <Await query={profiles}>{(all) => <ProfileChoice label="Profile" profiles={all.map(ofNet)} value={chosen?.id ?? ''} onChange={setProfile} />}</Await>
      <Select
        label="Other ports"
        placeholder="A port list"
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
          <Select
            label="Schedule"
            description={plan && `${period(plan)}, ${plan.enabled ? `next on ${dateTime(plan.next_time)}` : 'not in use'}`}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder="Choose a schedule"
            searchable
            nothingFoundMessage="No schedule of that name"
            data={(schedules.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))}
            value={schedule}
            onChange={setSchedule}
          />
          <span className="small">
            Not there yet? <Link to="/net/schedules/new">Make a schedule</Link>
          </span>
        </>
      )}
      <TextInput label="Name of the scan" placeholder={suggested} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {make.error !== null && <ErrorState error={make.error} />}
      <Summary lines={[targetName !== undefined && `${targetName}: ${count(preset.data?.hosts_count ?? 0)} ${preset.data?.hosts_count === 1 ? 'address' : 'addresses'}`, chosen && `${chosen.name}: ${chosen.description}`]} />
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
          { label: 'Profile', summary: chosen?.name, content: pickProfile, ready: chosen !== undefined },
          { label: 'When', summary: undefined, content: pickWhen, ready: when !== 'schedule' || schedule !== null },
        ]}
      />
    </Page>
  )
}
