import { Button, Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { useForm } from '~/ui/form'
import { Card } from '~/ui/Page'
import { PARTIAL } from '../../scans/partial'

const GROUPS = [
  { prefix: '', legend: 'Scans that somebody starts' },
  { prefix: 'schedule_', legend: 'Scheduled scans' },
] as const

/** How much of a web target its scans test, unless a scan or a schedule says otherwise. */
export function Parts({ target }: { target: Web['Target'] }) {
  const client = useQueryClient()
  const writable = useMay()('target.write')
  const form = useForm({
    initial: {
      incremental: target.incremental,
      reduced_scope: target.reduced_scope,
      crawl_sequences_only: target.crawl_sequences_only,
      schedule_incremental: target.schedule_incremental,
      schedule_reduced_scope: target.schedule_reduced_scope,
      schedule_crawl_sequences_only: target.schedule_crawl_sequences_only,
    },
    save: async (values) => {
      await dast.patch('/targets/{id}/', { path: { id: target.id }, body: values })
      await client.invalidateQueries({ queryKey: ['web'] })
      say('Saved.')
    },
  })
  return (
    <Card title="How much a scan tests">
      <form className="stack" onSubmit={form.submit} noValidate>
        <FormProblem text={form.problem} />
        <p className="quiet prose">With nothing ticked a scan tests all that it finds. A schedule may have settings of its own.</p>
        {GROUPS.map(({ prefix, legend }) => (
          <fieldset key={legend} className="pairs stack tight">
            <legend>{legend}</legend>
            {PARTIAL.map(({ way, label }) => {
              const name = `${prefix}${way}` as const
              return (
                <Checkbox
                  key={name}
                  name={name}
                  label={label}
                  description={prefix === '' ? EXPLAINED[way] : undefined}
                  checked={form.values[name]}
                  disabled={!writable}
                  onChange={(event) => form.set(name, event.currentTarget.checked)}
                />
              )
            })}
          </fieldset>
        ))}
        {writable && (
          <div className="row">
            <Button type="submit" loading={form.busy}>
              Save how much
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}

const EXPLAINED = {
  incremental: 'Since the last complete scan. Without one, everything is tested.',
  reduced_scope: 'Those below “Also begin at” in the scope, with what lies below them. Where there are none, everything is tested.',
  crawl_sequences_only: 'Nothing else is visited.',
}
