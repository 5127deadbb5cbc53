import { Button, Tabs } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { dast } from '~/api/client'
import { useEnding, useLive } from '~/api/live'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { ScanStatus, SeverityCounts } from '~/ui/Badges'
import { complain } from '~/ui/feedback'
import { between, dateTime, relative } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { Card, Facts, Page } from '~/ui/Page'
import { Await, EmptyState } from '~/ui/States'
import { WebFindingList } from '../findings/WebFindingList'
import { Coverage } from './Coverage'
import { Held } from './Held'
import { holdOf, isOpen, type RunSaid } from './hold'
import { PartialNote } from './Partial'
import { loadWebScan, useProfileName } from './queries'
import { RunControls, type Act } from './RunControls'
import { Stages } from './Stages'
import { WebReports } from './WebReports'

type Scan = Web['Scan']

export function WebScanPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const search = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const query = useLive(['web', 'scan', id], (signal) => loadWebScan(id, signal), (scan) => isOpen(scan.status))
  const open = query.data !== undefined && isOpen(query.data.status)
  useEnding(open, 'web')
  return (
    <Page
      title={query.data === undefined ? 'Scan' : `Scan of ${query.data.target.name}`}
      back={{ to: '/web/scans', label: 'Web scans' }}
      subtitle={query.data?.target.site.url}
      actions={query.data !== undefined && <Actions scan={query.data} />}
    >
      <Await query={query}>
        {(scan) => (
          <>
            <State scan={scan} />
            <Tabs value={search.tab ?? 'findings'} onChange={(tab) => void navigate({ to: '.', search: { tab: tab ?? undefined } as never, replace: true })} keepMounted={false}>
              <Tabs.List mb="md">
                <Tabs.Tab value="findings">Findings</Tabs.Tab>
                <Tabs.Tab value="coverage">Coverage</Tabs.Tab>
                <Tabs.Tab value="report">Report</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="findings">
                <WebFindingList
                  only={{ scan: [id] }}
                  live={open}
                  empty={
                    <EmptyState icon="check" title={open ? 'Nothing found so far' : 'Nothing found'}>
                      {open ? 'Findings appear here as they come.' : 'The tab “Coverage” says what was asked for.'}
                    </EmptyState>
                  }
                />
              </Tabs.Panel>
              <Tabs.Panel value="coverage">
                <Coverage scan={scan} live={open} />
              </Tabs.Panel>
              <Tabs.Panel value="report">
                <WebReports scan={scan} />
              </Tabs.Panel>
            </Tabs>
          </>
        )}
      </Await>
    </Page>
  )
}

/** What of a scan says what holds it. */
const runOf = (scan: Scan): RunSaid => ({ ...scan, reason: scan.status_reason ?? null })

function State({ scan }: { scan: Scan }) {
  const run = runOf(scan)
  const profile = useProfileName()
  return (
    <Card>
      <div className="row spread">
        <span aria-live="polite">
          <ScanStatus status={scan.status} />
        </span>
        <SeverityCounts info={false} counts={{ critical: scan.criticals, high: scan.highs, medium: scan.mediums, low: scan.lows }} />
      </div>
      <Held run={run} />
      <PartialNote said={scan} />
      {scan.status_reason && holdOf(run) === undefined && <p className="prose">{scan.status_reason}</p>}
      <Stages scan={scan} />
      <div className="grid">
        <Facts
          facts={[
            ['Target', <Link key="t" to="/web/targets/$id" params={{ id: scan.target.id }}>{scan.target.name}</Link>],
            ['Profile', profile(scan.scan_profile)],
            ['Technologies', scan.stack.map((one) => one.name).join(', ')],
          ]}
        />
        <Facts
          facts={[
            ['Begun', scan.started && `${dateTime(scan.started)} (${relative(scan.started).replaceAll(' ', '\u00a0')})`],
            ['Took', scan.started && between(scan.started, scan.completed)],
            ['By', scan.changed_by.name || scan.changed_by.email],
          ]}
        />
      </div>
    </Card>
  )
}

/** What starts another scan like this one. */
function same({ scan_profile, incremental, reduced_scope, reduced_scopes }: Scan) {
  return { scan_profile: String(scan_profile), incremental, reduced_scope, ...(reduced_scopes.length === 0 ? {} : { reduced_scopes }) }
}

function Actions({ scan }: { scan: Scan }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay()
  const path = { target_id: scan.target.id, id: scan.id }
  const settled = (): Promise<void> => client.invalidateQueries({ queryKey: ['web'] })
  async function override(reason: string): Promise<unknown> {
    const leave = { ignore_blackout_period: true, reason }
    if (scan.status !== 'queued') return dast.post('/targets/{target_id}/scans/{id}/resume/', { path, body: leave })
    // A scan that has not begun has nothing to resume: another one takes its place.
    await dast.post('/targets/{target_id}/scans/{id}/cancel/', { path })
    const made = await dast.post('/targets/{target_id}/scan_now/', { path: { target_id: scan.target.id }, body: { ...leave, ...same(scan) } })
    return navigate({ to: '/web/scans/$id', params: { id: made.id } })
  }
  const act = (wish: Act): Promise<unknown> =>
    wish.what === 'override'
      ? override(wish.reason)
      : dast.post(`/targets/{target_id}/scans/{id}/${wish.what}/`, { path })
  const again = useMutation({
    mutationFn: () => dast.post('/targets/{target_id}/scan_now/', { path: { target_id: scan.target.id }, body: same(scan) }),
    onError: complain,
    onSuccess: (made) => navigate({ to: '/web/scans/$id', params: { id: made.id } }),
  })
  if (!may('scan.start')) return null
  return (
    <>
      <RunControls run={runOf(scan)} act={act} settled={settled} />
      {!isOpen(scan.status) && (
        <Button loading={again.isPending} leftSection={<Icon name="play" size={16} />} onClick={() => again.mutate()}>
          Scan again
        </Button>
      )}
    </>
  )
}
