import { Button, Modal, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Blackout } from '~/api/scheduling'
import { useMay } from '~/app/permissions'
import { DataTable, type Column } from '~/ui/DataTable'
import { complain } from '~/ui/feedback'
import { dateTime, relative } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { Page } from '~/ui/Page'
import { Await, EmptyState } from '~/ui/States'
import { BlackoutForm } from './BlackoutForm'
import { ImportForm } from './ImportForm'
import { Now } from './Now'
import { blackouts, changeBlackout } from './queries'
import { Scope } from './Scope'
import { blackoutInWords } from './window'

interface Search {
  /** The one that is open. */
  blackout?: string
  /** What is being made: `window`, `freeze`, or `import` for a calendar. */
  new?: string
}

const TITLES: Record<string, string> = { window: 'New blackout period', freeze: 'New freeze', import: 'Import a calendar' }

/** When nothing may run: all of the organization's periods, and those of single targets and schedules. */
export function Blackouts() {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const query = useQuery({ ...blackouts, refetchInterval: 30_000 })
  const writable = useMay()('schedule.write')
  const turn = (to: Search): void => void navigate({ to: '.', search: { blackout: undefined, new: undefined, ...to } as never, replace: true })
  const open = query.data?.find((one) => one.id === search.blackout)
  const making = writable ? TITLES[search.new ?? ''] : undefined
  const close = (): void => turn({})
  const add = writable && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => turn({ new: 'window' })}>
      New blackout period
    </Button>
  )
  const bring = writable && (
    <Button variant="default" onClick={() => turn({ new: 'import' })}>
      Import a calendar
    </Button>
  )
  return (
    <Page
      title="Blackout periods"
      subtitle="When nothing may run. No scan starts in them; what runs pauses when they begin and goes on when they end."
      actions={
        <>
          {bring}
          {add}
        </>
      }
    >
      <Await query={query}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon="blackout" title="No blackout periods" action={<div className="row">{add}{bring}</div>}>
              Without them scans may run at any time. A period can come back on days of the week, such as working hours, or freeze everything once, such as over the end of the year.
            </EmptyState>
          ) : (
            <>
              <Now all={all} />
              <DataTable label="blackout periods" rows={all} columns={columns(writable)} rowId={(row) => row.id} onOpen={(row) => turn({ blackout: row.id })} selected={open?.id} />
            </>
          )
        }
      </Await>
      <Modal opened={open !== undefined} onClose={close} title={open?.name} size="lg">
        {open !== undefined && <BlackoutForm key={open.id} blackout={open} done={close} />}
      </Modal>
      <Modal opened={making !== undefined} onClose={close} title={making} size="lg">
        {search.new === 'import' ? <ImportForm done={close} /> : making !== undefined && <BlackoutForm kind={search.new === 'freeze' ? 'freeze' : 'window'} done={close} />}
      </Modal>
    </Page>
  )
}

function columns(writable: boolean): Column<Blackout>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (row) => (
        <div className="break">
          <span className="title">{row.name}</span>
          {row.source && <div className="sub">from “{row.source}”</div>}
        </div>
      ),
    },
    { id: 'when', header: 'Nothing runs', cell: (row) => <When one={row} /> },
    { id: 'where', header: 'Where', priority: 2, cell: (row) => <Scope one={row} /> },
    { id: 'next', header: 'Next', priority: 3, cell: (row) => <Next one={row} /> },
    { id: 'use', header: 'In use', cell: (row) => <InUse row={row} writable={writable} /> },
  ]
}

function When({ one }: { one: Blackout }) {
  return (
    <>
      {blackoutInWords(one)}
      {one.kind === 'window' && <div className="sub">{one.timezone}</div>}
    </>
  )
}

function Next({ one }: { one: Blackout }) {
  if (!one.enabled) return <span className="quiet">–</span>
  if (one.active) return <span className="badge tone-medium">Holds now</span>
  return (
    <span className="nowrap" title={dateTime(one.next_begin)}>
      {one.next_begin ? relative(one.next_begin) : 'over'}
    </span>
  )
}

function InUse({ row, writable }: { row: Blackout; writable: boolean }) {
  const client = useQueryClient()
  const turn = useMutation({
    mutationFn: (enabled: boolean) => changeBlackout(row.id, { enabled }),
    onError: complain,
    onSettled: () => client.invalidateQueries(),
  })
  return <Switch aria-label={`“${row.name}” in use`} checked={row.enabled} disabled={!writable || turn.isPending} onChange={(event) => turn.mutate(event.currentTarget.checked)} />
}
