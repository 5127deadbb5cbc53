import { useState } from 'react'
import { Button, Select, Switch, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Net } from '~/api/types'
import { FormProblem } from '~/ui/FormProblem'
import { complain, Confirm, say } from '~/ui/feedback'
import { text, useForm } from '~/ui/form'
import { Once } from '~/ui/Once'
import { zones } from '../schedules/time'
import { addUser, changeUser, removeUser } from './queries'
import { givable, ROLES, wrongEmail } from './roles'

type UserAccount = Net['UserAccount']

function RoleSelect({ value, own, onChange, disabled = false, error }: { value: string; own: string; onChange: (role: string) => void; disabled?: boolean; error: string | undefined }) {
  return (
    <Select
      label="Role"
      description={ROLES.find((one) => one.value === value)?.may}
      data={givable(own)}
      value={value}
      allowDeselect={false}
      disabled={disabled}
      error={error}
      onChange={(role) => role !== null && onChange(role)}
    />
  )
}

/** Adds somebody. The password is made up by the server and shown once. */
export function NewUser({ own, close }: { own: string; close: () => void }) {
  const client = useQueryClient()
  const [made, setMade] = useState<UserAccount>()
  const form = useForm({
    initial: { email: '', first_name: '', last_name: '', role: 'viewer' },
    rules: { email: wrongEmail },
    aliases: { username: 'email' },
    save: async (values) => {
      setMade(await addUser({ ...values, email: values.email.trim() }))
      await client.invalidateQueries({ queryKey: ['users'] })
    },
  })
  if (made !== undefined) {
    return (
      <div className="stack">
        <p className="prose">
          <b>{made.email}</b> can sign in now.
        </p>
        {made.password && <Once secret={made.password} title="The first password: pass it on now, it is not shown again" />}
        <div className="row">
          <Button onClick={close}>Done</Button>
        </div>
      </div>
    )
  }
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <FormProblem text={form.problem} />
      <TextInput label="E-mail address" type="email" withAsterisk autoComplete="off" data-autofocus {...text(form.field('email'))} />
      <div className="grid">
        <TextInput label="First name" {...text(form.field('first_name'))} />
        <TextInput label="Last name" {...text(form.field('last_name'))} />
      </div>
      <RoleSelect value={form.values.role} own={own} onChange={(role) => form.set('role', role)} error={form.field('role').error} />
      <div className="row">
        <Button type="submit" loading={form.busy}>
          Add user
        </Button>
      </div>
    </form>
  )
}

/** Changes somebody's role and name, locks or removes them, gives a new password. */
export function EditUser({ user, own, self, close }: { user: UserAccount; own: string; self: boolean; close: () => void }) {
  const client = useQueryClient()
  const reload = () => client.invalidateQueries({ queryKey: ['users'] })
  const form = useForm({
    initial: { email: user.email, first_name: user.first_name, last_name: user.last_name, role: user.role, timezone: user.timezone, enabled: user.enabled },
    rules: { email: wrongEmail },
    save: async (values) => {
      await changeUser(user.id, { ...values, email: values.email.trim() })
      await reload()
      say(`“${values.email.trim()}” was saved.`)
      close()
    },
  })
  const renew = useMutation({ mutationFn: () => changeUser(user.id, { generate_password: true }), onError: complain })
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <FormProblem text={form.problem} />
      <TextInput label="E-mail address" type="email" withAsterisk {...text(form.field('email'))} />
      <div className="grid">
        <TextInput label="First name" {...text(form.field('first_name'))} />
        <TextInput label="Last name" {...text(form.field('last_name'))} />
      </div>
      <Select label="Time zone" searchable limit={50} data={zones()} value={form.values.timezone} allowDeselect={false} onChange={(zone) => zone !== null && form.set('timezone', zone)} />
      <RoleSelect value={form.values.role} own={own} disabled={self} onChange={(role) => form.set('role', role)} error={form.field('role').error} />
      <Switch
        label="May sign in"
        description={self ? 'One does not lock oneself out.' : 'Taking it away ends all sessions and tokens.'}
        disabled={self}
        checked={form.values.enabled}
        error={form.field('enabled').error}
        onChange={(event) => form.set('enabled', event.currentTarget.checked)}
      />
      {renew.data?.password && <Once secret={renew.data.password} title="The new password: pass it on now, it is not shown again" />}
      <div className="row">
        <Button type="submit" loading={form.busy}>
          Save
        </Button>
        {!self && (
          <>
            <Confirm label="New password" question="Make a new password?" act={() => renew.mutateAsync()} danger={false}>
              The old one no longer works, and all sessions and tokens of “{user.email}” end.
            </Confirm>
            <Confirm label="Remove" question={`Remove “${user.email}”?`} act={() => removeUser(user.id).then(reload).then(close)}>
              What they did stays in the audit. Their keys and tokens no longer work.
            </Confirm>
          </>
        )}
      </div>
    </form>
  )
}
