import { Alert, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/app/permissions'
import { ScanStatus } from '~/ui/Badges'
import { Card } from '~/ui/Page'
import { Await } from '~/ui/States'
import { netScans } from '../scans/queries'

/** Which scans a schedule starts: one that starts none would be due in vain. */
export function Starts({ schedule }: { schedule: string }) {
  const query = useQuery(netScans({ page: 1, size: 5, sort: 'name', filters: { schedule: [schedule] } }))
  const may = useMay()
  if (!may('scan.read')) return null
  const add = may('scan.write') && (
    <Button component={Link} to={`/net/scans/new?schedule=${schedule}` as never} variant="default" size="xs">
      New scan by this schedule
    </Button>
  )
  return (
    <Card title="What it starts" aside={add}>
      <Await query={query} lines={2}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Alert color="yellow">No scan uses it, so it starts nothing.</Alert>
          ) : (
            <ul className="plain-list stack tight">
              {rows.map((scan) => (
                <li key={scan.id} className="row">
                  <Link to="/net/scans/$id" params={{ id: scan.id }} className="break">
                    {scan.name}
                  </Link>
                  <span className="quiet small break">{scan.target_name}</span>
                  <ScanStatus status={scan.status} />
                </li>
              ))}
              {total > rows.length && <li className="quiet small">and {total - rows.length} more</li>}
            </ul>
          )
        }
      </Await>
    </Card>
  )
}
