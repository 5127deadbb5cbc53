import { useState } from 'react'
import { Button, Radio, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { dast } from '~/api/client'
import { say } from '~/ui/feedback'
import { Card, Page } from '~/ui/Page'
import { Await, EmptyState, ErrorState } from '~/ui/States'
import { settingsBody, TARGETS_OWN, type WebSettings } from '../schedules/webSettings'
import { WebSettingsFields } from '../schedules/WebSettingsFields'
import { complete, suggestedTiming, timingBody, type WebTiming } from '../schedules/webTiming'
import { WebWhen } from '../schedules/WebWhen'
import { webTargets } from '../targets/queries'
import { NowFields } from './NowFields'
import { partBody, partInWords, partOf, type NowPart } from './nowPart'
import { ProfileChoice } from './ProfileChoice'
import { ofWeb } from './profiles'
import { webProfiles } from './queries'
import { Summary, Wizard } from './Wizard'

const ALL = { page: 1, size: 500, sort: 'name', filters: {} }

/** A new scan of a web application: target, profile, when. */
export function WebWizard() {
  const given = useSearch({ strict: false }) as { target?: string; when?: string }
  const [id, setId] = useState(given.target ?? '')
  const [settings, setSettings] = useState<WebSettings>(TARGETS_OWN)
  const [part, setPart] = useState<NowPart>()
  const [when, setWhen] = useState(given.when === 'schedule' ? 'schedule' : 'now')
  const [timing, setTiming] = useState<WebTiming>(suggestedTiming)
  const [at, setAt] = useState(given.target === undefined ? 0 : 1)
  const targets = useQuery(webTargets(ALL))
  const profiles = useQuery(webProfiles)
  const client = useQueryClient()
  const navigate = useNavigate()
  const target = targets.data?.rows.find((one) => one.id === id)
  const usual = target?.scan_profile ?? 'normal'
  const chosen = settings.profile === '' ? usual : settings.profile
  const fitting = (profiles.data ?? []).filter((one) => (one.type === 'api') === (target?.type === 'api'))

  const named = fitting.find((one) => one.id === chosen)

  /** Another profile than the target's is a setting that a schedule has of its own. */
  function pick(profile: string): void {
    setSettings({ ...settings, profile: profile === usual ? '' : profile, override: profile !== usual || settings.incremental || settings.reduced_scope })
  }

  const make = useMutation({
    mutationFn: async () => {
      if (when === 'now') {
        const scan = await dast.post('/targets/{target_id}/scan_now/', { path: { target_id: id }, body: { scan_profile: chosen, ...(target === undefined ? {} : partBody(part ?? partOf(target), target.site.url)) } })
        return scan.id
      }
      await dast.post('/targets/{target_id}/scheduledscans/', { path: { target_id: id }, body: { ...timingBody(timing), ...settingsBody(settings) } })
      return undefined
    },
    onSuccess: async (scan) => {
      await client.invalidateQueries({ queryKey: ['web'] })
      say(scan === undefined ? 'The scan is scheduled.' : 'The scan is on its way.')
      if (scan === undefined) await navigate({ to: '/web/schedules' })
      else await navigate({ to: '/web/scans/$id', params: { id: scan } })
    },
  })

  const pickTarget = (
    <Card>
      <Await query={targets}>
        {(page) =>
          page.rows.length === 0 ? (
            <EmptyState icon="globe" title="No web targets yet" action={<Button component={Link} to="/web/targets/new">New target</Button>}>
              A scan needs an application or API to look at.
            </EmptyState>
          ) : (
            <Select
              label="Target"
              placeholder="Choose a target"
              searchable
              data={page.rows.map((one) => ({ value: one.id, label: `${one.name} (${one.site.url})` }))}
              value={id === '' ? null : id}
              onChange={(value) => {
                setId(value ?? '')
                setSettings(TARGETS_OWN)
                setPart(undefined)
              }}
            />
          )
        }
      </Await>
    </Card>
  )
  const pickProfile = (
    <Await query={profiles}>{() => <ProfileChoice label="Profile" profiles={fitting.map(ofWeb)} value={chosen} onChange={pick} />}</Await>
  )
  const pickWhen = (
    <Card>
      <Radio.Group label="When" value={when} onChange={setWhen}>
        <div className="stack tight">
          <Radio value="now" label="Now" />
          <Radio value="schedule" label="At a time, or again and again" />
        </div>
      </Radio.Group>
      {when === 'schedule' ? (
        <WebWhen value={timing} onChange={setTiming} error={make.error} target={id}>
          <WebSettingsFields value={settings} target={id} onChange={(next) => setSettings(next.override ? next : TARGETS_OWN)} />
        </WebWhen>
      ) : (
        target !== undefined && <NowFields value={part ?? partOf(target)} onChange={setPart} />
      )}
      {make.error !== null && <ErrorState error={make.error} />}
      <Summary lines={[target && `${target.name}: ${target.site.url}`, named && `${named.name}: ${named.description}`, when === 'now' && target && partInWords(part ?? partOf(target))]} />
    </Card>
  )
  return (
    <Page title="New web scan" back={{ to: '/web/scans', label: 'Web scans' }}>
      <Wizard
        at={at}
        go={setAt}
        busy={make.isPending}
        finish={() => make.mutate()}
        finishLabel={when === 'now' ? 'Start scan' : 'Schedule scan'}
        steps={[
          { label: 'Target', summary: target?.name, content: pickTarget, ready: id !== '' },
          { label: 'Profile', summary: named?.name, content: pickProfile, ready: true },
          { label: 'When', summary: undefined, content: pickWhen, ready: when === 'now' || complete(timing) },
        ]}
      />
    </Page>
  )
}
