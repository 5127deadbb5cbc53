import { Button, Tabs, TagsInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { dast, v2 } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { say } from '~/ui/feedback'
import { required, text, useForm } from '~/ui/form'
import { words } from '~/ui/format'
import { Card, Facts, Page } from '~/ui/Page'
import { Await } from '~/ui/States'
import { Users } from './Users'

export function Organization() {
  const search = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const may = useMay()
  const query = useQuery({ queryKey: ['account'], queryFn: ({ signal }) => dast.get('/account/', { signal }) })
  return (
    <Page title={query.data?.name ?? 'Organization'} subtitle="What may be scanned, and who may do it.">
      <Tabs value={search.tab ?? 'scope'} onChange={(tab) => void navigate({ to: '.', search: { tab: tab ?? undefined } as never, replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="scope">What may be scanned</Tabs.Tab>
          {may('user.read') && <Tabs.Tab value="users">Users</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="scope">
          <Await query={query}>
            {(account) => (
              <div className="grid two">
                <Ranges account={account} />
                <Naming key={account.name} account={account} />
              </div>
            )}
          </Await>
        </Tabs.Panel>
        <Tabs.Panel value="users">
          <Users />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

/** What the organization is called; the name is on its reports. */
function Naming({ account }: { account: Web['Account'] }) {
  const client = useQueryClient()
  const writable = useMay()('organization.manage')
  const form = useForm({
    initial: { name: account.name },
    rules: { name: required('A name') },
    save: async ({ name }) => {
      await v2.put('/v2/user/organization', { body: { organization: { name: name.trim() } } })
      await client.invalidateQueries({ queryKey: ['account'] })
      say('Saved.')
    },
  })
  return (
    <Card title="About">
      <form className="stack" onSubmit={form.submit} noValidate>
        <FormProblem text={form.problem} />
        <Facts facts={[['Status', words(account.status)]]} />
        <TextInput label="Name" description="It stands on reports." disabled={!writable} {...text(form.field('name'))} />
        {writable && (
          <div className="row">
            <Button type="submit" loading={form.busy}>
              Save name
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}

/** What may be scanned without a proof of ownership. */
function Ranges({ account }: { account: Web['Account'] }) {
  const client = useQueryClient()
  const writable = useMay()('organization.manage')
  const form = useForm({
    initial: { x_allowed_ranges: account.x_allowed_ranges, x_allowed_names: account.x_allowed_names },
    save: async (values) => {
      await dast.patch('/account/', { body: values })
      await client.invalidateQueries({ queryKey: ['account'] })
      say('Saved.')
    },
  })
  return (
    <Card title="Addresses and names">
      <form className="stack" onSubmit={form.submit} noValidate>
        <FormProblem text={form.problem} />
        <TagsInput
          label="Address ranges"
          description="Networks that scans may contact. What is in none of them is refused."
          value={form.values.x_allowed_ranges}
          onChange={(value) => form.set('x_allowed_ranges', value)}
          error={form.field('x_allowed_ranges').error}
          disabled={!writable}
        />
        <TagsInput
          label="Names"
          description="Hosts of web targets that need no proof of ownership."
          value={form.values.x_allowed_names}
          onChange={(value) => form.set('x_allowed_names', value)}
          error={form.field('x_allowed_names').error}
          disabled={!writable}
        />
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
