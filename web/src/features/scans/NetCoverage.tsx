import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import { usePace } from '~/api/live'
import { pageOfNet, type Net } from '~/api/types'
import { ChoiceFilter, like, SearchFilter } from '~/ui/filters'
import { words } from '~/ui/format'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { EmptyState } from '~/ui/States'
import type { Column } from '~/ui/tableParts'

const DEFAULTS = { sort: 'host', filters: ['host', 'result', 'check'], size: 50 } as const
const RESULTS = [
  { value: 'tested', label: 'Tested' },
  { value: 'not_tested', label: 'Not tested' },
]
const GROUPS: Record<string, string> = { '*': 'all checks', 'cve:*': 'known vulnerabilities of its version' }

/** The checks of a place in words; many are counted. */
export function checksInWords(checks: string[]): string {
  const named = checks.map((one) => GROUPS[one] ?? one)
  return named.length > 4 ? `${named.slice(0, 3).join(', ')} and ${named.length - 3} more` : named.join(', ')
}

const COLUMNS: Column<Net['CoverageEntry']>[] = [
  {
    id: 'place',
    header: 'Where',
    cell: (row) => (
      <span className="mono break">
        {row.host}
        {row.port === null || row.port === undefined ? '' : `:${row.port}`}
        {row.protocol === 'udp' ? '/udp' : ''} {row.place}
      </span>
    ),
  },
  { id: 'result', header: 'Result', cell: (row) => <span className={`badge tone-${row.result === 'tested' ? 'good' : 'medium'}`}>{words(row.result)}</span> },
  { id: 'checks', header: 'Checks', priority: 2, cell: (row) => <div className="clip wide" title={row.checks.join(', ')}>{checksInWords(row.checks) || <span className="quiet">none</span>}</div> },
  { id: 'reason', header: 'Why', priority: 2, cell: (row) => <span className="break">{row.reason ?? ''}</span> },
]

/** What a run looked at, place by place, and what it could not look at and why. */
export function NetCoverage({ scan, run, live }: { scan: string; run: string; live: boolean }) {
  const control = useListState(DEFAULTS)
  const pace = usePace()
  const { page, size, filters } = control.state
  const query = useQuery({
    queryKey: ['net', 'coverage', scan, run, control.state],
    placeholderData: keepPreviousData,
    refetchInterval: pace(live && 5000),
    queryFn: async ({ signal }) => {
      const asked = { page, per_page: size, 'q[host]': like(filters.host), 'q[result]': filters.result, 'q[check]': like(filters.check) }
      return pageOfNet(await v2.get('/v2/scans/{scan_id}/histories/{id}/coverage', { path: { scan_id: scan, id: run }, query: asked, signal }))
    },
  })
  return (
    <List
      label="coverage"
      query={query}
      control={control}
      columns={COLUMNS}
      rowId={(row) => row.id}
      filters={
        <>
          <SearchFilter control={control} name="host" label="Host" />
          <SearchFilter control={control} name="check" label="Check" />
          <ChoiceFilter control={control} name="result" label="Result" data={RESULTS} />
        </>
      }
      empty={
        <EmptyState icon="scan" title="Nothing is covered yet">
          {live ? 'Places appear here as they are looked at.' : 'This run ended before it could look at anything.'}
        </EmptyState>
      }
    />
  )
}
