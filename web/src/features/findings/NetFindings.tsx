import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { WalkHint } from './FindingDrawer'
import { NetFindingList } from './NetFindingList'

export function NetFindings() {
  const action = (
    <Button component={Link} to="/net/scans/new">
      New scan
    </Button>
  )
  return (
    <Page title="Network findings" subtitle={<>One finding is one weakness at one place, across all scans. <WalkHint /></>}>
      <NetFindingList
        empty={
          <EmptyState icon="finding" title="No findings" action={action}>
            Nothing open was found yet. Findings appear here while a scan runs.
          </EmptyState>
        }
      />
    </Page>
  )
}
