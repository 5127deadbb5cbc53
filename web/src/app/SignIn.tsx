import { useEffect } from 'react'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { FormProblem } from '~/ui/FormProblem'
import { required, text, useForm } from '~/ui/form'
import { Mark } from './Logo'
import { queries } from './queries'
import { signIn } from './session'

/** Signs in and goes on to where one was. */
export function SignIn() {
  const navigate = useNavigate()
  const router = useRouter()
  const search = useSearch({ strict: false }) as { next?: string }
  useEffect(() => {
    document.title = 'Sign in · Watchpost'
  }, [])
  const form = useForm({
    initial: { email: '', password: '' },
    rules: { email: required('Your e-mail address'), password: required('Your password') },
    aliases: { username: 'email' },
    save: async ({ email, password }) => {
      await signIn(email.trim(), password)
      // Nothing that another user saw is shown to this one.
      queries.clear()
      // Only addresses of this interface are followed.
      const next = search.next !== undefined && /^\/(?![/\\])/.test(search.next) ? search.next : undefined
      if (next === undefined) await navigate({ to: '/', replace: true })
      else router.history.replace(`/app${next}`)
    },
  })
  return (
    <main className="lonely">
      <form className="card stack sign-in" onSubmit={form.submit} noValidate aria-labelledby="sign-in-title">
        <div className="row">
          <Mark size={34} />
          <h1 id="sign-in-title">Watchpost</h1>
        </div>
        {search.next !== undefined && <p className="quiet prose">Sign in to go on where you were.</p>}
        <FormProblem text={form.problem} />
        <TextInput label="E-mail address" type="email" autoComplete="username" autoFocus {...text(form.field('email'))} />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
          {...text(form.field('password'))}
        />
        <Button type="submit" loading={form.busy} fullWidth>
          Sign in
        </Button>
        <p className="quiet small prose">
          The first administrator's password was printed when the server started for the first time. Forgotten?{' '}
          <code className="nowrap">watchpost user reset-password</code> on the server gives a new one.
        </p>
      </form>
    </main>
  )
}
