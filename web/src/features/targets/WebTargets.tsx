import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { SeverityCounts, StatusBadge } from '~/ui/Badges'
import type { Column } from '~/ui/DataTable'
import { ChoiceFilter, SearchFilter } from '~/ui/filters'
import { relative } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { targetLabels, webTargets } from './queries'

type Row = Web['Target']

const DEFAULTS = { sort: '-changed', filters: ['search', 'type', 'risk', 'label'] } as const
const TYPES = [
  { value: 'single', label: 'Web application' },
  { value: 'api', label: 'API' },
]
const RISKS = [
  { value: '40', label: 'Critical' },
  { value: '30', label: 'High' },
  { value: '20', label: 'Medium' },
  { value: '10', label: 'Low' },
  { value: '0', label: 'Nothing found' },
  { value: 'null', label: 'Never scanned' },
]

export function Labels({ labels }: { labels: { id: string; name: string }[] }) {
  return (
    <span className="row tight">
      {labels.map((one) => (
        <span key={one.id} className="badge plain tone-busy">
          {one.name}
        </span>
      ))}
    </span>
  )
}

const COLUMNS: Column<Row>[] = [
  {
    id: 'name',
    header: 'Name',
    sort: 'name',
    cell: (row) => (
      <div className="clip">
        <Link className="title" to="/web/targets/$id" params={{ id: row.id }}>
          {row.name || row.site.url}
        </Link>
        <div className="sub clip">{row.site.url}</div>
      </div>
    ),
  },
  { id: 'labels', header: 'Labels', priority: 3, cell: (row) => <Labels labels={row.labels} /> },
  {
    id: 'risk',
    header: 'Open findings',
    cell: (row) =>
      row.risk === null || row.risk === undefined ? (
        <span className="quiet">Not scanned</span>
      ) : (
        <SeverityCounts info={false} counts={{ critical: row.criticals ?? 0, high: row.highs ?? 0, medium: row.mediums ?? 0, low: row.lows ?? 0 }} />
      ),
  },
  {
    id: 'state',
    header: 'Last scan',
    priority: 2,
    cell: (row) => {
      const scan = row.running_scan ?? row.last_scan
      if (scan === null || scan === undefined) return <span className="quiet">–</span>
      return (
        <span className="row tight nowrap">
          <StatusBadge status={scan.status} /> <span className="quiet small">{relative(scan.completed ?? scan.started)}</span>
        </span>
      )
    },
  },
  { id: 'next', header: 'Next scan', priority: 3, cell: (row) => <span className="nowrap">{relative(row.next_scan?.date_time)}</span> },
]

export function WebTargets() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...webTargets(control.state), placeholderData: keepPreviousData })
  const labels = useQuery(targetLabels)
  const navigate = useNavigate()
  const add = useMay()('target.write') && (
    <Button component={Link} to="/web/targets/new" leftSection={<Icon name="plus" size={16} />}>
      New target
    </Button>
  )
  return (
    <Page title="Web targets" subtitle="Web applications and APIs." actions={add}>
      <List
        label="targets"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        onOpen={(row) => void navigate({ to: '/web/targets/$id', params: { id: row.id } })}
        filters={
          <>
            <SearchFilter control={control} name="search" label="Name or address" />
            <ChoiceFilter control={control} name="type" label="Kind" data={TYPES} />
            <ChoiceFilter control={control} name="risk" label="Risk" data={RISKS} />
            {(labels.data ?? []).length > 0 && (
              <ChoiceFilter control={control} name="label" label="Label" data={(labels.data ?? []).map((one) => ({ value: one.id, label: one.name }))} />
            )}
          </>
        }
        empty={
          <EmptyState icon="globe" title="No web targets yet" action={add}>
            A web target is the address where an application or API begins. Watchpost crawls from there and stays on its host.
          </EmptyState>
        }
      />
    </Page>
  )
}
