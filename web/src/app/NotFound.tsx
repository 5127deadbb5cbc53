import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'

export function NotFound() {
  const home = (
    <Button component={Link} to="/">
      To the dashboard
    </Button>
  )
  return (
    <Page title="Not found">
      <EmptyState icon="search" title="There is no such page" action={home}>
        The address may be mistyped, or what it stood for is gone.
      </EmptyState>
    </Page>
  )
}
