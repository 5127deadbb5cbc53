import { useState } from 'react'
import { Drawer } from '@mantine/core'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import { pageOfNet, type Net } from '~/api/types'
import { SeverityCounts, StatusBadge } from '~/ui/Badges'
import type { Column } from '~/ui/DataTable'
import { like, SearchFilter } from '~/ui/filters'
import { relative } from '~/ui/format'
import { List } from '~/ui/List'
import { netSort, useListState, type ListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { ReportFiles } from './ReportFiles'

type Row = Net['Report']

const DEFAULTS = { sort: '-created_at', filters: ['name', 'scan'] } as const

function netReports(state: ListState) {
  return queryOptions({
    queryKey: ['net', 'reports', state],
    queryFn: async ({ signal }) =>
      pageOfNet(
        await v2.get('/v2/reports', {
          signal,
          query: { page: state.page, per_page: state.size, sort_by: netSort(state.sort), 'q[name]': like(state.filters.name), 'q[scan_id]': state.filters.scan },
        }),
      ),
  })
}

const COLUMNS: Column<Row>[] = [
  { id: 'name', header: 'Name', sort: 'name', cell: (row) => <span className="title break">{row.name}</span> },
  { id: 'results', header: 'Findings', cell: (row) => <SeverityCounts counts={row.results_count} /> },
  { id: 'files', header: 'Files', priority: 2, cell: (row) => Object.keys(row.files).map((one) => one.toUpperCase()).join(', ') || <span className="quiet">None yet</span> },
  { id: 'compliance', header: 'Compliance', priority: 3, cell: (row) => (row.compliance ? <StatusBadge status={row.compliance} /> : <span className="quiet">–</span>) },
  { id: 'made', header: 'Made', sort: 'created_at', priority: 2, cell: (row) => <span className="nowrap">{relative(row.created_at)}</span> },
]

export function NetReports() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...netReports(control.state), placeholderData: keepPreviousData })
  const [open, setOpen] = useState<Row>()
  return (
    <Page title="Network reports" subtitle="Each finished run has a report. Make files of it in the formats that you need; their checksums are kept.">
      <List
        label="reports"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        onOpen={setOpen}
        selected={open?.id}
        filters={<SearchFilter control={control} name="name" label="Name" />}
        empty={
          <EmptyState icon="report" title="No reports yet">
            A report appears here when a network scan has finished.
          </EmptyState>
        }
      />
      <Drawer opened={open !== undefined} onClose={() => setOpen(undefined)} position="right" size="min(36rem, 100vw)" title={open?.name}>
        {open !== undefined && <ReportFiles key={open.id} id={open.id} />}
      </Drawer>
    </Page>
  )
}
