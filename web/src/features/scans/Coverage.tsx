import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { address, dast } from '~/api/client'
import { usePace } from '~/api/live'
import { pageOfWeb, type Web } from '~/api/types'
import { ChoiceFilter } from '~/ui/filters'
import { bytes, words } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { List } from '~/ui/List'
import { useListState } from '~/ui/listState'
import { EmptyState } from '~/ui/States'
import type { Column } from '~/ui/tableParts'

type Endpoint = Web['EndpointView']

const DEFAULTS = { sort: 'url', filters: ['which'], size: 50 } as const
const WHICH = [{ value: 'all', label: 'Also what was left out, and why' }]

/** An address without the part that all of a scan have in common. */
export function withoutHost(url: string, site: string): string {
  if (!URL.canParse(site)) return url
  const { origin } = new URL(site)
  return url.startsWith(`${origin}/`) ? url.slice(origin.length) : url
}

const columns = (site: string): Column<Endpoint>[] => [
  { id: 'method', header: 'Method', cell: (row) => <span className="mono">{row.request_method}</span> },
  {
    id: 'url',
    header: 'Address',
    cell: (row) => (
      <div className="clip mono wide" title={row.url}>
        {withoutHost(row.url, site)}
      </div>
    ),
  },
  { id: 'status', header: 'Answer', numeric: true, cell: (row) => row.status_code ?? '–' },
  { id: 'in', header: 'Signed in', priority: 3, cell: (row) => (row.authenticated ? 'Yes' : 'No') },
  { id: 'result', header: 'Result', priority: 2, cell: (row) => (row.reason === '' ? (row.result === 'accepted' ? 'Tested' : words(row.result)) : `${words(row.result)}: ${row.reason}`) },
  { id: 'size', header: 'Size', numeric: true, priority: 3, cell: (row) => <span className="nowrap">{bytes(row.raw_response_size)}</span> },
]

/** What the crawler asked for and what not, and why. */
export function Coverage({ scan, live }: { scan: Web['Scan']; live: boolean }) {
  const control = useListState(DEFAULTS)
  const pace = usePace()
  const { page, size, filters } = control.state
  const path = { target_id: scan.target.id, id: scan.id }
  const all = filters.which?.includes('all') === true ? true : undefined
  const query = useQuery({
    queryKey: ['web', 'coverage', scan.id, control.state],
    placeholderData: keepPreviousData,
    refetchInterval: pace(live && 5000),
    queryFn: async ({ signal }) => pageOfWeb(await dast.get('/targets/{target_id}/scans/{id}/endpoints/', { path, query: { format: 'json', page, length: size, all }, signal })),
  })
  return (
    <List
      label="addresses"
      query={query}
      control={control}
      columns={columns(scan.target.site.url)}
      rowId={(row) => String(row.id)}
      filters={
        <div className="row end fill">
          <ChoiceFilter control={control} name="which" label="Which addresses" data={WHICH} placeholder="Those that were tested" />
          <Button component="a" href={address('/targets/{target_id}/scans/{id}/endpoints/', path, { all })} download variant="default" leftSection={<Icon name="download" size={16} />}>
            CSV
          </Button>
        </div>
      }
      empty={
        <EmptyState icon="globe" title="No addresses yet">
          {live ? 'They appear here as the crawler finds them.' : 'The scan ended before it found any.'}
        </EmptyState>
      }
    />
  )
}
