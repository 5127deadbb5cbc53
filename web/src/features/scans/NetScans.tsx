import { Button, Progress } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { usePace } from '~/api/live'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import { isMoving, ScanStatus, SeverityCounts } from '~/ui/Badges'
import type { Column } from '~/ui/DataTable'
import { ChoiceFilter, SearchFilter } from '~/ui/filters'
import { relative, words } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { HeldShort } from './Held'
import { netScans } from './queries'

type Row = Net['Scan']

const DEFAULTS = { sort: '-created_at', filters: ['name', 'status', 'target'] } as const
const STATUS = ['queued', 'started', 'paused', 'canceled', 'completed', 'failed'].map((value) => ({ value, label: value === 'started' ? 'Running' : words(value) }))

const COLUMNS: Column<Row>[] = [
  {
    id: 'name',
    header: 'Name',
    sort: 'name',
    cell: (row) => (
      <div className="clip">
        <Link className="title" to="/net/scans/$id" params={{ id: row.id }}>
          {row.name}
        </Link>
        <div className="sub clip">
          <bdi>{row.target_name}</bdi> · {row.profile_name}
        </div>
      </div>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    sort: 'status',
    cell: (row) => (
      <div>
        <ScanStatus status={row.status} />
        <div><HeldShort run={{ ...row.last_run, status: row.status }} /></div>
        {isMoving(row.status) && <Progress value={row.progress} size="xs" mt={4} aria-label={`${row.progress} %`} />}
      </div>
    ),
  },
  { id: 'findings', header: 'Findings', priority: 2, cell: (row) => <SeverityCounts counts={row.severity_counts} /> },
  { id: 'last', header: 'Last run', sort: 'last_run', priority: 2, cell: (row) => <span className="nowrap">{relative(row.last_run?.started_at)}</span> },
  { id: 'next', header: 'Next run', priority: 3, cell: (row) => <span className="nowrap">{relative(row.next_time)}</span> },
]

export function NetScans() {
  const control = useListState(DEFAULTS)
  const pace = usePace()
  const query = useQuery({
    ...netScans(control.state),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.rows.some((row) => isMoving(row.status)) === true ? pace(3000) : false),
  })
  const navigate = useNavigate()
  const add = useMay()('scan.write') && (
    <Button component={Link} to="/net/scans/new" leftSection={<Icon name="plus" size={16} />}>
      New scan
    </Button>
  )
  return (
    <Page title="Network scans" subtitle="What is looked at, how, and when: once or by a schedule." actions={add}>
      <List
        label="scans"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        onOpen={(row) => void navigate({ to: '/net/scans/$id', params: { id: row.id } })}
        filters={
          <>
            <SearchFilter control={control} name="name" label="Name" />
            <ChoiceFilter control={control} name="status" label="Status" data={STATUS} />
          </>
        }
        empty={
          <EmptyState icon="scan" title="No scans yet" action={add}>
            A scan is a target and a profile, run now or by a schedule. Every run of it is kept.
          </EmptyState>
        }
      />
    </Page>
  )
}
