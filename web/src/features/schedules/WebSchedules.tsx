import { Button, Modal } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import type { Column } from '~/ui/DataTable'
import { SearchFilter } from '~/ui/filters'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { Await, EmptyState } from '~/ui/States'
import { EditScheduled } from './EditScheduled'
import { PartialBadges } from '../scans/Partial'
import { useProfileName } from '../scans/queries'
import { NextTime } from './NextTime'
import { webSchedule, webSchedules } from './queries'
import { settingsOf } from './webSettings'
import { timingOf } from './webTiming'
import { ruleInWords } from './rule'

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
    // Of one that is over the server says the last time.
    cell: (row) => <NextTime at={Date.parse(row.date_time) < Date.now() ? undefined : row.date_time} none="over" />,
  },
  { id: 'recurrence', header: 'Repeated', cell: (row) => ruleInWords(timingOf(row).rule) },
  { id: 'profile', header: 'Profile', priority: 2, cell: (row) => <Settings row={row} /> },
  { id: 'zone', header: 'Time zone', priority: 3, cell: (row) => row.timezone },
]

/** With what its scans run: settings that are not overridden are the target's, whatever the schedule keeps besides. */
function Settings({ row }: { row: Row }) {
  const profile = useProfileName()
  const own = settingsOf(row)
  return (
    <>
      {own.override && own.profile !== '' ? profile(own.profile) : <span className="quiet">that of the target</span>} <PartialBadges said={own} />
    </>
  )
}

/** Which schedule is open: its id and its target's, as the address says them. */
interface Opened {
  schedule?: string
  of?: string
}

export function WebSchedules() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...webSchedules(control.state), placeholderData: keepPreviousData })
  const { schedule, of } = useSearch({ strict: false }) as Opened
  const navigate = useNavigate()
  const writable = useMay()('schedule.write')
  const turn = (opened: Opened): void =>
    void navigate({ to: '.', search: ((previous: object) => ({ ...previous, schedule: undefined, of: undefined, ...opened })) as never })
  const add = writable && (
    <Button component={Link} to={'/web/scans/new?when=schedule' as never} leftSection={<Icon name="plus" size={16} />}>
      Schedule a scan
    </Button>
  )
  return (
    <Page title="Web schedules" subtitle="Which scans run by themselves, and when." actions={add}>
      <List
        label="schedules"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        {...(writable ? { onOpen: (row: Row) => turn({ schedule: row.id, of: row.target.id }) } : {})}
        filters={<SearchFilter control={control} name="search" label="Target" />}
        empty={
          <EmptyState icon="schedule" title="Nothing is scheduled" action={add}>
            Regular scans show when something new appears, and that what was fixed stays fixed.
          </EmptyState>
        }
      />
      <Modal opened={writable && schedule !== undefined && of !== undefined} onClose={() => turn({})} title="Scheduled scan" size="min(100%, 70rem)">
        {schedule !== undefined && of !== undefined && <Opened key={schedule} schedule={schedule} of={of} done={() => turn({})} />}
      </Modal>
    </Page>
  )
}

function Opened({ schedule, of, done }: { schedule: string; of: string; done: () => void }) {
  const query = useQuery(webSchedule(of, schedule))
  return <Await query={query}>{(row) => <EditScheduled key={row.changed} row={row} done={done} />}</Await>
}
