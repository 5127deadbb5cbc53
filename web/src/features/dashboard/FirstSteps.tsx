import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Card } from '~/ui/Page'

/** What to do when nothing was scanned yet. */
export function FirstSteps({ targets }: { targets: number }) {
  return (
    <Card title="Welcome. Three steps to the first findings">
      <ol className="steps-list">
        <li>
          <b>Say what may be scanned{targets > 0 ? ' (done)' : ''}.</b> Loopback and private networks are allowed from the start; the
          organization's page opens more.
        </li>
        <li>
          <b>Start a scan.</b> The profile says what is sent and what not. “Quick” and “Lightning” take a minute or two.
        </li>
        <li>
          <b>Read what it found,</b> with the proof, and make a report.
        </li>
      </ol>
      <div className="row">
        <Button component={Link} to={targets > 0 ? '/net/scans/new' : '/net/targets/new'}>
          {targets > 0 ? 'Scan a network' : 'Add a network target'}
        </Button>
        <Button component={Link} to={targets > 0 ? '/web/scans/new' : '/web/targets/new'} variant="default">
          {targets > 0 ? 'Scan a web application' : 'Add a web target'}
        </Button>
      </div>
    </Card>
  )
}
