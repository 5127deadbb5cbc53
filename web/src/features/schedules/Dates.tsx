import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import type { Net } from '~/api/types'
import { StatusBadge } from '~/ui/Badges'
import { DataTable, type Column } from '~/ui/DataTable'
import { dateTime, relative } from '~/ui/format'
import { Card } from '~/ui/Page'
import { Await } from '~/ui/States'
import { occurrences } from './queries'

/** The next dates of a schedule that is being written, as the server reckons them. */
export function Preview(props: { first: string; timezone: string; period: number; unit: string; weekday: string | null; week: string | null }) {
  const [asked] = useDebouncedValue(props, 300)
  const query = useQuery({
    queryKey: ['net', 'preview', asked],
    enabled: asked.first !== '',
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const schedule = { first_time: `${asked.first.replace('T', ' ')}:00`, timezone: asked.timezone, period: asked.period, period_unit: asked.unit, count: 8, ...(asked.week === null ? {} : { weekday: asked.weekday, week_index: asked.week }) }
      return (await v2.post('/v2/schedules/next_dates', { body: { schedule }, signal })).next_dates
    },
  })
  return (
    <Card title="Next dates">
      <Await query={query}>
        {(dates) =>
          dates.length === 0 ? (
            <p className="quiet prose">None: the time has passed.</p>
          ) : (
            <ol className="plain-dates">
              {dates.map((one) => (
                <li key={one}>
                  {dateTime(one)} <span className="quiet small">{relative(one)}</span>
                </li>
              ))}
            </ol>
          )
        }
      </Await>
      <p className="quiet small prose">Shown in your own time zone.</p>
    </Card>
  )
}

const COLUMNS: Column<Net['Occurrence']>[] = [
  { id: 'due', header: 'Due', cell: (row) => <span className="nowrap">{dateTime(row.due)}</span> },
  { id: 'outcome', header: 'What became of it', cell: (row) => <StatusBadge status={row.outcome} /> },
  { id: 'reason', header: 'Why', priority: 2, cell: (row) => row.reason ?? '' },
]

/** What became of each due time. */
export function Occurrences({ schedule }: { schedule: string }) {
  const query = useQuery(occurrences(schedule))
  return (
    <Await query={query}>
      {(rows) => (
        <Card title="Due times so far">
          {rows.length === 0 ? (
            <p className="quiet prose">None has come yet. Each one leaves a record here, also those that were skipped.</p>
          ) : (
            <DataTable label="Due times" rows={rows} columns={COLUMNS} rowId={(row) => row.id} />
          )}
        </Card>
      )}
    </Await>
  )
}
