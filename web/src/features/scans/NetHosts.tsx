import { useQuery } from '@tanstack/react-query'
import { usePace } from '~/api/live'
import type { Net } from '~/api/types'
import { SeverityCounts } from '~/ui/Badges'
import { DataTable, type Column } from '~/ui/DataTable'
import { Card } from '~/ui/Page'
import { Await, EmptyState } from '~/ui/States'
import { netHosts } from './queries'

type Service = Net['Service']

const COLUMNS: Column<Service>[] = [
  { id: 'port', header: 'Port', numeric: true, cell: (row) => <span className="mono">{`${row.port}/${row.protocol}`}</span> },
  { id: 'name', header: 'Service', cell: (row) => `${row.name}${row.tls ? ' over TLS' : ''}` },
  { id: 'product', header: 'Product', cell: (row) => [row.product, row.version, row.extra].filter(Boolean).join(' ') || <span className="quiet">–</span> },
  { id: 'banner', header: 'Banner', priority: 3, cell: (row) => <div className="clip mono quiet">{oneLine(row.banner ?? '')}</div> },
]

/** A banner without its ends of lines, which come written out. */
function oneLine(banner: string): string {
  return banner.replaceAll(/(\\[rn]|[\r\n])+/g, ' ').trim()
}

/** The hosts that a scan met, with what listens there. */
export function NetHosts({ scan, live }: { scan: string; live: boolean }) {
  const query = useQuery({ ...netHosts(scan), refetchInterval: usePace()(live && 5000) })
  return (
    <Await query={query}>
      {(page) =>
        page.rows.length === 0 ? (
          <EmptyState icon="network" title="No host answered">
            {live ? 'Hosts appear here as they answer.' : 'Either nothing is there, or something in between keeps answers away.'}
          </EmptyState>
        ) : (
          <div className="stack">
            {page.total > page.rows.length && <p className="quiet prose">The first {page.rows.length} of {page.total} hosts.</p>}
            {page.rows.filter((host) => host.services.length > 0).map((host) => (
              <Card key={host.id} title={host.host === host.address ? host.host : `${host.host} (${host.address})`} aside={<SeverityCounts counts={host.severity_counts} />}>
                <DataTable label={`Services of ${host.host}`} rows={host.services} columns={COLUMNS} rowId={(row) => `${row.port}/${row.protocol}`} />
              </Card>
            ))}
            <Silent hosts={page.rows.filter((host) => host.services.length === 0).map((host) => host.host)} />
          </div>
        )
      }
    </Await>
  )
}

/** Hosts that answer, but have nothing on the ports that were looked at. */
function Silent({ hosts }: { hosts: string[] }) {
  if (hosts.length === 0) return null
  return (
    <Card title={hosts.length === 1 ? '1 host answers without a service' : `${hosts.length} hosts answer without a service`}>
      <p className="quiet small prose">Nothing was found on the ports that were looked at.</p>
      <p className="mono break prose">{hosts.join(', ')}</p>
    </Card>
  )
}
