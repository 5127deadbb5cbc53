import { lazy, Suspense } from 'react'
import { useQuery } from '@tanstack/react-query'
import { usePace } from '~/api/live'
import type { Net } from '~/api/types'
import { ScanStatus, SeverityCounts } from '~/ui/Badges'
import { DataTable, type Column } from '~/ui/DataTable'
import { dateTime, span, words } from '~/ui/format'
import { Card, Facts } from '~/ui/Page'
import { Await, EmptyState, Loading } from '~/ui/States'
import { HeldShort } from './Held'
import { netRuns } from './queries'

type Run = Net['History']

const Trend = lazy(() => import('~/ui/charts/Trend'))

const COLUMNS: Column<Run>[] = [
  { id: 'begun', header: 'Begun', cell: (row) => <span className="nowrap">{dateTime(row.started_at ?? row.created_at)}</span> },
  { id: 'status', header: 'Status', cell: (row) => <><ScanStatus status={row.status} /> <HeldShort run={row} /></> },
  { id: 'trigger', header: 'By', priority: 2, cell: (row) => words(row.trigger) },
  { id: 'took', header: 'Took', priority: 2, cell: (row) => (row.duration === null || row.duration === undefined ? '–' : span(row.duration)) },
  { id: 'hosts', header: 'Hosts', numeric: true, priority: 2, cell: (row) => row.hosts_up },
  { id: 'findings', header: 'Findings', cell: (row) => <SeverityCounts counts={row.severity_counts} /> },
]

/** Every run of a scan, how findings went, and what the newest one covered. */
export function NetRuns({ scan, live }: { scan: string; live: boolean }) {
  const query = useQuery({ ...netRuns(scan), refetchInterval: usePace()(live && 5000) })
  return (
    <Await query={query}>
      {(runs) => {
        const newest = runs[0]
        if (newest === undefined) {
          return (
            <EmptyState icon="scan" title="Never run">
              “Start” runs it now.
            </EmptyState>
          )
        }
        const points = runs
          .filter((run) => run.status === 'completed')
          .map((run) => ({ when: dateTime(run.finished_at), ...run.severity_counts }))
          .reverse()
        return (
          <div className="stack">
            {points.length > 1 && (
              <Card title="Findings by run">
                <Suspense fallback={<Loading lines={4} />}>
                  <Trend points={points} />
                </Suspense>
              </Card>
            )}
            <DataTable label="Runs" rows={runs} columns={COLUMNS} rowId={(row) => row.id} />
            <Card title="The newest run">
              <Facts
                facts={[
                  ['Hosts that answered', newest.hosts_up],
                  ['Hosts asked for', <span key="h" className="mono">{newest.hosts}</span>],
                  ['Ports', <span key="p" className="mono">{newest.ports.replaceAll(',', ', ')}</span>],
                  ['Profile', `${newest.profile_id}, version ${newest.profile_version}`],
                  ['Remark', newest.reason],
                ]}
              />
            </Card>
          </div>
        )
      }}
    </Await>
  )
}
