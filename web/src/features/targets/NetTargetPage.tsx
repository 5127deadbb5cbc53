import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { v2 } from '~/api/client'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { Confirm, say } from '~/ui/feedback'
import { required, text, useForm } from '~/ui/form'
import { count, dateTime } from '~/ui/format'
import { Card, Facts, Page } from '~/ui/Page'
import { Await } from '~/ui/States'
import { TargetBlackouts } from '../blackouts/TargetBlackouts'
import { entries, wrongHosts } from './hosts'
import { netTarget } from './queries'

const BACK = { to: '/net/targets', label: 'Network targets' }

export function NewNetTarget() {
  return (
    <Page title="New network target" back={BACK} subtitle="Scan only what you may scan.">
      <Card>
        <TargetForm />
      </Card>
    </Page>
  )
}

export function EditNetTarget() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery(netTarget(id))
  return (
    <Page title={query.data?.name ?? 'Network target'} back={BACK} actions={query.data !== undefined && <Actions target={query.data} />}>
      <Await query={query}>
        {(target) => (
          <div className="grid two">
            <Card title="Settings">
              <TargetForm key={target.updated_at} target={target} />
            </Card>
            <div className="stack">
              <Card title="About">
                <Facts
                  facts={[
                    ['Addresses', count(target.hosts_count)],
                    ['Added', dateTime(target.created_at)],
                    ['Changed', dateTime(target.updated_at)],
                    ['Findings', <Link key="f" to={`/net/findings?target=${id}` as never}>Show findings of this target</Link>],
                  ]}
                />
              </Card>
              <TargetBlackouts target={id} />
            </div>
          </div>
        )}
      </Await>
    </Page>
  )
}

function Actions({ target }: { target: Net['Target'] }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay()
  async function remove(): Promise<void> {
    await v2.delete('/v2/targets/{id}', { path: { id: target.id } })
    await client.invalidateQueries({ queryKey: ['net', 'targets'] })
    say(`“${target.name}” was deleted.`)
    await navigate({ to: '/net/targets' })
  }
  return (
    <>
      {may('target.write') && (
        <Confirm label="Delete" question={`Delete “${target.name}”?`} act={remove}>
          Its findings stay as they are. A target that scans use cannot be deleted.
        </Confirm>
      )}
      {may('scan.write') && (
        <Button component={Link} to={`/net/scans/new?target=${target.id}` as never}>
          Scan this
        </Button>
      )}
    </>
  )
}

function TargetForm({ target }: { target?: Net['Target'] }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const writable = useMay()('target.write')
  const form = useForm({
    initial: {
      name: target?.name ?? '',
      hosts: target?.hosts ?? '',
      exclude_hosts: target?.exclude_hosts ?? '',
      comment: target?.comment ?? '',
      max_hosts: (target?.max_hosts ?? '') as number | string,
    },
    rules: {
      name: required('A name'),
      hosts: (value: string) => wrongHosts(value, true),
      exclude_hosts: (value: string) => wrongHosts(value, false),
    },
    save: async (values) => {
      const body = {
        name: values.name.trim(),
        hosts: entries(values.hosts).join(', '),
        exclude_hosts: entries(values.exclude_hosts).join(', '),
        comment: values.comment,
        max_hosts: typeof values.max_hosts === 'number' ? values.max_hosts : null,
      }
      if (target === undefined) {
        const made = await v2.post('/v2/targets', { body: { target: body } })
        say(`“${body.name}” was added.`)
        await client.invalidateQueries({ queryKey: ['net'] })
        await navigate({ to: '/net/targets/$id', params: { id: made.data.id } })
      } else {
        await v2.put('/v2/targets/{id}', { path: { id: target.id }, body: { target: body } })
        say('Saved.')
        await client.invalidateQueries({ queryKey: ['net'] })
      }
    },
  })
  const known = entries(form.values.hosts).length
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <FormProblem text={form.problem} />
      <TextInput label="Name" withAsterisk disabled={!writable} {...text(form.field('name'))} />
      <Textarea
        label="Hosts"
        withAsterisk
        description={`Addresses, networks (10.0.0.0/24), ranges (10.0.0.1-20) or names, separated by commas or lines.${known > 1 ? ` ${known} entries.` : ''}`}
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        disabled={!writable}
        {...text(form.field('hosts'))}
      />
      <Textarea
        label="Excluded hosts"
        description="Never contacted, whatever the list above says."
        autosize
        minRows={1}
        maxRows={8}
        spellCheck={false}
        disabled={!writable}
        {...text(form.field('exclude_hosts'))}
      />
      <NumberInput label="Hosts at the same time" description="Empty: as the profile has it." min={1} max={1000} allowDecimal={false} disabled={!writable} {...form.field('max_hosts')} />
      <TextInput label="Comment" disabled={!writable} {...text(form.field('comment'))} />
      {writable && (
        <div className="row">
          <Button type="submit" loading={form.busy}>
            {target === undefined ? 'Add target' : 'Save'}
          </Button>
        </div>
      )}
    </form>
  )
}
