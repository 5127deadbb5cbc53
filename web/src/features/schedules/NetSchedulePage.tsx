import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { v2 } from '~/api/client'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { Confirm, say } from '~/ui/feedback'
import { required, text, useForm } from '~/ui/form'
import { Card, Page } from '~/ui/Page'
import { Await } from '~/ui/States'
import { Occurrences, Preview } from './Dates'
import { netSchedule } from './queries'
import { nextFullHour, zones } from './Timing'
import { Weekday } from './Weekday'

type Schedule = Net['Schedule']

const BACK = { to: '/net/schedules', label: 'Network schedules' }
const UNITS = [
  { value: 'once', label: 'Once' },
  { value: 'hour', label: 'Hourly' },
  { value: 'day', label: 'Daily' },
  { value: 'week', label: 'Weekly' },
  { value: 'month', label: 'Monthly' },
  { value: 'quarter', label: 'Quarterly' },
]
const CATCH_UP = [
  { value: 'latest', label: 'Run the latest one' },
  { value: 'none', label: 'Leave them out' },
  { value: 'all', label: 'Run all of them' },
]

export function NewNetSchedule() {
  return (
    <Page title="New schedule" back={BACK}>
      <ScheduleForm />
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
            <ScheduleForm key={schedule.updated_at} schedule={schedule} />
            <Occurrences schedule={id} />
          </>
        )}
      </Await>
    </Page>
  )
}

function ScheduleForm({ schedule }: { schedule?: Schedule }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const writable = useMay()('schedule.write')
  const form = useForm({
    initial: {
      name: schedule?.name ?? '',
      first_time: schedule?.first_time.replace(' ', 'T').slice(0, 16) ?? nextFullHour(),
      timezone: schedule?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      period: (schedule?.period ?? 1) as number | string,
      period_unit: schedule?.period_unit ?? 'week',
      weekday: schedule?.weekday ?? (null as string | null),
      week_index: schedule?.week_index ?? (null as string | null),
      catch_up: schedule?.catch_up ?? 'latest',
      enabled: schedule?.enabled ?? true,
      comment: schedule?.comment ?? '',
    },
    rules: { name: required('A name'), first_time: required('The first time') },
    save: async (values) => {
      const monthly = values.period_unit === 'month' || values.period_unit === 'quarter'
      const body = { ...values, ...(monthly ? {} : { weekday: null, week_index: null }), name: values.name.trim(), first_time: `${values.first_time.replace('T', ' ')}:00`, period: Number(values.period) || 1 }
      const made =
        schedule === undefined
          ? await v2.post('/v2/schedules', { body: { schedule: body } })
          : await v2.put('/v2/schedules/{id}', { path: { id: schedule.id }, body: { schedule: body } })
      await client.invalidateQueries({ queryKey: ['net'] })
      say('The schedule was saved.')
      await navigate({ to: '/net/schedules/$id', params: { id: made.data.id } })
    },
  })
  const { values } = form
  return (
    <div className="grid two">
      <Card title="When">
        <form className="stack" onSubmit={form.submit} noValidate>
          <FormProblem text={form.problem} />
          <TextInput label="Name" withAsterisk disabled={!writable} {...text(form.field('name'))} />
          <div className="grid">
            <TextInput label="First time" type="datetime-local" withAsterisk disabled={!writable} {...text(form.field('first_time'))} />
            <Select
              label="Time zone"
              searchable
              limit={50}
              data={zones()}
              value={values.timezone}
              allowDeselect={false}
              disabled={!writable}
              onChange={(value) => value !== null && form.set('timezone', value)}
            />
          </div>
          <div className="grid">
            <Select label="Repeated" data={UNITS} value={values.period_unit} allowDeselect={false} disabled={!writable} onChange={(value) => value !== null && form.set('period_unit', value)} />
            {values.period_unit !== 'once' && <NumberInput label={`Interval in ${values.period_unit}s`} min={1} max={1000} allowDecimal={false} disabled={!writable} {...form.field('period')} />}
          </div>
          <Weekday
            unit={values.period_unit}
            value={{ weekday: values.weekday, week: values.week_index }}
            disabled={!writable}
            onChange={({ weekday, week }) => {
              form.set('weekday', weekday)
              form.set('week_index', week)
            }}
          />
          <Select
            label="If the server was off at the time"
            data={CATCH_UP}
            value={values.catch_up}
            allowDeselect={false}
            disabled={!writable}
            onChange={(value) => value !== null && form.set('catch_up', value)}
          />
          <Switch label="In use" checked={values.enabled} disabled={!writable} onChange={(event) => form.set('enabled', event.currentTarget.checked)} />
          {writable && (
            <div className="row">
              <Button type="submit" loading={form.busy}>
                Save
              </Button>
            </div>
          )}
        </form>
      </Card>
      <Preview first={values.first_time} timezone={values.timezone} period={Number(values.period) || 1} unit={values.period_unit} weekday={values.weekday} week={values.week_index} />
    </div>
  )
}
