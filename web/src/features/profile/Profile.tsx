import { Button, PasswordInput } from '@mantine/core'
import { dast } from '~/api/client'
import { useMay } from '~/app/permissions'
import { useSession } from '~/app/session'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { required, text, useForm } from '~/ui/form'
import { dateTime } from '~/ui/format'
import { Card, Facts, Page } from '~/ui/Page'
import { roleName } from '../users/roles'
import { AccessToken, Keys } from './Keys'

export function Profile() {
  const session = useSession()
  const may = useMay()
  const user = session?.user
  if (user === undefined) return null
  return (
    <Page title="My profile">
      <div className="grid two">
        <Card title="About me">
          <Facts
            facts={[
              ['Name', `${user.first_name} ${user.last_name}`.trim()],
              ['E-mail', user.email],
              ['Role', roleName(user.role)],
              ['Time zone', user.timezone],
              ['Since', dateTime(user.created_at)],
            ]}
          />
        </Card>
        <Card title="Password">
          <Password />
        </Card>
        {may('token.manage') && <AccessToken />}
        {may('token.manage') && <Keys />}
      </div>
    </Page>
  )
}

function Password() {
  const form = useForm({
    initial: { current_password: '', password: '', confpassword: '' },
    rules: {
      current_password: required('Your present password'),
      password: (value: string) => (value.length < 12 ? 'At least 12 characters' : undefined),
      confpassword: (value: string, all: { password: string }) => (value !== all.password ? 'The two are not the same' : undefined),
    },
    save: async (values) => {
      await dast.post('/profile/change_password/', { body: values })
      say('The password was changed.')
      form.set('current_password', '')
      form.set('password', '')
      form.set('confpassword', '')
    },
  })
  const show = { 'aria-label': 'Show password' }
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <FormProblem text={form.problem} />
      <PasswordInput label="Present password" autoComplete="current-password" visibilityToggleButtonProps={show} {...text(form.field('current_password'))} />
      <PasswordInput label="New password" autoComplete="new-password" visibilityToggleButtonProps={show} {...text(form.field('password'))} />
      <PasswordInput label="New password again" autoComplete="new-password" visibilityToggleButtonProps={show} {...text(form.field('confpassword'))} />
      <div className="row">
        <Button type="submit" loading={form.busy}>
          Change password
        </Button>
      </div>
    </form>
  )
}
