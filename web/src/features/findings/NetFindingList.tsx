import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePace } from '~/api/live'
import { useMay } from '~/app/permissions'
import { SeverityBadge, StatusBadge } from '~/ui/Badges'
import type { Column } from '~/ui/tableParts'
import { ChoiceFilter, SearchFilter } from '~/ui/filters'
import { relative, words } from '~/ui/format'
import { useListState, type ListState } from '~/ui/listState'
import { CHUNK, useRows } from '~/ui/pages'
import { ScrollList } from '~/ui/ScrollList'
import { useSelection } from '~/ui/selection'
import { ofThreat, SEVERITIES } from '~/ui/severity'
import { BulkBar } from './BulkBar'
import { decideNet, NET_CHOICES, type NetFinding } from './decisions'
import { NetFindingDrawer } from './NetFindingDrawer'
import { netFindings, OPEN } from './queries'

type Row = NetFinding

const DEFAULTS = {
  sort: '-severity',
  filters: ['name', 'host', 'severity', 'state', 'confidence', 'decision', 'target', 'scan'],
  preset: { state: ['open'] },
} satisfies Parameters<typeof useListState>[0]

const COLUMNS: Column<Row>[] = [
  {
    id: 'severity',
    header: 'Severity',
    sort: 'severity',
    cell: (row) => <SeverityBadge severity={ofThreat(row.threat)} score={row.severity} />,
  },
  {
    id: 'name',
    header: 'Name',
    sort: 'name',
    cell: (row) => (
      <div className="break">
        <span className="title">{row.name}</span>
        <div className="sub only-phone mono">{place(row)}</div>
      </div>
    ),
  },
  { id: 'host', header: 'Where', sort: 'host', priority: 2, cell: (row) => <span className="mono nowrap">{place(row)}</span> },
  { id: 'confidence', header: 'Confidence', priority: 3, cell: (row) => words(row.confidence) },
  { id: 'state', header: 'State', sort: 'state', priority: 2, cell: (row) => <NetState row={row} /> },
  { id: 'last', header: 'Last seen', sort: 'last_seen', priority: 3, cell: (row) => <span className="nowrap">{relative(row.last_seen)}</span> },
]

export function place(row: Pick<Row, 'host' | 'port' | 'protocol'>): string {
  return row.port === null || row.port === undefined ? row.host : `${row.host}:${row.port}${row.protocol === 'udp' ? '/udp' : ''}`
}

const options = (values: readonly string[]) => values.map((value) => ({ value, label: words(value) }))

/** Whether it is open; what a person decided comes first. */
export function NetState({ row }: { row: Pick<Row, 'state' | 'decision'> }) {
  return <StatusBadge status={row.state !== 'fixed' && row.decision ? row.decision.state : row.state} />
}

/** Network findings with filters and details; `only` narrows it to a scan or target without offering it. */
export function NetFindingList({ only, empty, live = false }: { only?: Partial<ListState['filters']>; empty: ReactNode; live?: boolean }) {
  const control = useListState(DEFAULTS)
  const search = useSearch({ strict: false }) as { finding?: string }
  const navigate = useNavigate()
  const client = useQueryClient()
  const pace = usePace()
  const selection = useSelection((row: Row) => row.id)
  const may = useMay()
  const said = control.state.filters.state?.flatMap((one) => (one === 'open' ? OPEN : one)) ?? []
  const state = { ...control.state, size: CHUNK, filters: { ...control.state.filters, state: said, ...only } as ListState['filters'] }
  const rows = useRows((page) => netFindings({ ...state, page }), pace(live && 4000))
  const open = (id: string | undefined): void => {
    void navigate({ to: '.', search: ((previous: object) => ({ ...previous, finding: id })) as never })
  }
  return (
    <>
      <ScrollList
        label="findings"
        rows={rows}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        nameOf={(row) => `${row.name} at ${place(row)}`}
        onOpen={(row) => open(row.id)}
        opened={search.finding}
        selection={may('finding.write') ? selection : undefined}
        filters={
          <>
            <SearchFilter control={control} name="name" label="Name" />
            <SearchFilter control={control} name="host" label="Host" />
            <ChoiceFilter control={control} name="severity" label="Severity" data={options(SEVERITIES)} />
            <ChoiceFilter control={control} name="state" label="State" data={options(['open', ...OPEN, 'fixed'])} />
            <ChoiceFilter control={control} name="confidence" label="Confidence" data={options(['confirmed', 'likely', 'banner'])} />
            <ChoiceFilter control={control} name="decision" label="Decision" data={options(['open', 'false_positive', 'accepted'])} />
          </>
        }
        empty={empty}
      />
      <BulkBar
        number={selection.picked.size}
        choices={NET_CHOICES}
        clear={selection.clear}
        decide={async (to, comment) => {
          const changed = await decideNet([...selection.picked.keys()], to, comment)
          await client.invalidateQueries({ queryKey: ['net'] })
          return changed
        }}
      />
      <NetFindingDrawer id={search.finding} rows={rows.loaded} open={open} />
    </>
  )
}
