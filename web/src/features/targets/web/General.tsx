import { Button, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { required, text, useForm } from '~/ui/form'
import { Card } from '~/ui/Page'
import { targetLabels } from '../queries'
import { wrongUrl } from '../url'

/** Name, address, profile and labels of a web target. */
export function General({ target }: { target: Web['Target'] }) {
  const client = useQueryClient()
  const labels = useQuery(targetLabels)
  const writable = useMay()('target.write')
  const form = useForm({
    initial: {
      name: target.name,
      url: target.site.url,
      desc: target.desc,
      scan_profile: target.scan_profile,
      labels: target.labels.map((one) => one.name),
    },
    rules: { name: required('A name'), url: wrongUrl },
    save: async (values) => {
      await dast.patch('/targets/{id}/', {
        path: { id: target.id },
        body: {
          site: { name: values.name.trim(), url: values.url.trim(), desc: values.desc },
          scan_profile: values.scan_profile,
          labels: values.labels.map((name) => ({ name })),
        },
      })
      await client.invalidateQueries({ queryKey: ['web'] })
      say('Saved.')
    },
  })
  const profile = target.allowed_scan_profiles.find((one) => one.id === form.values.scan_profile)
  return (
    <Card title="General">
      <form className="stack" onSubmit={form.submit} noValidate>
        <FormProblem text={form.problem} />
        <TextInput label="Name" withAsterisk disabled={!writable} {...text(form.field('name'))} />
        <TextInput label="Address" withAsterisk type="url" disabled={!writable} description="A new host needs a new proof of ownership." {...text(form.field('url'))} />
        <Select
          label="Scan profile"
          description={profile?.description}
          data={target.allowed_scan_profiles.map((one) => ({ value: one.id, label: one.name }))}
          value={form.values.scan_profile}
          allowDeselect={false}
          disabled={!writable}
          onChange={(value) => value !== null && form.set('scan_profile', value)}
        />
        <TagsInput
          label="Labels"
          data={(labels.data ?? []).map((one) => one.name)}
          value={form.values.labels}
          disabled={!writable}
          onChange={(value) => form.set('labels', value)}
        />
        <Textarea label="Description" autosize minRows={2} disabled={!writable} {...text(form.field('desc'))} />
        {writable && (
          <div className="row">
            <Button type="submit" loading={form.busy}>
              Save
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
