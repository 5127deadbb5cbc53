import { Button, TagsInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { useForm } from '~/ui/form'
import { Card } from '~/ui/Page'

/** What the scanner may ask for, and what not. */
export function Scope({ target }: { target: Web['Target'] }) {
  const client = useQueryClient()
  const writable = useMay()('target.write')
  const form = useForm({
    initial: { whitelist: target.site.whitelist, blacklist: target.site.blacklist },
    save: async (values) => {
      await dast.patch('/targets/{id}/site/', { path: { id: target.id }, body: values })
      await client.invalidateQueries({ queryKey: ['web', 'target', target.id] })
      say('The scope was saved.')
    },
  })
  return (
    <Card title="Scope">
      <form className="stack" onSubmit={form.submit} noValidate>
        <FormProblem text={form.problem} />
        <TagsInput
          label="Never ask for"
          description="Paths or addresses; * stands for anything. For example /admin/delete*."
          value={form.values.blacklist}
          disabled={!writable}
          onChange={(value) => form.set('blacklist', value)}
        />
        <TagsInput
          label="Also begin at"
          description="Paths that no page links to, for example /beta."
          value={form.values.whitelist}
          disabled={!writable}
          onChange={(value) => form.set('whitelist', value)}
        />
        {writable && (
          <div className="row">
            <Button type="submit" loading={form.busy}>
              Save scope
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
