import { useState } from 'react'
import { Button, Modal } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import { useSession } from '~/app/session'
import { ChoiceFilter, SearchFilter } from '~/ui/filters'
import { relative } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { EmptyState } from '~/ui/States'
import type { Column } from '~/ui/tableParts'
import { users } from './queries'
import { roleName, ROLES } from './roles'
import { EditUser, NewUser } from './UserForm'

type UserAccount = Net['UserAccount']

const DEFAULTS = { sort: 'email', filters: ['email', 'role'] } as const

export function nameOf(user: Pick<UserAccount, 'first_name' | 'last_name' | 'email'>): string {
  return `${user.first_name} ${user.last_name}`.trim() || user.email
}

const COLUMNS: Column<UserAccount>[] = [
  {
    id: 'email',
    header: 'User',
    sort: 'email',
    cell: (row) => (
      <div className="clip">
        <span className="title">{nameOf(row)}</span>
        <div className="sub clip">{row.email}</div>
      </div>
    ),
  },
  { id: 'role', header: 'Role', sort: 'role', cell: (row) => roleName(row.role) },
  { id: 'enabled', header: 'State', priority: 2, cell: (row) => <span className={`badge tone-${row.enabled ? 'good' : 'idle'}`}>{row.enabled ? 'Active' : 'Locked'}</span> },
  { id: 'since', header: 'Since', sort: 'created_at', priority: 3, cell: (row) => <span className="nowrap">{relative(row.created_at)}</span> },
]

/** Who may sign in, and as what. */
export function Users() {
  const control = useListState(DEFAULTS)
  const query = useQuery({ ...users(control.state), placeholderData: keepPreviousData })
  const [open, setOpen] = useState<UserAccount | 'new'>()
  const manage = useMay()('user.manage')
  const me = useSession()?.user
  const add = manage && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpen('new')}>
      New user
    </Button>
  )
  const close = (): void => setOpen(undefined)
  return (
    <div className="stack">
      <div className="row spread">
        <p className="quiet prose">{manage ? 'Open a user to change role or password, to lock or to remove.' : 'Only owners and administrators change users.'}</p>
        {add}
      </div>
      <List
        label="users"
        query={query}
        control={control}
        columns={COLUMNS}
        rowId={(row) => row.id}
        {...(manage ? { onOpen: setOpen } : {})}
        filters={
          <>
            <SearchFilter control={control} name="email" label="E-mail" />
            <ChoiceFilter control={control} name="role" label="Role" data={ROLES.map(({ value, label }) => ({ value, label }))} />
          </>
        }
        empty={
          <EmptyState icon="profile" title="No users" action={add}>
            Everybody who looks at findings or starts scans should have an account of their own: the audit then says who did what.
          </EmptyState>
        }
      />
      <Modal opened={open !== undefined} onClose={close} title={open === 'new' ? 'New user' : open === undefined ? '' : nameOf(open)} size="lg">
        {open === 'new' && <NewUser own={me?.role ?? 'viewer'} close={close} />}
        {open !== undefined && open !== 'new' && <EditUser key={open.id} user={open} own={me?.role ?? 'viewer'} self={open.id === me?.id} close={close} />}
      </Modal>
    </div>
  )
}
