import { Button, Progress } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { usePace } from '~/api/live'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { isMoving, ScanStatus, SeverityCounts } from '~/ui/Badges'
import type { Column } from '~/ui/DataTable'
import { ChoiceFilter, SearchFilter } from '~/ui/filters'
import { between, relative, words } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { HeldShort } from './Held'
import { PartialBadges } from './Partial'
import { progressOf } from './progress'
import { useProfileName, webScans } from './queries'

type Row = Web['Scan']

const DEFAULTS = { sort: '-created', filters: ['search', 'status', 'target'] } as const
const STATUS = ['queued', 'started', 'paused', 'canceled', 'completed', 'failed'].map((value) => ({ value, label: value === 'started' ? 'Running' : words(value) }))

const COLUMNS: Column<Row>[] = [
  {
    id: 'target',
    header: 'Target',
    cell: (row) => (
      <div className="clip">
        <Link className="title" to="/web/scans/$id" params={{ id: row.id }}>
          {row.target.name}
        </Link>
        <div className="sub clip">{row.target.site.url}</div>
      </div>
    ),
  },
  { id: 'profile', header: 'Profile', priority: 3, cell: (row) => <ProfileName id={row.scan_profile} /> },
  {
    id: 'status',
    header: 'Status',
    sort: 'status',
    cell: (row) => (
      <div>
        <ScanStatus status={row.status} />
        <div className="row tight"><PartialBadges said={row} /></div>
        <div><HeldShort run={{ ...row, reason: row.status_reason ?? null }} /></div>
        {isMoving(row.status) && <Progress value={progressOf(row)} size="xs" mt={4} aria-label={`${progressOf(row)} %`} />}
      </div>
    ),
  },
  {
    id: 'findings',
    header: 'Findings',
    priority: 2,
    cell: (row) => <SeverityCounts info={false} counts={{ critical: row.criticals, high: row.highs, medium: row.mediums, low: row.lows }} />,
  },
  { id: 'begun', header: 'Begun', sort: 'started', priority: 2, cell: (row) => <span className="nowrap">{relative(row.started)}</span> },
  { id: 'took', header: 'Took', priority: 3, cell: (row) => <span className="nowrap">{between(row.started, row.completed)}</span> },
]

function ProfileName({ id }: { id: unknown }) {
  return <>{useProfileName()(id)}</>
}

export function WebScans() {
  const control = useListState(DEFAULTS)
  const pace = usePace()
  const query = useQuery({
    ...webScans(control.state),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.rows.some((row) => isMoving(row.status)) === true ? pace(3000) : false),
  })
  const navigate = useNavigate()
  const add = useMay()('scan.start') && (
    <Button component={Link} to="/web/scans/new" leftSection={<Icon name="plus" size={16} />}>
      New scan
    </Button>
  )
  return (
    <Page title="Web scans" subtitle="Each look at an application or API, the newest first." actions={add}>
      <List
        label="scans"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        onOpen={(row) => void navigate({ to: '/web/scans/$id', params: { id: row.id } })}
        filters={
          <>
            <SearchFilter control={control} name="search" label="Target" />
            <ChoiceFilter control={control} name="status" label="Status" data={STATUS} />
          </>
        }
        empty={
          <EmptyState icon="scan" title="No scans yet" action={add}>
            A scan crawls an application and tests what it finds, with the profile that you choose.
          </EmptyState>
        }
      />
    </Page>
  )
}
