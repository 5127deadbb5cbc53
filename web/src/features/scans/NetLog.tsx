import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import { usePace } from '~/api/live'
import { pageOfNet, type Net } from '~/api/types'
import { ChoiceFilter } from '~/ui/filters'
import { count } from '~/ui/format'
import { useListState } from '~/ui/listState'
import { Await, EmptyState } from '~/ui/States'
import './log.css'

const DEFAULTS = { sort: '-created_at', filters: ['level'] } as const
const LEVELS = [
  { value: 'error', label: 'Errors' },
  { value: 'warning', label: 'Warnings' },
  { value: 'info', label: 'What it did' },
]
const SIZE = 100

/** Lines of a run's log, the newest first. */
export function runLog(scan: string, run: string, query: { page?: number; per_page: number; 'q[level]'?: string[] | undefined }, signal: AbortSignal) {
  return v2.get('/v2/scans/{scan_id}/histories/{id}/log', { path: { scan_id: scan, id: run }, query: { sort_by: 'created_at:desc', ...query }, signal })
}

/** What a run said of itself, the newest first. */
export function NetLog({ scan, run, live }: { scan: string; run: string; live: boolean }) {
  const control = useListState(DEFAULTS)
  const pace = usePace()
  const level = control.state.filters.level
  const query = useInfiniteQuery({
    queryKey: ['net', 'log', scan, run, level],
    initialPageParam: 1,
    queryFn: async ({ pageParam, signal }) => pageOfNet(await runLog(scan, run, { page: pageParam, per_page: SIZE, 'q[level]': level }, signal)),
    getNextPageParam: (last, all) => (all.length * SIZE < last.total ? all.length + 1 : undefined),
    refetchInterval: pace(live && 3000),
  })
  return (
    <div className="stack">
      <div className="filters" role="search" aria-label="Filter log">
        <ChoiceFilter control={control} name="level" label="Kind of line" data={LEVELS} />
      </div>
      <Await query={query}>
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.rows)
          if (lines.length === 0) {
            return (
              <EmptyState icon="report" title={control.filtered ? 'No such lines' : live ? 'Nothing was said yet' : 'Nothing to report'}>
                {live ? 'Lines appear here as the run goes on.' : control.filtered ? 'This run left no lines of this kind.' : 'This run met nothing worth a line. The tab “Coverage” says what it looked at.'}
              </EmptyState>
            )
          }
          return (
            <>
              <ol className="log" aria-label="Log, newest first" tabIndex={0}>
                {lines.map((line) => (
                  <Line key={line.id} line={line} />
                ))}
              </ol>
              <div className="row">
                <span className="quiet small">
                  {count(lines.length)} of {count(pages[0]?.total ?? 0)} lines, newest first
                </span>
                {query.hasNextPage && (
                  <Button size="xs" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    Older lines
                  </Button>
                )}
              </div>
            </>
          )
        }}
      </Await>
    </div>
  )
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })

function Line({ line }: { line: Net['LogEntry'] }) {
  return (
    <li data-level={line.level}>
      <time dateTime={line.created_at}>{TIME.format(new Date(line.created_at))}</time>
      <b>{line.level}</b>
      <span>{line.message}</span>
    </li>
  )
}
