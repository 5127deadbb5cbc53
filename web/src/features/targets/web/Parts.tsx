import { Button, Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { useForm } from '~/ui/form'
import { Card } from '~/ui/Page'
import { PartialFields } from '../../scans/PartialFields'

/** How much of a web target its scans test, unless a scan or a schedule says otherwise. */
export function Parts({ target }: { target: Web['Target'] }) {
  const client = useQueryClient()
  const writable = useMay()('target.write')
  const { incremental, reduced_scope, crawl_sequences_only, schedule_incremental, schedule_reduced_scope, schedule_crawl_sequences_only } = target
  const form = useForm({
    initial: { now: { incremental, reduced_scope }, scheduled: { incremental: schedule_incremental, reduced_scope: schedule_reduced_scope }, crawl_sequences_only, schedule_crawl_sequences_only },
    save: async ({ now, scheduled, ...sequences }) => {
      const body = { ...now, schedule_incremental: scheduled.incremental, schedule_reduced_scope: scheduled.reduced_scope, ...sequences }
      await dast.patch('/targets/{id}/', { path: { id: target.id }, body })
      await client.invalidateQueries({ queryKey: ['web'] })
      say('Saved.')
    },
  })
  const { values } = form
  return (
    <Card title="How much a scan tests">
      <form className="stack" onSubmit={form.submit} noValidate>
        <FormProblem text={form.problem} />
        <p className="quiet prose">With nothing ticked a scan tests all that it finds. Who starts a scan may choose otherwise, and a schedule may have settings of its own.</p>
        <PartialFields legend="Scans that somebody starts" value={values.now} disabled={!writable} onChange={(change) => form.set('now', { ...values.now, ...change })} />
        <PartialFields legend="Scheduled scans" value={values.scheduled} disabled={!writable} onChange={(change) => form.set('scheduled', { ...values.scheduled, ...change })} />
        <fieldset className="pairs stack tight">
          <legend>Only recorded sequences</legend>
          <p className="quiet small prose">For targets that have some. One that has none is crawled as usual.</p>
          <Checkbox label="In scans that somebody starts" checked={values.crawl_sequences_only} disabled={!writable} onChange={(event) => form.set('crawl_sequences_only', event.currentTarget.checked)} />
          <Checkbox label="In scheduled scans" checked={values.schedule_crawl_sequences_only} disabled={!writable} onChange={(event) => form.set('schedule_crawl_sequences_only', event.currentTarget.checked)} />
        </fieldset>
        {writable && (
          <div className="row">
            <Button type="submit" loading={form.busy}>
              Save how much is tested
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
