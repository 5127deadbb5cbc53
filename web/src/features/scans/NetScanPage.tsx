import { Button, Progress, Tabs } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { v2 } from '~/api/client'
import { useEnding, useLive } from '~/api/live'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import { isMoving, ScanStatus, SeverityCounts } from '~/ui/Badges'
import { complain, Confirm, say } from '~/ui/feedback'
import { between, dateTime, relative } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { Card, Facts, Page } from '~/ui/Page'
import { Await, EmptyState } from '~/ui/States'
import { NetFindingList } from '../findings/NetFindingList'
import { Held } from './Held'
import { holdOf, isOpen, type RunSaid } from './hold'
import { NetCoverage } from './NetCoverage'
import { NetHosts } from './NetHosts'
import { NetLog, runLog } from './NetLog'
import { NetRuns } from './NetRuns'
import { loadNetScan, netRuns } from './queries'
import { RunChoice } from './RunChoice'
import { RunControls, type Act } from './RunControls'

type Scan = Net['Scan']

export function NetScanPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const search = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const query = useLive(['net', 'scan', id], (signal) => loadNetScan(id, signal), (scan) => isOpen(scan.status))
  const open = query.data !== undefined && isOpen(query.data.status)
  useEnding(open, 'net')
  return (
    <Page
      title={query.data?.name ?? 'Scan'}
      back={{ to: '/net/scans', label: 'Network scans' }}
      subtitle={query.data?.comment === '' ? undefined : query.data?.comment}
      actions={query.data !== undefined && <Actions scan={query.data} />}
    >
      <Await query={query}>
        {(scan) => (
          <>
            <State scan={scan} />
            <Tabs value={search.tab ?? 'findings'} onChange={(tab) => void navigate({ to: '.', search: { tab: tab ?? undefined } as never, replace: true })} keepMounted={false}>
              <Tabs.List mb="md">
                <Tabs.Tab value="findings">Findings</Tabs.Tab>
                <Tabs.Tab value="hosts">Hosts</Tabs.Tab>
                <Tabs.Tab value="coverage">Coverage</Tabs.Tab>
                <Tabs.Tab value="log">Log</Tabs.Tab>
                <Tabs.Tab value="runs">Runs</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="findings">
                <NetFindingList
                  only={{ scan: [id] }}
                  live={open}
                  empty={
                    <EmptyState icon="check" title={open ? 'Nothing found so far' : 'Nothing found'}>
                      {open ? 'Findings appear here as they come.' : 'The tab “Coverage” says what was looked at.'}
                    </EmptyState>
                  }
                />
              </Tabs.Panel>
              <Tabs.Panel value="hosts">
                <NetHosts scan={id} live={open} />
              </Tabs.Panel>
              <Tabs.Panel value="coverage">
                <RunChoice scan={id}>{(run) => <NetCoverage scan={id} run={run} live={open} />}</RunChoice>
              </Tabs.Panel>
              <Tabs.Panel value="log">
                <RunChoice scan={id}>{(run) => <NetLog scan={id} run={run} live={open} />}</RunChoice>
              </Tabs.Panel>
              <Tabs.Panel value="runs">
                <NetRuns scan={id} live={open} />
              </Tabs.Panel>
            </Tabs>
          </>
        )}
      </Await>
    </Page>
  )
}

/** The newest run of a scan, for what holds it. */
const runOf = (scan: Scan): RunSaid => ({ ...scan.last_run, status: scan.status })

/** The same with why it ignores blackouts, which only the list of runs says. */
function useRunOf(scan: Scan): RunSaid {
  const newest = useQuery(netRuns(scan.id)).data?.[0]
  const run = runOf(scan)
  return newest?.id === scan.last_run?.id ? { ...run, ignore_blackout_reason: newest?.ignore_blackout_reason ?? null } : run
}

