import { Button, SegmentedControl, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { dast } from '~/api/client'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { text, useForm } from '~/ui/form'
import { Card, Page } from '~/ui/Page'
import { webProfiles } from '../scans/queries'
import { targetLabels } from './queries'
import { wrongOptionalUrl, wrongUrl } from './url'

const DEFAULT_PROFILE: Record<string, string> = { single: 'normal', api: 'api_normal' }

export function NewWebTarget() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const profiles = useQuery(webProfiles)
  const labels = useQuery(targetLabels)
  const form = useForm({
    initial: { name: '', url: '', type: 'single', desc: '', scan_profile: 'normal', labels: [] as string[], schema: '' },
    rules: { url: wrongUrl, schema: wrongOptionalUrl },
    aliases: { 'site.url': 'url', 'site.name': 'name', 'site.api_scan_settings.api_schema_url': 'schema' },
    save: async (values) => {
      const api = values.type === 'api' && values.schema.trim() !== '' ? { api_schema_type: 'openapi', api_schema_url: values.schema.trim() } : null
      const made = await dast.post('/targets/', {
        body: {
          site: {
            name: values.name.trim() || new URL(values.url.trim()).host,
            url: values.url.trim(),
            desc: values.desc,
            ...(api === null ? {} : { api_scan_settings: api }),
          },
          type: values.type,
          scan_profile: values.scan_profile,
          labels: values.labels.map((name) => ({ name })),
        },
      })
      await client.invalidateQueries({ queryKey: ['web'] })
      say('The target was added.')
      await navigate({ to: '/web/targets/$id', params: { id: made.id } })
    },
  })
  const fitting = (profiles.data ?? []).filter((one) => (one.type === 'api') === (form.values.type === 'api'))
  const chosen = fitting.find((one) => one.id === form.values.scan_profile)
  return (
    <Page title="New web target" back={{ to: '/web/targets', label: 'Web targets' }} subtitle="Test only what you may test.">
      <Card>
        <form className="stack" onSubmit={form.submit} noValidate>
          <FormProblem text={form.problem} />
          <SegmentedControl
            aria-label="Kind"
            value={form.values.type}
            onChange={(type) => {
              form.set('type', type)
              form.set('scan_profile', DEFAULT_PROFILE[type] ?? 'normal')
            }}
            data={[
              { value: 'single', label: 'Web application' },
              { value: 'api', label: 'API' },
            ]}
          />
          <TextInput label="Address" withAsterisk type="url" placeholder="https://shop.example/" description="Where the application begins. Only its host is tested." {...text(form.field('url'))} />
          <TextInput label="Name" description="Empty: its host." {...text(form.field('name'))} />
          {form.values.type === 'api' && (
            <TextInput label="Address of its description" type="url" description="OpenAPI. A file or a Postman collection can be uploaded afterwards." {...text(form.field('schema'))} />
          )}
          <Select
            label="Scan profile"
            description={chosen?.description}
            data={fitting.map((one) => ({ value: one.id, label: one.name }))}
            value={form.values.scan_profile}
            allowDeselect={false}
            onChange={(value) => value !== null && form.set('scan_profile', value)}
          />
          <TagsInput
            label="Labels"
            description="Choose, or type a new one and press Enter."
            data={(labels.data ?? []).map((one) => one.name)}
            value={form.values.labels}
            onChange={(value) => form.set('labels', value)}
          />
          <Textarea label="Description" autosize minRows={2} {...text(form.field('desc'))} />
          <div className="row">
            <Button type="submit" loading={form.busy}>
              Add target
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  )
}
