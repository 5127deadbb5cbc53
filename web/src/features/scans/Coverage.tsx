import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { address, send } from '~/api/client'
import type { Web } from '~/api/types'
import { DataTable, type Column } from '~/ui/DataTable'
import { Icon } from '~/ui/icons'
import { Await, EmptyState } from '~/ui/States'
import { readCsv } from './csv'

type Row = Record<string, string>

const COLUMNS: Column<Row>[] = [
  { id: 'method', header: 'Method', cell: (row) => <span className="mono">{row.request_method}</span> },
  { id: 'url', header: 'Address', cell: (row) => <div className="clip mono wide">{row.url}</div> },
  { id: 'status', header: 'Answer', numeric: true, cell: (row) => row.status_code },
  { id: 'in', header: 'Signed in', priority: 3, cell: (row) => (row.authenticated === 'True' ? 'yes' : 'no') },
  { id: 'result', header: 'Result', priority: 2, cell: (row) => (row.reason === '' ? row.result : `${row.result}: ${row.reason}`) },
  { id: 'size', header: 'Size', numeric: true, priority: 3, cell: (row) => <span className="nowrap">{row.raw_response_size_display}</span> },
]

/** What the crawler asked for and what not, and why. */
export function Coverage({ scan, live }: { scan: Web['Scan']; live: boolean }) {
  const [all, setAll] = useState(false)
  const path = { target_id: scan.target.id, id: scan.id }
  const url = address('/targets/{target_id}/scans/{id}/endpoints/', path, all ? { all: true } : {})
  const query = useQuery({
    queryKey: ['web', 'coverage', url],
    queryFn: async ({ signal }) => readCsv(await (await send('GET', url, undefined, signal)).text()),
    refetchInterval: live ? 8000 : false,
  })
  return (
    <div className="stack">
      <div className="row spread">
        <SegmentedControl
          aria-label="Which addresses"
          value={all ? 'all' : 'tested'}
          onChange={(value) => setAll(value === 'all')}
          data={[
            { value: 'tested', label: 'Tested' },
            { value: 'all', label: 'With those left out' },
          ]}
        />
        <Button component="a" href={url} download variant="default" leftSection={<Icon name="download" size={16} />}>
          CSV
        </Button>
      </div>
      <Await query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon="globe" title="No addresses yet">
              They appear here as the crawler finds them.
            </EmptyState>
          ) : (
            <DataTable label="Addresses" rows={rows} columns={COLUMNS} rowId={(row) => row.id ?? ''} />
          )
        }
      </Await>
    </div>
  )
}
