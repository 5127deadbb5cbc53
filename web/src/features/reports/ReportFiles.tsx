import { useState } from 'react'
import { Alert, Button, MultiSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { address, v2 } from '~/api/client'
import { useLive } from '~/api/live'
import type { Net } from '~/api/types'
import { useMay } from '~/app/permissions'
import { SeverityCounts, StatusBadge } from '~/ui/Badges'
import { complain } from '~/ui/feedback'
import { bytes, dateTime } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { Card, Facts } from '~/ui/Page'
import { Await } from '~/ui/States'
import { FORMATS } from '../scans/WebReports'

type Report = Net['Report']

function waiting(report: Report): boolean {
  return Object.values(report.files).some((file) => file.status === 'queued')
}

/** The files of a report: make, download, check against the checksums that were kept. */
export function ReportFiles({ id }: { id: string }) {
  const client = useQueryClient()
  const writable = useMay()('report.write')
  const [formats, setFormats] = useState<string[]>(['pdf'])
  const query = useLive(['net', 'report', id], async (signal) => (await v2.get('/v2/reports/{id}', { path: { id }, signal })).data.attributes, waiting)
  const make = useMutation({
    mutationFn: () => v2.post('/v2/reports/{id}/generate', { path: { id }, body: { formats } as never }),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['net'] }),
  })
  const verify = useMutation({ mutationFn: () => v2.post('/v2/reports/{id}/verify', { path: { id } }), onError: complain })
  return (
    <Await query={query}>
      {(report) => (
        <div className="stack">
          <Facts
            facts={[
              ['Made', dateTime(report.created_at)],
              ['Findings', <SeverityCounts key="f" counts={report.results_count} />],
              ['Compliance', report.compliance && <StatusBadge key="c" status={report.compliance} />],
            ]}
          />
          {writable && (
            <div className="row end">
              <MultiSelect className="fill" label="Formats" data={FORMATS} value={formats} onChange={setFormats} />
              <Button onClick={() => make.mutate()} loading={make.isPending} disabled={formats.length === 0}>
                Make files
              </Button>
            </div>
          )}
          {Object.entries(report.files).map(([type, file]) => (
            <FileCard key={type} report={id} type={type} file={file} />
          ))}
          {Object.keys(report.files).length === 0 && <p className="quiet prose">{writable ? 'No files yet. Choose the formats that you need, then “Make files”.' : 'No files yet.'}</p>}
          {Object.values(report.files).some((file) => file.status === 'done') && (
            <>
              <span>
                <Button variant="default" onClick={() => verify.mutate()} loading={verify.isPending} leftSection={<Icon name="check" size={16} />}>
                  Verify the files
                </Button>
              </span>
              {verify.data !== undefined && (
                <Alert color={verify.data.verified ? 'teal' : 'red'} role="status">
                  {verify.data.verified
                    ? 'Each file still is what was made, by its SHA-256.'
                    : `Changed since they were made: ${verify.data.files.filter((one) => !one.verified).map((one) => one.type).join(', ')}.`}
                </Alert>
              )}
            </>
          )}
        </div>
      )}
    </Await>
  )
}

function FileCard({ report, type, file }: { report: string; type: string; file: Net['ReportFile'] }) {
  const href = address('/v2/reports/{id}/download', { id: report }, { type })
  const download = file.status === 'done' && (
    <Button component="a" href={href} download size="compact-sm" variant="default" leftSection={<Icon name="download" size={14} />}>
      Download
    </Button>
  )
  return (
    <Card title={FORMATS.find((one) => one.value === type)?.label ?? type} aside={download === false ? <StatusBadge status={file.status} /> : download}>
      <Facts
        facts={[
          ['Size', file.size === null || file.size === undefined ? undefined : bytes(file.size)],
          ['SHA-256', file.sha256 && <span className="mono">{file.sha256}</span>],
          ['Problem', file.reason],
        ]}
      />
    </Card>
  )
}
