import { Button, Switch, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { v2 } from '~/api/client'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { required, text, useForm } from '~/ui/form'
import { Card } from '~/ui/Page'
import { wrongWindow } from '../blackouts/window'
import { OwnBlackout } from './OwnBlackout'
import { ownBody, ownOf } from './ownWindow'
import { PolicyFields } from './PolicyFields'
import { Preview } from './Preview'
import { endsOf, netRule, POLICIES, saidPolicies, suggested, wrongRule, type PolicyValues, type RuleValues } from './rule'
import { RuleFields } from './RuleFields'

type Schedule = Net['Schedule']

function initialOf(schedule: Schedule | undefined) {
  const own = ownOf(schedule?.blackout_period)
  if (schedule === undefined) return { name: '', comment: '', enabled: true, ...suggested(), ...POLICIES, own }
  const rule: RuleValues = {
    first_time: schedule.first_time.replace(' ', 'T').slice(0, 16),
    timezone: schedule.timezone,
    unit: schedule.period_unit,
    interval: schedule.period,
    weekday: schedule.weekday ?? null,
    week: schedule.week_index ?? null,
    ...endsOf(schedule, schedule.timezone),
  }
  const policies: PolicyValues = { catch_up: schedule.catch_up, overlap_policy: schedule.overlap_policy ?? POLICIES.overlap_policy, jitter_seconds: schedule.jitter_seconds ?? 0 }
  return { name: schedule.name, comment: schedule.comment, enabled: schedule.enabled, ...rule, ...policies, own }
}

type Values = ReturnType<typeof initialOf>

/** What the server says of the blackout period is said of it as a whole. */
const OWN = Object.fromEntries(['', '.begin', '.cease', '.weekdays', '.timezone'].map((part) => [`blackout_period${part}`, 'own' as const]))

/** When network scans run, with the dates that come of it beside. */
export function NetScheduleForm({ schedule }: { schedule?: Schedule }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const writable = useMay()('schedule.write')
  const ruled = (name: keyof RuleValues) => (_: unknown, all: Values) => wrongRule(all)[name]
  const form = useForm<Values>({
    initial: initialOf(schedule),
    rules: {
      name: required('A name'),
      first_time: ruled('first_time'),
      interval: ruled('interval'),
      count: ruled('count'),
      until: ruled('until'),
      own: (window) => (window.enabled ? Object.values(wrongWindow(window))[0] : undefined),
    },
    aliases: { period: 'interval', period_unit: 'unit', week_index: 'week', ...OWN },
    save: async (values) => {
      const body = { name: values.name.trim(), comment: values.comment, enabled: values.enabled, ...netRule(values), ...saidPolicies(values), blackout_period: ownBody(values.own) }
      const made =
        schedule === undefined
          ? await v2.post('/v2/schedules', { body: { schedule: body } })
          : await v2.put('/v2/schedules/{id}', { path: { id: schedule.id }, body: { schedule: body } })
      await client.invalidateQueries()
      say('The schedule was saved.')
      await navigate({ to: '/net/schedules/$id', params: { id: made.data.id } })
    },
  })
  const { values } = form
  const refused = Object.fromEntries((Object.keys(values) as (keyof Values)[]).map((name) => [name, form.field(name).error]))
  const wrong = { ...refused, ...wrongRule(values) }
  const asked = {
    schedule: { ...netRule(values), ...saidPolicies(values), blackout_period: ownBody(values.own) },
    ...(schedule === undefined ? {} : { schedule_id: schedule.id }),
  }
  function change(changed: Partial<Values>): void {
    for (const [name, value] of Object.entries(changed)) form.set(name as keyof Values, value as never)
  }
  return (
    <form className="beside" onSubmit={form.submit} noValidate>
      <div className="stack">
        <FormProblem text={form.problem} />
        <Card title="When">
          <TextInput label="Name" withAsterisk disabled={!writable} {...text(form.field('name'))} />
          <RuleFields value={values} wrong={wrong} disabled={!writable} onChange={change} />
        </Card>
        <Card title="Where something is in the way">
          <PolicyFields value={values} wrong={wrong} disabled={!writable} onChange={change} />
          <OwnBlackout value={values.own} disabled={!writable} wrong={{ begin: refused.own, ...wrongWindow(values.own) }} onChange={(next) => form.set('own', next)} />
        </Card>
      </div>
      <div className="aside" role="group" aria-label="Preview">
        <Preview side="net" asked={asked} zone={values.timezone} complete={Object.keys(wrongRule(values)).length === 0} />
      </div>
      <Card>
        <Textarea label="Comment" autosize minRows={1} maxRows={6} disabled={!writable} {...text(form.field('comment'))} />
        <Switch label="In use" checked={values.enabled} disabled={!writable} onChange={(event) => form.set('enabled', event.currentTarget.checked)} />
        {writable && (
          <div className="row">
            <Button type="submit" loading={form.busy}>
              Save
            </Button>
          </div>
        )}
      </Card>
    </form>
  )
}
