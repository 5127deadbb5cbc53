import { useState } from 'react'
import { Button, FileInput, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { dast, send } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { complain, say } from '~/ui/feedback'
import { text, useForm } from '~/ui/form'
import { Card, Facts } from '~/ui/Page'
import { wrongOptionalUrl } from '../url'

/** Where an API's description comes from. */
export function ApiSettings({ target }: { target: Web['Target'] }) {
  const client = useQueryClient()
  const writable = useMay()('target.write')
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const now = target.site.api_scan_settings
  const form = useForm({
    initial: { api_schema_type: now?.api_schema_type ?? 'openapi', api_schema_url: now?.api_schema_url ?? '' },
    rules: { api_schema_url: wrongOptionalUrl },
    save: async (values) => {
      await dast.patch('/targets/{id}/site/', { path: { id: target.id }, body: { api_scan_settings: values } })
      await client.invalidateQueries({ queryKey: ['web', 'target', target.id] })
      say('Saved.')
    },
  })
  async function upload(): Promise<void> {
    if (file === null) return
    setBusy(true)
    const body = new FormData()
    body.append('file', file)
    try {
      await send('POST', `/targets/${encodeURIComponent(target.id)}/upload_api_schema_file/`, body)
      say('The description was uploaded.')
      await client.invalidateQueries({ queryKey: ['web', 'target', target.id] })
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  return (
    <div className="grid two">
      <Card title="Description by address">
        <form className="stack" onSubmit={form.submit} noValidate>
          <FormProblem text={form.problem} />
          <Select
            label="Kind"
            data={[
              { value: 'openapi', label: 'OpenAPI' },
              { value: 'postman', label: 'Postman collection' },
            ]}
            value={form.values.api_schema_type}
            allowDeselect={false}
            disabled={!writable}
            onChange={(value) => value !== null && form.set('api_schema_type', value)}
          />
          <TextInput label="Address" type="url" disabled={!writable} {...text(form.field('api_schema_url'))} />
          {writable && (
            <div className="row">
              <Button type="submit" loading={form.busy}>
                Save
              </Button>
            </div>
          )}
        </form>
      </Card>
      <Card title="Description by file">
        <Facts facts={[['Now', now?.api_schema_file ?? 'no file']]} />
        {writable && (
          <>
            <FileInput label="File (JSON or YAML, at most 5 MiB)" placeholder="Choose a file" accept=".json,.yaml,.yml" value={file} onChange={setFile} clearable />
            <div className="row">
              <Button onClick={() => void upload()} loading={busy} disabled={file === null}>
                Upload
              </Button>
            </div>
          </>
        )}
      </Card>
    </div>
  )
}
