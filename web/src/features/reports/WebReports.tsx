import { Button } from '@mantine/core'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { address, dast } from '~/api/client'
import { usePace } from '~/api/live'
import { pageOfWeb, type Web } from '~/api/types'
import { StatusBadge } from '~/ui/Badges'
import { bytes, dateTime, relative } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState, type ListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import type { Column } from '~/ui/tableParts'

type WebReport = Web['ReportView']

const DEFAULTS = { sort: '-created', filters: ['scan', 'target'] } as const

const COLUMNS: Column<WebReport>[] = [
  {
    id: 'name',
    header: 'Report',
    cell: (row) => (
      <div className="break">
        {!row.scan ? (
          <span className="title">{row.name}</span>
        ) : (
          <Link className="title" to="/web/scans/$id" params={{ id: row.scan }}>
            <ReportName report={row} />
          </Link>
        )}
      </div>
    ),
  },
  { id: 'status', header: 'Status', priority: 2, cell: (row) => <StatusBadge status={row.status} /> },
  { id: 'files', header: 'Files', cell: (row) => <Files report={row} /> },
  { id: 'made', header: 'Made', priority: 2, cell: (row) => <span className="nowrap">{relative(row.created)}</span> },
]

/** Targets of the newest scans, by the ids of the scans: a report itself only says which scan it is of. */
const scanned = queryOptions({
  queryKey: ['web', 'scans', 'of reports'],
  staleTime: 30_000,
  queryFn: async ({ signal }) => {
    const answer = await dast.get('/scans/', { query: { length: 200, ordering: '-created', exclude: 'target_options' }, signal })
    return new Map(answer.results.map((one) => [one.id, one.target.name]))
  },
})

function ReportName({ report }: { report: WebReport }) {
  const known = useQuery(scanned).data?.get(report.scan ?? '')
  return <>{known === undefined ? report.name : `${known}, ${dateTime(report.created)}`}</>
}

function Files({ report }: { report: WebReport }) {
  const done = report.files.filter((one) => one.status === 'done')
  if (done.length === 0) return <span className="quiet">none yet</span>
  return (
    <span className="row tight">
      {done.map(({ format, size }) => (
        <Button
          key={format}
          component="a"
          size="compact-sm"
          variant="default"
          href={address('/report/{id}/download/', { id: report.id }, { format })}
          download
          leftSection={<Icon name="download" size={14} />}
          title={size === null ? undefined : bytes(size)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </span>
  )
}

function reports({ page, size, filters }: ListState) {
  return queryOptions({
    queryKey: ['web', 'reports', page, size, filters],
    queryFn: async ({ signal }) => {
      const asked = { page, length: size, scan: filters.scan, target: filters.target }
      return pageOfWeb(await dast.get('/report/', { query: asked, signal }))
    },
  })
}

/** What was written about web scans. */
export function WebReports() {
  const control = useListState(DEFAULTS)
  const pace = usePace()
  const query = useQuery({
    ...reports(control.state),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.rows.some((one) => one.status === 'queued') === true ? pace(3000) : false),
  })
  return (
    <Page title="Web reports" subtitle="Reports are made on a scan’s page, in the formats that you need.">
      <List
        label="reports"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        empty={
          <EmptyState
            icon="report"
            title="No reports yet"
            action={
              <Button component={Link} to="/web/scans">
                To the scans
              </Button>
            }
          >
            Open a scan that has ended and make a report of it: PDF for people, CSV, JSON, SARIF or JUnit for machines.
          </EmptyState>
        }
      />
    </Page>
  )
}
