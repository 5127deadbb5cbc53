import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import { pageOfNet, type Net } from '~/api/types'
import type { Column } from '~/ui/DataTable'
import { like, SearchFilter } from '~/ui/filters'
import { dateTime, words } from '~/ui/format'
import { List } from '~/ui/List'
import { netSort, useListState, type ListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'

type Row = Net['AuditEvent']

const DEFAULTS = { sort: '-created_at', filters: ['action', 'kind', 'actor'], size: 50 } as const

function events(state: ListState) {
  return queryOptions({
    queryKey: ['audit', state],
    queryFn: async ({ signal }) =>
      pageOfNet(
        await v2.get('/v2/audit/events', {
          signal,
          query: {
            page: state.page,
            per_page: state.size,
            sort_by: netSort(state.sort),
            'q[action]': like(state.filters.action),
            'q[subject_kind]': like(state.filters.kind),
            'q[actor_id]': state.filters.actor,
          },
        }),
      ),
  })
}

const COLUMNS: Column<Row>[] = [
  { id: 'when', header: 'When', sort: 'created_at', cell: (row) => <span className="nowrap">{dateTime(row.created_at)}</span> },
  { id: 'action', header: 'What', cell: (row) => <span className="mono">{row.action}</span> },
  {
    id: 'subject',
    header: 'Of what',
    priority: 2,
    cell: (row) => (
      <div className="clip">
        {words(row.subject_kind)} <span className="mono quiet">{row.subject_id}</span>
      </div>
    ),
  },
  { id: 'detail', header: 'Details', priority: 3, cell: (row) => <div className="clip mono quiet">{row.detail_text === '{}' ? '' : row.detail_text}</div> },
  { id: 'actor', header: 'By', priority: 3, cell: (row) => <div className="clip mono narrow">{row.actor_id ?? 'the server'}</div> },
]

export function Audit() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...events(control.state), placeholderData: keepPreviousData })
  return (
    <Page title="Audit" subtitle="Who changed what. Each entry carries the hash of the one before, so that nothing can be taken out unseen.">
      <List
        label="events"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        filters={
          <>
            <SearchFilter control={control} name="action" label="Action" />
            <SearchFilter control={control} name="kind" label="Kind of thing" />
          </>
        }
        empty={
          <EmptyState icon="audit" title="Nothing yet">
            Every change leaves an entry here.
          </EmptyState>
        }
      />
    </Page>
  )
}
