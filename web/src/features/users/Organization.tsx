import { Button, TagsInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { say } from '~/ui/feedback'
import { useForm } from '~/ui/form'
import { Card, Facts, Page } from '~/ui/Page'
import { Await, ErrorState } from '~/ui/States'

export function Organization() {
  const query = useQuery({ queryKey: ['account'], queryFn: ({ signal }) => dast.get('/account/', { signal }) })
  return (
    <Page title="Organization" subtitle="Users are managed on the server for now: watchpost user list, add, reset-password.">
      <Await query={query}>
        {(account) => (
          <div className="grid two">
            <Card title="About">
              <Facts
                facts={[
                  ['Name', account.name],
                  ['Status', account.status],
                ]}
              />
            </Card>
            <Ranges account={account} />
          </div>
        )}
      </Await>
    </Page>
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
    <Card title="What may always be scanned">
      <form className="stack" onSubmit={form.submit} noValidate>
        {form.problem !== undefined && <ErrorState error={new Error(form.problem)} />}
        <TagsInput
          label="Address ranges"
          description="Networks that scans may contact. Everything else is refused."
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
