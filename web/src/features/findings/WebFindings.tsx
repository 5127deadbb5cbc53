import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Page } from '~/ui/Page'
import { EmptyState } from '~/ui/States'
import { WalkHint } from './FindingDrawer'
import { WebFindingList } from './WebFindingList'

export function WebFindings() {
  const action = (
    <Button component={Link} to="/web/scans/new">
      New scan
    </Button>
  )
  return (
    <Page title="Web findings" subtitle={<>Each active finding carries the attack, the answer and the control request. <WalkHint /></>}>
      <WebFindingList
        empty={
          <EmptyState icon="finding" title="No findings" action={action}>
            Nothing open was found yet. Findings appear here while a scan runs.
          </EmptyState>
        }
      />
    </Page>
  )
}
