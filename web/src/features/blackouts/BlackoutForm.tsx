import { useState } from 'react'
import { Button, Radio, Select, Switch, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Blackout } from '~/api/scheduling'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { Confirm, say } from '~/ui/feedback'
import { required, text, useForm } from '~/ui/form'
import { localTime, ownZone } from '../schedules/time'
import { netTarget, netTargets } from '../targets/queries'
import { changeBlackout, deleteBlackout, makeBlackout } from './queries'
import { Scope } from './Scope'
import { suggestedWindow, windowOf, wrongWindow } from './window'
import { WindowFields } from './WindowFields'

/** A local time of an input, in this browser's zone, as an instant. */
const instant = (local: string): string | null => (local === '' ? null : new Date(local).toISOString())

function initialOf(one: Blackout | undefined, kind: string, target: string | undefined) {
  return {
    name: one?.name ?? '',
    kind: one?.kind ?? kind,
    enabled: one?.enabled ?? true,
    target: target ?? '',
    window: one?.kind === 'window' ? windowOf(one) : suggestedWindow(),
    from: one?.from ? localTime(one.from, ownZone()) : '',
    until: one?.until ? localTime(one.until, ownZone()) : '',
  }
}

type Values = ReturnType<typeof initialOf>

/** Makes a time in which nothing runs, or changes one; `target` says for which network target a new one holds. */
export function BlackoutForm(props: { blackout?: Blackout; kind?: 'window' | 'freeze'; target?: string; done: () => void }) {
  const { blackout, target, done } = props
  const client = useQueryClient()
  const writable = useMay()('schedule.write')
  const form = useForm<Values>({
    initial: initialOf(blackout, props.kind ?? 'window', target),
    rules: {
      name: required('A name'),
      window: (window, all) => (all.kind === 'window' ? Object.values(wrongWindow(window))[0] : undefined),
      from: (from, all) => (all.kind === 'freeze' && from === '' ? 'When it begins is needed' : undefined),
      until: (until, all) => (all.kind !== 'freeze' ? undefined : until === '' ? 'When it ends is needed' : until <= all.from ? 'Not after its beginning' : undefined),
    },
    save: async (values) => {
      const when = values.kind === 'window' ? values.window : { from: instant(values.from), until: instant(values.until) }
      const body = { name: values.name.trim(), kind: values.kind, enabled: values.enabled, ...when }
      if (blackout !== undefined) await changeBlackout(blackout.id, body)
      else await makeBlackout({ ...body, ...(values.target === '' ? { scope: 'organization' } : { scope: 'target', target_id: values.target }) })
      await client.invalidateQueries()
      say('The blackout period was saved.')
      done()
    },
  })
  async function remove(): Promise<void> {
    if (blackout === undefined) return
    await deleteBlackout(blackout.id)
    await client.invalidateQueries()
    say('The blackout period was deleted.')
    done()
  }
  const { values } = form
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <FormProblem text={form.problem} />
      <TextInput label="Name" withAsterisk data-autofocus disabled={!writable} {...text(form.field('name'))} />
      <Radio.Group label="Kind" value={values.kind} onChange={(kind) => form.set('kind', kind)}>
        <div className="row choices">
          <Radio value="window" label="Comes back on days of the week" disabled={!writable} />
          <Radio value="freeze" label="Once, from a day to a day" disabled={!writable} />
        </div>
      </Radio.Group>
      {values.kind === 'window' ? (
        <WindowFields value={values.window} wrong={wrongWindow(values.window)} disabled={!writable} onChange={(window) => form.set('window', window)} />
      ) : (
        <div className="grid">
          <TextInput label="Begins" type="datetime-local" description="In your own time zone." disabled={!writable} {...text(form.field('from'))} />
          <TextInput label="Ends" type="datetime-local" description="In your own time zone." disabled={!writable} {...text(form.field('until'))} />
        </div>
      )}
      {blackout === undefined ? target === undefined && <Where value={values.target} onChange={(value) => form.set('target', value)} /> : <p className="prose">Holds for: <Scope one={blackout} /></p>}
      <Switch label="In use" checked={values.enabled} disabled={!writable} onChange={(event) => form.set('enabled', event.currentTarget.checked)} />
      <p className="quiet small prose">A change acts at once: what runs pauses within seconds, or goes on.</p>
      {writable && (
        <div className="row">
          <Button type="submit" loading={form.busy}>
            Save
          </Button>
          <Button variant="default" onClick={done}>
            Cancel
          </Button>
          {blackout !== undefined && (
            <Confirm label="Delete" question={`Delete “${blackout.name}”?`} act={remove}>
              Scans may run at these times again, unless another period holds.
            </Confirm>
          )}
        </div>
      )}
    </form>
  )
}

/** The whole organization, or one network target. */
function Where({ value, onChange }: { value: string; onChange: (target: string) => void }) {
  const [sought, setSought] = useState('')
  const [asked] = useDebouncedValue(sought, 250)
  const targets = useQuery({ ...netTargets({ page: 1, size: 50, sort: 'name', filters: asked === '' ? {} : { name: [asked] } }), placeholderData: keepPreviousData })
  const chosen = useQuery({ ...netTarget(value), enabled: value !== '' })
  const rows = (targets.data?.rows ?? []).filter((one) => one.id !== value)
  const data = [...(chosen.data === undefined ? [] : [chosen.data]), ...rows].map((one) => ({ value: one.id, label: one.name }))
  return (
    <Select
      label="Only for one network target"
      description="Empty: for everything of the organization. Web targets have a period of their own in their settings."
      placeholder="Everything"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Everything' }}
      filter={({ options }) => options}
      onSearchChange={(typed) => setSought(typed === chosen.data?.name ? '' : typed)}
      nothingFoundMessage="No target of that name"
      data={data}
      value={value === '' ? null : value}
      onChange={(target) => onChange(target ?? '')}
    />
  )
}
