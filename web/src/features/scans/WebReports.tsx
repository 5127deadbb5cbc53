import { useState } from 'react'
import { Button, Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { address, dast } from '~/api/client'
import { useLive } from '~/api/live'
import type { Web } from '~/api/types'
import { StatusBadge } from '~/ui/Badges'
import { Card } from '~/ui/Page'
import { Await, ErrorState } from '~/ui/States'

export const FORMATS = [
  { value: 'pdf', label: 'PDF' },
  { value: 'csv', label: 'CSV' },
  { value: 'json', label: 'JSON' },
  { value: 'sarif', label: 'SARIF 2.1.0' },
  { value: 'junit', label: 'JUnit' },
]

/** A report of a scan in the format that one chooses. */
export function WebReports({ scan }: { scan: Web['Scan'] }) {
  const [format, setFormat] = useState('pdf')
  const make = useMutation({ mutationFn: () => dast.post('/report/', { body: { scan: scan.id, format } }) })
  return (
    <Card title="Report">
      <p className="quiet prose">The report shows the scan as it is now. As long as that stays the same, so does the file, byte for byte.</p>
      <div className="row">
        <Select w={160} aria-label="Format" data={FORMATS} value={format} allowDeselect={false} onChange={(value) => value !== null && setFormat(value)} />
        <Button onClick={() => make.mutate()} loading={make.isPending}>
          Make report
        </Button>
      </div>
      {make.error !== null && <ErrorState error={make.error} />}
      {make.data !== undefined && <Made id={make.data.id} format={make.data.format ?? 'pdf'} />}
    </Card>
  )
}

function Made({ id, format }: { id: string; format: string }) {
  const query = useLive(['web', 'report', id], (signal) => dast.get('/report/{id}/', { path: { id }, signal }), (report) => report.status === 'queued')
  return (
    <Await query={query} lines={1}>
      {(report) => (
        <div className="row">
          <StatusBadge status={report.status} />
          <span className="break">{report.name}</span>
          {report.status === 'done' && (
            <Button component="a" variant="default" href={address('/report/{id}/download/', { id }, { format })} download>
              Download {format.toUpperCase()}
            </Button>
          )}
        </div>
      )}
    </Await>
  )
}
