import { Button, Select, Switch, Textarea, TextInput } from '@mantine/core'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { text, useForm } from '~/ui/form'
import { Card } from '~/ui/Page'
import { wrongOptionalUrl } from '../url'
import { useSite } from './site'

const MEDIA = [
  { value: 'application/json', label: 'JSON' },
  { value: 'application/x-www-form-urlencoded', label: 'Form' },
]
const PLACES = [
  { value: 'header', label: 'Header' },
  { value: 'cookie', label: 'Cookie' },
]

/** What is wrong with the body of a login request, if anything. */
export function wrongPayload(value: string, media: string): string | undefined {
  if (value.trim() === '' || media !== 'application/json' || /^\*+$/.test(value)) return undefined
  try {
    JSON.parse(value)
    return undefined
  } catch {
    return 'This is not JSON'
  }
}

/** How the scanner gets a token from an API. */
export function ApiLogin({ target }: { target: Web['Target'] }) {
  const { save } = useSite(target.id)
  const off = !useMay()('target.write')
  const now = target.site.api_scan_settings
  const form = useForm({
    initial: {
      api_login_enabled: now?.api_login_enabled ?? false,
      api_login_url: now?.api_login_url ?? '',
      media_type: now?.media_type || 'application/json',
      api_login_payload: now?.api_login_payload ?? '',
      api_login_token_field: now?.api_login_token_field ?? '',
      token_parameter_location: now?.token_parameter_location || 'header',
      token_parameter_name: now?.token_parameter_name || 'Authorization',
      token_prefix: now?.token_prefix ?? 'Bearer',
    },
    rules: {
      api_login_url: (value: string, all: { api_login_enabled: boolean }) => (all.api_login_enabled && value.trim() === '' ? 'The address is needed' : wrongOptionalUrl(value)),
      api_login_payload: (value: string, all: { media_type: string }) => wrongPayload(value, all.media_type),
    },
    save: (values) => save({ api_scan_settings: values }, 'The login was saved.'),
  })
  const { values } = form
  return (
    <Card title="Login to the API">
      <form className="stack" onSubmit={form.submit} noValidate>
        <FormProblem text={form.problem} />
        <Switch
          label="Ask for a token first"
          description="The scanner sends a login request, takes the token from the answer, and sends it with every request."
          disabled={off}
          checked={values.api_login_enabled}
          onChange={(event) => form.set('api_login_enabled', event.currentTarget.checked)}
          error={form.field('api_login_enabled').error}
        />
        {values.api_login_enabled && (
          <>
            <TextInput label="Address of the login" type="url" placeholder="https://api.example/v1/login" disabled={off} {...text(form.field('api_login_url'))} />
            <Select label="Body is" data={MEDIA} value={values.media_type} allowDeselect={false} disabled={off} onChange={(value) => value !== null && form.set('media_type', value)} />
            <Textarea label="Body" placeholder='{"user": "scanner", "password": "…"}' autosize minRows={2} spellCheck={false} disabled={off} {...text(form.field('api_login_payload'))} />
            <TextInput label="Where the token is in the answer" placeholder="data.token" disabled={off} {...text(form.field('api_login_token_field'))} />
            <div className="grid">
              <Select label="Token goes into" data={PLACES} value={values.token_parameter_location} allowDeselect={false} disabled={off} onChange={(value) => value !== null && form.set('token_parameter_location', value)} />
              <TextInput label="Its name" disabled={off} {...text(form.field('token_parameter_name'))} />
              <TextInput label="In front of the token" disabled={off} {...text(form.field('token_prefix'))} />
            </div>
          </>
        )}
        {!off && (
          <div className="row">
            <Button type="submit" loading={form.busy}>
              Save login
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
