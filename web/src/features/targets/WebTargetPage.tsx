import { Alert, Button, Tabs } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { SeverityCounts, StatusBadge } from '~/ui/Badges'
import { complain, Confirm, say } from '~/ui/feedback'
import { dateTime, relative } from '~/ui/format'
import { Card, Facts, Page } from '~/ui/Page'
import { Await } from '~/ui/States'
import { WebTargetBlackout } from '../blackouts/WebTargetBlackout'
import { webTarget } from './queries'
import { ApiLogin } from './web/ApiLogin'
import { ApiSettings } from './web/ApiSettings'
import { General } from './web/General'
import { Hosts } from './web/Hosts'
import { Logins } from './web/Logins'
import { Logout } from './web/Logout'
import { Otp } from './web/Otp'
import { Parts } from './web/Parts'
import { Scope } from './web/Scope'
import { Labels } from './WebTargets'

type Target = Web['Target']

export function WebTargetPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const search = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const query = useQuery(webTarget(id))
  const target = query.data
  return (
    <Page
      title={target?.name || (target?.site.url ?? 'Web target')}
      back={{ to: '/web/targets', label: 'Web targets' }}
      subtitle={target?.site.url}
      actions={target !== undefined && <Actions target={target} />}
    >
      <Await query={query}>
        {(data) => (
          <Tabs
            value={search.tab ?? 'overview'}
            onChange={(tab) => void navigate({ to: '.', search: { tab: tab ?? undefined } as never, replace: true })}
            keepMounted={false}
          >
            <Tabs.List mb="md">
              <Tabs.Tab value="overview">Overview</Tabs.Tab>
              <Tabs.Tab value="general">General</Tabs.Tab>
              <Tabs.Tab value="logins">Logins</Tabs.Tab>
              <Tabs.Tab value="scope">Scope</Tabs.Tab>
              {data.type === 'api' && <Tabs.Tab value="api">API</Tabs.Tab>}
            </Tabs.List>
            <Tabs.Panel value="overview">
              <Overview target={data} />
            </Tabs.Panel>
            <Tabs.Panel value="general">
              <div className="stack" key={data.changed}>
                <General target={data} />
                <Parts target={data} />
              </div>
            </Tabs.Panel>
            <Tabs.Panel value="logins">
              <div className="stack">
                <Logins site={data.site} id={data.id} />
                <Otp site={data.site} id={data.id} />
                <Logout site={data.site} id={data.id} />
              </div>
            </Tabs.Panel>
            <Tabs.Panel value="scope">
              <div className="stack">
                <Scope key={data.site.changed} target={data} />
                <Hosts target={data} />
                <WebTargetBlackout key={data.blackout_period?.changed ?? ''} target={data} />
              </div>
            </Tabs.Panel>
            <Tabs.Panel value="api">
              <div className="stack">
                <ApiSettings target={data} />
                <ApiLogin target={data} />
              </div>
            </Tabs.Panel>
          </Tabs>
        )}
      </Await>
    </Page>
  )
}

function Actions({ target }: { target: Target }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay()
  const scan = useMutation({
    mutationFn: () => dast.post('/targets/{target_id}/scan_now/', { path: { target_id: target.id }, body: {} }),
    onError: complain,
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['web'] })
      await navigate({ to: '/web/scans/$id', params: { id: made.id } })
    },
  })
  async function remove(): Promise<void> {
    await dast.delete('/targets/{id}/', { path: { id: target.id } })
    await client.invalidateQueries({ queryKey: ['web'] })
    say(`“${target.name}” was deleted.`)
    await navigate({ to: '/web/targets' })
  }
  return (
    <>
      {may('target.write') && (
        <Confirm label="Delete" question={`Delete “${target.name}”?`} act={remove}>
          The target goes with its settings, scans and findings.
        </Confirm>
      )}
      {may('scan.start') && (
        <Button onClick={() => scan.mutate()} loading={scan.isPending} disabled={target.running_scan !== null && target.running_scan !== undefined}>
          Scan now
        </Button>
      )}
    </>
  )
}

function Overview({ target }: { target: Target }) {
  const scan = target.running_scan ?? target.last_scan
  return (
    <div className="stack">
      {!target.site.verified && target.site.verification_last_error !== '' && <Alert color="yellow">{target.site.verification_last_error}</Alert>}
      <div className="grid two even">
        <Card title="Findings" aside={<Link to={`/web/findings?target=${target.id}` as never}>Show all</Link>}>
          {target.risk === null || target.risk === undefined ? (
            <p className="quiet prose">Not scanned yet. “Scan now” starts with the profile “{target.scan_profile}”.</p>
          ) : (
            <SeverityCounts info={false} counts={{ critical: target.criticals ?? 0, high: target.highs ?? 0, medium: target.mediums ?? 0, low: target.lows ?? 0 }} />
          )}
        </Card>
        <Card title="Scans" aside={<Link to={`/web/scans?target=${target.id}` as never}>Show all</Link>}>
          {scan === null || scan === undefined ? (
            <p className="quiet prose">None yet.</p>
          ) : (
            <Link to="/web/scans/$id" params={{ id: scan.id }} className="row">
              <StatusBadge status={scan.status} /> {relative(scan.completed ?? scan.started)}
            </Link>
          )}
          <Facts facts={[['Next', target.next_scan ? dateTime(target.next_scan.date_time) : 'Not scheduled']]} />
        </Card>
        <Card title="About">
          <Facts
            facts={[
              ['Kind', target.type === 'api' ? 'API' : 'Web application'],
              ['Profile', target.allowed_scan_profiles.find((one) => one.id === target.scan_profile)?.name ?? target.scan_profile],
              ['Labels', target.labels.length > 0 && <Labels labels={target.labels} />],
              ['Ownership', target.site.verified ? `Proven ${relative(target.site.verification_date)}` : 'Not proven; not needed for addresses of your own ranges'],
              ['Technologies', target.site.stack.map((one) => one.name).join(', ')],
              ['Description', target.desc],
            ]}
          />
        </Card>
        {!target.site.verified && <Verify target={target} />}
      </div>
    </div>
  )
}

/** How to prove that one owns the site. */
function Verify({ target }: { target: Target }) {
  const client = useQueryClient()
  const writable = useMay()('target.write')
  const token = target.site.verification_token
  const verify = useMutation({
    mutationFn: (type: string) => dast.post('/targets/{id}/site/verify/', { path: { id: target.id }, body: { type } }),
    onError: complain,
    onSuccess: (answer) => say(answer.message),
    onSettled: () => client.invalidateQueries({ queryKey: ['web', 'target', target.id] }),
  })
  return (
    <Card>
      <details className="fold" open={target.site.verification_last_error !== ''}>
        <summary>Prove that it is yours</summary>
        <div className="stack">
      <p className="quiet prose">
        Addresses outside the ranges that your organization may always test need a proof: a file at{' '}
        <code className="break">/{token}.txt</code> that contains <code>Watchpost</code>, or a DNS TXT record{' '}
        <code className="break">Watchpost={token}</code>.
      </p>
      {writable && (
        <div className="row">
          <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate('file')}>
            Look for the file
          </Button>
          <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate('dns_txt')}>
            Look for the record
          </Button>
        </div>
      )}
        </div>
      </details>
    </Card>
  )
}
