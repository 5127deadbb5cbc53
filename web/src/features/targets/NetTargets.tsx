import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import type { Column } from '~/ui/DataTable'
import { SearchFilter } from '~/ui/filters'
import { count, relative } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { netTargets } from './queries'

type Row = Net['Target']

const DEFAULTS = { sort: '-created_at', filters: ['name', 'hosts'] } as const

const COLUMNS: Column<Row>[] = [
  {
    id: 'name',
    header: 'Name',
    sort: 'name',
    cell: (row) => (
      <Link className="title break" to="/net/targets/$id" params={{ id: row.id }}>
        {row.name}
      </Link>
    ),
  },
  { id: 'hosts', header: 'Hosts', cell: (row) => <div className="clip mono">{row.hosts.replaceAll(/,\s*/g, ', ')}</div> },
  { id: 'count', header: 'Addresses', numeric: true, priority: 2, cell: (row) => count(row.hosts_count) },
  { id: 'comment', header: 'Comment', priority: 3, cell: (row) => <div className="clip quiet">{row.comment}</div> },
  { id: 'created', header: 'Added', sort: 'created_at', priority: 2, cell: (row) => <span className="nowrap">{relative(row.created_at)}</span> },
  {
    id: 'scan',
    header: 'Actions',
    hidden: true,
    priority: 2,
    cell: (row) => (
      <Button component={Link} to={`/net/scans/new?target=${row.id}` as never} size="compact-sm" variant="default">
        Scan
      </Button>
    ),
  },
]

export function NetTargets() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...netTargets(control.state), placeholderData: keepPreviousData })
  const navigate = useNavigate()
  const add = useMay()('target.write') && (
    <Button component={Link} to="/net/targets/new" leftSection={<Icon name="plus" size={16} />}>
      New target
    </Button>
  )
  return (
    <Page title="Network targets" subtitle="Hosts, networks and ranges that may be scanned." actions={add}>
      <List
        label="targets"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        onOpen={(row) => void navigate({ to: '/net/targets/$id', params: { id: row.id } })}
        filters={
          <>
            <SearchFilter control={control} name="name" label="Name" />
            <SearchFilter control={control} name="hosts" label="Host or address" />
          </>
        }
        empty={
          <EmptyState icon="target" title="No network targets yet" action={add}>
            A target says what may be scanned: one address, a network such as 10.0.0.0/24, a range, or names. Scans and
            schedules are made for targets.
          </EmptyState>
        }
      />
    </Page>
  )
}
