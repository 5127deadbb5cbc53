import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/app/permissions'
import { Icon } from '~/ui/icons'
import { Card } from '~/ui/Page'

/** What to do when nothing was scanned yet. */
export function FirstSteps({ targets }: { targets: number }) {
  const may = useMay()
  const done = targets > 0
  return (
    <Card title="Welcome to Watchpost. Three steps to the first findings">
      <ol className="first-steps">
        <li data-done={done ? '' : undefined}>
          <b>{done ? 'Say what may be scanned: done' : 'Say what may be scanned'}</b>
          <p className="quiet small prose">Addresses, networks or names; or where a web application begins. Loopback and private networks are allowed from the start.</p>
          {!done && may('target.write') && <Two net="/net/targets/new" web="/web/targets/new" what="Add" />}
        </li>
        <li>
          <b>Start a scan</b>
          <p className="quiet small prose">The profile says what is sent and what not. “Quick” and “Lightning” take a minute or two.</p>
          {done && may('scan.start') && <Two net="/net/scans/new" web="/web/scans/new" what="Scan" />}
        </li>
        <li>
          <b>Read what it found</b>
          <p className="quiet small prose">Each finding shows what proves it and what to do. Reports come as PDF, CSV, JSON, SARIF or JUnit.</p>
        </li>
      </ol>
      <p className="quiet small prose">
        New here? <Icon name="help" size={14} /> or the key <kbd className="key">?</kbd> shows what the keyboard does; <Link to="/profiles">scan profiles</Link> says what each kind of scan sends.
      </p>
    </Card>
  )
}

function Two({ net, web, what }: { net: string; web: string; what: string }) {
  return (
    <div className="row">
      <Button component={Link} to={net} size="sm">
        {what} a network
      </Button>
      <Button component={Link} to={web} size="sm" variant="default">
        {what} a web application
      </Button>
    </div>
  )
}