function State({ scan }: { scan: Scan }) {
  const moving = isMoving(scan.status)
  const run = useRunOf(scan)
  return (
    <Card>
      <div className="row spread">
        <span className="row" aria-live="polite">
          <ScanStatus status={scan.status} />
          {isOpen(scan.status) && <b>{scan.progress} %</b>}
        </span>
        <SeverityCounts counts={scan.severity_counts} />
      </div>
      {isOpen(scan.status) && <Progress value={scan.progress} animated={moving} aria-label="Progress of the scan" />}
      {moving && <Doing scan={scan.id} />}
      <Held run={run} />
      {scan.last_run?.reason && holdOf(run) === undefined && <p className="prose">{scan.last_run.reason}</p>}
      <div className="grid">
        <Facts
          facts={[
            ['Target', <Link key="t" to="/net/targets/$id" params={{ id: scan.target_id }}>{scan.target_name}</Link>],
            ['Profile', scan.profile_name],
            ['Compliance', scan.compliance],
          ]}
        />
        <Facts
          facts={[
            ['Begun', scan.last_run?.started_at && `${dateTime(scan.last_run.started_at)} (${relative(scan.last_run.started_at).replaceAll(' ', '\u00a0')})`],
            ['Took', scan.last_run?.started_at && between(scan.last_run.started_at, scan.last_run.finished_at)],
            ['Next run', scan.next_time && dateTime(scan.next_time)],
          ]}
        />
      </div>
    </Card>
  )
}

/** What a run said last. */
function Doing({ scan }: { scan: string }) {
  const runs = useQuery(netRuns(scan))
  const run = runs.data?.[0]?.id
  const last = useQuery({
    queryKey: ['net', 'log', scan, run, 'last'],
    enabled: run !== undefined,
    refetchInterval: 4000,
    queryFn: async ({ signal }) => (await runLog(scan, run ?? '', { per_page: 1 }, signal)).data[0]?.attributes.message ?? null,
  })
  return last.data ? <p className="quiet small prose mono">{last.data}</p> : null
}

function Actions({ scan }: { scan: Scan }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay()
  const open = isOpen(scan.status)
  const path = { id: scan.id }
  const settled = (): Promise<void> => client.invalidateQueries({ queryKey: ['net'] })
  const start = useMutation({
    mutationFn: () => v2.post('/v2/scans/{id}/start', { path }),
    onError: complain,
    onSettled: settled,
  })
  async function override(reason: string): Promise<unknown> {
    const body = { scan: { ignore_blackout_period: true, reason } }
    if (scan.status !== 'queued') return v2.post('/v2/scans/{id}/resume', { path, body })
    // A run that has not begun has nothing to resume: another one takes its place.
    await v2.post('/v2/scans/{id}/stop', { path })
    return v2.post('/v2/scans/{id}/start', { path, body })
  }
  const act = (wish: Act): Promise<unknown> =>
    wish.what === 'override'
      ? override(wish.reason)
      : v2.post(`/v2/scans/{id}/${wish.what}`, { path })
  async function remove(): Promise<void> {
    await v2.delete('/v2/scans/{id}', { path })
    await client.invalidateQueries({ queryKey: ['net', 'scans'] })
    say(`“${scan.name}” was deleted.`)
    await navigate({ to: '/net/scans' })
  }
  return (
    <>
      {may('scan.write') && !open && (
        <Confirm label="Delete" question={`Delete “${scan.name}”?`} act={remove}>
          Its runs and reports go with it.
        </Confirm>
      )}
      {may('report.read') && (
        <Button variant="default" component={Link} to={`/net/reports?scan=${scan.id}` as never}>
          Reports
        </Button>
      )}
      <RunControls run={runOf(scan)} act={act} settled={settled} />
      {may('scan.start') && !open && (
        <Button onClick={() => start.mutate()} loading={start.isPending} leftSection={<Icon name="play" size={16} />}>
          Start
        </Button>
      )}
    </>
  )
}
