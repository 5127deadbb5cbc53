import { Button, PasswordInput, Select, Switch, TextInput } from '@mantine/core'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { text, useForm } from '~/ui/form'
import { Card } from '~/ui/Page'
import { wrongOptionalUrl } from '../url'
import { useSite } from './site'

/** What is wrong with a shared secret in base32, if anything. Stars stand for the one that is kept. */
export function wrongSecret(value: string, needed: boolean): string | undefined {
  const bare = value.replaceAll(/[\s=-]/g, '')
  if (bare === '') return needed ? 'The secret is needed' : undefined
  return /^\*+$/.test(bare) || /^[a-z2-7]+$/i.test(bare) ? undefined : 'A secret is written in the letters A to Z and the digits 2 to 7'
}

/** One-time passwords after the login form. */
export function Otp({ site, id }: { site: Web['Site']; id: string }) {
  const { save } = useSite(id)
  const off = !useMay()('target.write')
  const form = useForm({
    initial: {
      has_otp: site.has_otp,
      otp_secret: site.otp_secret,
      otp_algorithm: site.otp_algorithm || 'SHA1',
      otp_digits: String(site.otp_digits || 6),
      otp_field: site.otp_field,
      otp_url: site.otp_url,
    },
    rules: {
      otp_secret: (value: string, all: { has_otp: boolean }) => wrongSecret(value, all.has_otp),
      otp_url: wrongOptionalUrl,
    },
    save: (values) => save({ ...values, otp_digits: Number(values.otp_digits), otp_type: 'totp' }, 'The settings of one-time passwords were saved.'),
  })
  const { values } = form
  return (
    <Card title="One-time password">
      <form className="stack" onSubmit={form.submit} noValidate>
        <FormProblem text={form.problem} />
        <Switch
          label="A one-time password is asked for (TOTP)"
          description="As an authenticator app makes it. The scanner makes a fresh one whenever it signs in."
          disabled={off}
          checked={values.has_otp}
          onChange={(event) => form.set('has_otp', event.currentTarget.checked)}
          error={form.field('has_otp').error}
        />
        {values.has_otp && (
          <>
            <PasswordInput
              label="Secret"
              description="The text that the app is set up with, in base32. It is kept encrypted."
              autoComplete="off"
              disabled={off}
              visibilityToggleButtonProps={{ 'aria-label': 'Show secret' }}
              {...text(form.field('otp_secret'))}
            />
            <div className="grid">
              <TextInput label="Name of the field" description="Empty: found by itself." disabled={off} {...text(form.field('otp_field'))} />
              <TextInput label="Page that asks for it" description="Empty: the one after the login form." type="url" disabled={off} {...text(form.field('otp_url'))} />
            </div>
            <div className="grid">
              <Select label="Digits" data={['6', '7', '8']} value={values.otp_digits} allowDeselect={false} disabled={off} onChange={(value) => value !== null && form.set('otp_digits', value)} />
              <Select label="Algorithm" data={['SHA1', 'SHA256', 'SHA512']} value={values.otp_algorithm} allowDeselect={false} disabled={off} onChange={(value) => value !== null && form.set('otp_algorithm', value)} />
            </div>
          </>
        )}
        {!off && (values.has_otp || site.has_otp) && (
          <div className="row">
            <Button type="submit" loading={form.busy}>
              Save one-time password
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
