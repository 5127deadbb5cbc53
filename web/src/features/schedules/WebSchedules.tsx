import { useState } from 'react'
import { Button, Modal } from '@mantine/core'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import type { Column } from '~/ui/DataTable'
import { Confirm, say } from '~/ui/feedback'
import { SearchFilter } from '~/ui/filters'
import { dateTime, relative } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { EditScheduled } from './EditScheduled'
import { webSchedules } from './queries'
import { recurrence } from './words'

type Row = Web['Scheduled']

const DEFAULTS = { sort: 'date_time', filters: ['search', 'target'] } as const

const COLUMNS: Column<Row>[] = [
  {
    id: 'target',
    header: 'Target',
    sort: 'target',
    cell: (row) => (
      <Link className="title" to="/web/targets/$id" params={{ id: row.target.id }}>
        {row.target.name}
      </Link>
    ),
  },
  {
    id: 'next',
    header: 'Next time',
    sort: 'date_time',
    cell: (row) => (
      <span title={dateTime(row.date_time)} className="nowrap">
        {relative(row.date_time)}
      </span>
    ),
  },
  { id: 'recurrence', header: 'Repeated', cell: (row) => recurrence(row.recurrence) },
  { id: 'profile', header: 'Profile', priority: 2, cell: (row) => row.scan_profile ?? 'that of the target' },
  { id: 'zone', header: 'Time zone', priority: 3, cell: (row) => row.timezone },
  { id: 'delete', header: 'Actions', hidden: true, priority: 2, cell: (row) => <Remove row={row} /> },
]

function Remove({ row }: { row: Row }) {
  const client = useQueryClient()
  const may = useMay()
  async function remove(): Promise<void> {
    await dast.delete('/targets/{target_id}/scheduledscans/{id}/', { path: { target_id: row.target.id, id: row.id } })
    await client.invalidateQueries({ queryKey: ['web'] })
    say('The scan is no longer scheduled.')
  }
  if (!may('schedule.write')) return null
  return (
    <Confirm label="Remove" question="Remove this scheduled scan?" act={remove}>
      Scans that ran by it stay.
    </Confirm>
  )
}

export function WebSchedules() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...webSchedules(control.state), placeholderData: keepPreviousData })
  const [open, setOpen] = useState<Row>()
  const writable = useMay()('schedule.write')
  const add = writable && (
    <Button component={Link} to={'/web/scans/new?when=schedule' as never} leftSection={<Icon name="plus" size={16} />}>
      Schedule a scan
    </Button>
  )
  return (
    <Page title="Web schedules" actions={add}>
      <List
        label="schedules"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        {...(writable ? { onOpen: setOpen } : {})}
        filters={<SearchFilter control={control} name="search" label="Target" />}
        empty={
          <EmptyState icon="schedule" title="Nothing is scheduled" action={add}>
            Regular scans show when something new appears, and that what was fixed stays fixed.
          </EmptyState>
        }
      />
      <Modal opened={open !== undefined} onClose={() => setOpen(undefined)} title="Scheduled scan" size="lg">
        {open !== undefined && <EditScheduled key={open.id} row={open} done={() => setOpen(undefined)} />}
      </Modal>
    </Page>
  )
}
