import { useState } from 'react'
import { Modal } from '@mantine/core'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import { pageOfNet, type Net } from '~/api/types'
import type { Column } from '~/ui/DataTable'
import { like, SearchFilter } from '~/ui/filters'
import { dateTime, words } from '~/ui/format'
import { List } from '~/ui/List'
import { netSort, useListState, type ListState } from '~/ui/listState'
import { Facts, Page } from '~/ui/Page'
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

/** Names of users by their ids. */
const names = queryOptions({
  queryKey: ['members'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const answer = await v2.get('/v2/user/organization/members', { query: { per_page: 100 }, signal })
    return new Map(answer.data.map(({ attributes: one }) => [one.id, one.name.trim() || one.email]))
  },
})

function columns(who: (row: Row) => string): Column<Row>[] {
  return [
    { id: 'when', header: 'When', sort: 'created_at', cell: (row) => <span className="nowrap">{dateTime(row.created_at)}</span> },
    { id: 'action', header: 'Action', cell: (row) => <Action row={row} who={who(row)} /> },
    { id: 'actor', header: 'By', priority: 2, cell: (row) => <div className="clip narrow">{who(row)}</div> },
    { id: 'subject', header: 'Kind', priority: 3, cell: (row) => words(row.subject_kind) },
    { id: 'detail', header: 'Details', priority: 2, cell: (row) => <div className="clip mono quiet">{row.detail_text === '{}' ? '' : row.detail_text}</div> },
  ]
}

/** What was done; on a phone also by whom, for which there is no column. */
function Action({ row, who }: { row: Row; who: string }) {
  return (
    <div className="break">
      <span className="mono">{row.action}</span>
      <div className="sub only-phone">{who}</div>
    </div>
  )
}

/** Details as indented lines; what is no JSON stays as it is. */
export function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

export function Audit() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...events(control.state), placeholderData: keepPreviousData })
  const known = useQuery(names)
  const [open, setOpen] = useState<Row>()
  const who = (row: Row): string => (row.actor_id ? (known.data?.get(row.actor_id) ?? row.actor_id) : 'the server')
  return (
    <Page title="Audit" subtitle="Who changed what. Each entry carries the hash of the one before, so that nothing can be taken out unseen.">
      <List
        label="events"
        query={query}
        control={control}
        columns={columns(who)}
        rowId={(row) => row.id}
        onOpen={setOpen}
        selected={open?.id}
        filters={
          <>
            <SearchFilter control={control} name="action" label="Action" />
            <SearchFilter control={control} name="kind" label="Kind" />
          </>
        }
        empty={
          <EmptyState icon="audit" title="Nothing yet">
            Every change leaves an entry here.
          </EmptyState>
        }
      />
      <Modal opened={open !== undefined} onClose={() => setOpen(undefined)} title={open?.action} size="lg">
        {open !== undefined && (
          <div className="stack">
            <Facts
              facts={[
                ['When', dateTime(open.created_at)],
                ['By', who(open)],
                ['Kind', words(open.subject_kind)],
                ['Id', <span key="i" className="mono">{open.subject_id}</span>],
              ]}
            />
            <pre className="mono plain-pre" tabIndex={0} aria-label="Details">
              {indented(open.detail_text)}
            </pre>
          </div>
        )}
      </Modal>
    </Page>
  )
}
