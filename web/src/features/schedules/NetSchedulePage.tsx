import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { v2 } from '~/api/client'
import { useMay } from '~/app/permissions'
import { Confirm, say } from '~/ui/feedback'
import { Card, Page } from '~/ui/Page'
import { Await } from '~/ui/States'
import { LedgerTable } from './LedgerTable'
import { NetScheduleForm } from './NetScheduleForm'
import { ledger, LEDGER_PACE, netSchedule } from './queries'
import { Starts } from './Starts'

const BACK = { to: '/net/schedules', label: 'Network schedules' }

export function NewNetSchedule() {
  return (
    <Page title="New schedule" back={BACK}>
      <NetScheduleForm />
    </Page>
  )
}

export function EditNetSchedule() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery(netSchedule(id))
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay()
  async function remove(): Promise<void> {
    await v2.delete('/v2/schedules/{id}', { path: { id } })
    await client.invalidateQueries({ queryKey: ['net', 'schedules'] })
    say('The schedule was deleted.')
    await navigate({ to: '/net/schedules' })
  }
  const actions = may('schedule.write') && (
    <Confirm label="Delete" question="Delete this schedule?" act={remove}>
      Its scans stay, but nothing starts them any more.
    </Confirm>
  )
  return (
    <Page title={query.data?.name ?? 'Schedule'} back={BACK} actions={actions}>
      <Await query={query}>
        {(schedule) => (
          <>
            <Starts schedule={id} />
            <NetScheduleForm key={schedule.updated_at} schedule={schedule} />
            <Past schedule={id} />
          </>
        )}
      </Await>
    </Page>
  )
}

/** The last due times of a schedule. */
function Past({ schedule }: { schedule: string }) {
  const query = useQuery({ ...ledger('net', { page: 1, size: 25, sort: '-due', filters: { schedule: [schedule] } }), refetchInterval: LEDGER_PACE })
  const all = (
    <Button component={Link} to={`/net/occurrences?schedule=${schedule}` as never} variant="default" size="xs">
      All of them
    </Button>
  )
  return (
    <Await query={query}>
      {(page) => (
        <Card title="Due times so far" aside={page.rows.length > 0 && all}>
          {page.rows.length === 0 ? (
            <p className="quiet prose">None has come yet. Each one leaves a record here, also those that were skipped.</p>
          ) : (
            <LedgerTable side="net" rows={page.rows.slice(0, 10)} />
          )}
        </Card>
      )}
    </Await>
  )
}
