import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import type { Column } from '~/ui/DataTable'
import { SearchFilter } from '~/ui/filters'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { localWords } from './forecast'
import { NextTime } from './NextTime'
import { netSchedules } from './queries'
import { localTime, ownZone } from './time'
import { period } from './words'

type Row = Net['Schedule']

const DEFAULTS = { sort: 'name', filters: ['name'] } as const

const COLUMNS: Column<Row>[] = [
  {
    id: 'name',
    header: 'Name',
    sort: 'name',
    cell: (row) => (
      <Link className="title break" to="/net/schedules/$id" params={{ id: row.id }}>
        {row.name}
      </Link>
    ),
  },
  { id: 'period', header: 'Repeated', cell: (row) => period(row) },
  {
    id: 'next',
    header: 'Next time',
    cell: (row) => (
      <NextTime at={row.enabled ? row.next_time : undefined} none={row.enabled ? 'over' : 'not in use'} />
    ),
  },
  { id: 'zone', header: 'Time zone', priority: 3, cell: (row) => <Zone row={row} /> },
]

/** The zone, and when it is due next by its clocks where those are others than one's own. */
function Zone({ row }: { row: Row }) {
  const there = row.next_time ? localTime(row.next_time, row.timezone) : ''
  const other = there !== '' && there !== localTime(row.next_time ?? '', ownZone())
  return (
    <>
      {row.timezone}
      {row.enabled && other && <div className="sub nowrap">{localWords(there)} there</div>}
    </>
  )
}

export function NetSchedules() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...netSchedules(control.state), placeholderData: keepPreviousData })
  const navigate = useNavigate()
  const add = useMay()('schedule.write') && (
    <Button component={Link} to="/net/schedules/new" leftSection={<Icon name="plus" size={16} />}>
      New schedule
    </Button>
  )
  return (
    <Page title="Network schedules" subtitle="When scans run. One schedule can start many scans." actions={add}>
      <List
        label="schedules"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        onOpen={(row) => void navigate({ to: '/net/schedules/$id', params: { id: row.id } })}
        filters={<SearchFilter control={control} name="name" label="Name" />}
        empty={
          <EmptyState icon="schedule" title="No schedules yet" action={add}>
            A schedule says when: once, or every so often, in a time zone and right across daylight saving. Scans are attached to it
            when they are made.
          </EmptyState>
        }
      />
    </Page>
  )
}
