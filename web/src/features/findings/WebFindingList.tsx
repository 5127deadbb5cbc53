import type { ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { usePace } from '~/api/live'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { SeverityBadge, StatusBadge } from '~/ui/Badges'
import { ChoiceFilter, SearchFilter } from '~/ui/filters'
import { relative } from '~/ui/format'
import { useListState, type ListState } from '~/ui/listState'
import { CHUNK, useRows } from '~/ui/pages'
import { ScrollList } from '~/ui/ScrollList'
import { useSelection } from '~/ui/selection'
import { ofNumber } from '~/ui/severity'
import type { Column } from '~/ui/tableParts'
import { BulkBar } from './BulkBar'
import { decideWeb, WEB_CHOICES } from './decisions'
import { webFindings } from './queries'
import { WebFindingDrawer } from './WebFindingDrawer'

type Row = Web['Finding']

const DEFAULTS = {
  sort: '-severity',
  filters: ['search', 'severity', 'state', 'new', 'target', 'scan', 'definition'],
  preset: { state: ['notfixed'] },
} satisfies Parameters<typeof useListState>[0]

const SEVERITY = [
  { value: '40', label: 'Critical' },
  { value: '30', label: 'High' },
  { value: '20', label: 'Medium' },
  { value: '10', label: 'Low' },
]
export const STATES = [
  { value: 'notfixed', label: 'Not fixed' },
  { value: 'fixed', label: 'Fixed' },
  { value: 'accepted', label: 'Risk accepted' },
  { value: 'invalid', label: 'False positive' },
]
const NEW = [
  { value: 'true', label: 'New' },
  { value: 'false', label: 'Known' },
]

/** The path of a finding's address, with its parameter. */
export function placeOf(row: Pick<Row, 'path' | 'url' | 'parameter' | 'method'>): string {
  const address = row.path !== '' ? row.path : row.url
  const path = URL.canParse(address) ? new URL(address).pathname : address
  return `${row.method.toUpperCase()} ${path}${row.parameter === '' ? '' : ` · ${row.parameter}`}`.trim()
}

export function keyOf(row: Row): string {
  return `${row.target.id}-${row.id}`
}

const COLUMNS: Column<Row>[] = [
  { id: 'severity', header: 'Severity', sort: 'severity', cell: (row) => <SeverityBadge severity={ofNumber(row.severity)} score={row.cvss_score} /> },
  {
    id: 'name',
    header: 'Name',
    sort: 'definition',
    cell: (row) => (
      <div className="break">
        <span className="title">{row.definition.name}</span>
        <div className="sub mono break">{placeOf(row)}</div>
      </div>
    ),
  },
  { id: 'target', header: 'Target', priority: 2, cell: (row) => <div className="clip narrow">{row.target.name}</div> },
  {
    id: 'state',
    header: 'State',
    sort: 'state',
    priority: 2,
    cell: (row) => (
      <span className="row tight nowrap">
        <StatusBadge status={row.state} />
        {row.new && <span className="badge plain tone-busy still">New</span>}
      </span>
    ),
  },
  { id: 'last', header: 'Last seen', sort: 'last_found', priority: 3, cell: (row) => <span className="nowrap">{relative(row.last_found)}</span> },
]

/** Findings of web applications with filters and details; `only` narrows it without offering it. */
export function WebFindingList({ only, empty, live = false }: { only?: Partial<ListState['filters']>; empty: ReactNode; live?: boolean }) {
  const control = useListState(DEFAULTS)
  const search = useSearch({ strict: false }) as { finding?: string }
  const navigate = useNavigate()
  const client = useQueryClient()
  const pace = usePace()
  const selection = useSelection(keyOf)
  const may = useMay()
  const state = { ...control.state, size: CHUNK, filters: { ...control.state.filters, ...only } as ListState['filters'] }
  const rows = useRows((page) => webFindings({ ...state, page }), pace(live && 4000))
  const open = (key: string | undefined): void => {
    void navigate({ to: '.', search: ((previous: object) => ({ ...previous, finding: key })) as never })
  }
  return (
    <>
      <ScrollList
        label="findings"
        rows={rows}
        control={control}
        columns={COLUMNS}
        rowId={keyOf}
        nameOf={(row) => `${row.definition.name}, ${placeOf(row)}`}
        onOpen={(row) => open(keyOf(row))}
        opened={search.finding}
        selection={may('finding.write') ? selection : undefined}
        filters={
          <>
            <SearchFilter control={control} name="search" label="Name, place or target" />
            <ChoiceFilter control={control} name="severity" label="Severity" data={SEVERITY} />
            <ChoiceFilter control={control} name="state" label="State" data={STATES} />
            <ChoiceFilter control={control} name="new" label="Newness" data={NEW} />
          </>
        }
        empty={empty}
      />
      <BulkBar
        number={selection.picked.size}
        choices={WEB_CHOICES}
        clear={selection.clear}
        decide={async (to, comment) => {
          const changed = await decideWeb([...selection.picked.values()], to, comment)
          await client.invalidateQueries({ queryKey: ['web'] })
          return changed
        }}
      />
      <WebFindingDrawer finding={search.finding} rows={rows.loaded} open={open} />
    </>
  )
}
