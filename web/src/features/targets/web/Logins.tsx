import { Button, Switch, TextInput, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { text, useForm } from '~/ui/form'
import { Card } from '~/ui/Page'
import { wrongOptionalUrl } from '../url'
import { Pairs, type Pair } from './Pairs'

type Site = Web['Site']

function sent(all: Web['Sent'][]): Pair[] {
  return all.map((one) => ({ name: one.name, value: one.value, secret: one.value_is_sensitive }))
}

function toSend(all: Pair[]): Web['SentValueInput'][] {
  return all.filter((one) => one.name !== '').map(({ name, value, secret }) => ({ name, value, value_is_sensitive: secret }))
}

/** How the scanner signs in: a form, HTTP basic, headers or cookies. Secrets are shown as stars and stay as they are. */
export function Logins({ site, id }: { site: Site; id: string }) {
  const client = useQueryClient()
  const writable = useMay()('target.write')
  const form = useForm({
    initial: {
      has_form_login: site.has_form_login,
      form_login_url: site.form_login_url,
      form_login_check_pattern: site.form_login_check_pattern,
      form_login: site.form_login.map((one): Pair => ({ ...one, secret: false })),
      has_basic_auth: site.has_basic_auth,
      username: site.basic_auth.username,
      password: site.basic_auth.password,
      headers: sent(site.headers),
      cookies: sent(site.cookies),
    },
    rules: {
      form_login_url: (value: string, all: { has_form_login: boolean }) =>
        all.has_form_login && value.trim() === '' ? 'The page with the form is needed' : wrongOptionalUrl(value),
      form_login: (value: Pair[], all: { has_form_login: boolean }) =>
        all.has_form_login && !value.some((one) => one.name !== '') ? 'At least one field is needed' : undefined,
    },
    save: async (values) => {
      await dast.patch('/targets/{id}/site/', {
        path: { id },
        body: {
          has_form_login: values.has_form_login,
          form_login_url: values.form_login_url,
          form_login_check_pattern: values.form_login_check_pattern,
          form_login: values.form_login.filter((one) => one.name !== '').map(({ name, value }) => ({ name, value })),
          has_basic_auth: values.has_basic_auth,
          basic_auth: { username: values.username, password: values.password },
          headers: toSend(values.headers),
          cookies: toSend(values.cookies),
        },
      })
      await client.invalidateQueries({ queryKey: ['web', 'target', id] })
      say('The login settings were saved.')
    },
  })
  const off = !writable
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <FormProblem text={form.problem} />
      <Card title="Login form">
        <Switch label="Sign in by a form" disabled={off} checked={form.values.has_form_login} onChange={(event) => form.set('has_form_login', event.currentTarget.checked)} error={form.field('has_form_login').error} />
        {form.values.has_form_login && (
          <>
            <TextInput label="Page with the form" type="url" disabled={off} {...text(form.field('form_login_url'))} />
            <Pairs
              legend="Fields"
              description="Names of the form's fields and what goes into them."
              add="Add a field"
              pairs={form.values.form_login}
              disabled={off}
              error={form.field('form_login').error}
              onChange={(pairs) => form.set('form_login', pairs)}
            />
            <TextInput label="Text that shows that it worked" description="For example “Sign out”." disabled={off} {...text(form.field('form_login_check_pattern'))} />
          </>
        )}
      </Card>
      <Card title="HTTP basic">
        <Switch label="Sign in by HTTP basic" disabled={off} checked={form.values.has_basic_auth} onChange={(event) => form.set('has_basic_auth', event.currentTarget.checked)} error={form.field('has_basic_auth').error} />
        {form.values.has_basic_auth && (
          <div className="grid two">
            <TextInput label="User name" autoComplete="off" disabled={off} {...text(form.field('username'))} />
            <PasswordInput label="Password" autoComplete="new-password" disabled={off} {...text(form.field('password'))} />
          </div>
        )}
      </Card>
      <Card title="Sent with every request">
        <Pairs legend="Headers" add="Add a header" secrets error={form.field('headers').error} pairs={form.values.headers} disabled={off} onChange={(pairs) => form.set('headers', pairs)} />
        <Pairs legend="Cookies" add="Add a cookie" secrets error={form.field('cookies').error} pairs={form.values.cookies} disabled={off} onChange={(pairs) => form.set('cookies', pairs)} />
      </Card>
      {writable && (
        <div className="row">
          <Button type="submit" loading={form.busy}>
            Save logins
          </Button>
        </div>
      )}
    </form>
  )
}
