import { queryOptions } from '@tanstack/react-query'
import { dast, v2 } from '~/api/client'
import { ofWeb, type Forecast, type LedgerRow, type Side } from '~/api/scheduling'
import { pageOfNet, pageOfWeb, type Net, type Page, type Web } from '~/api/types'
import { like } from '~/ui/filters'
import { netSort, type ListState } from '~/ui/listState'

export function netSchedules(state: ListState) {
  return queryOptions({
    queryKey: ['net', 'schedules', state],
    queryFn: async ({ signal }) =>
      pageOfNet(
        await v2.get('/v2/schedules', {
          signal,
          query: { page: state.page, per_page: state.size, sort_by: netSort(state.sort), 'q[name]': like(state.filters.name) },
        }),
      ),
  })
}

export function netSchedule(id: string) {
  return queryOptions({
    queryKey: ['net', 'schedule', id],
    queryFn: async ({ signal }) => (await v2.get('/v2/schedules/{id}', { path: { id }, signal })).data.attributes,
  })
}

export function webSchedules(state: ListState) {
  return queryOptions({
    queryKey: ['web', 'schedules', state],
    queryFn: async ({ signal }) =>
      pageOfWeb(
        await dast.get('/scheduledscans/', {
          signal,
          query: { page: state.page, length: state.size, ordering: state.sort, search: state.filters.search, target: state.filters.target },
        }),
      ),
  })
}

/** How many due times a preview shows. */
const SHOWN = 10

/** What is asked of a preview, in the words of each dialect. */
export type Asked = { net: Omit<Net['SchedulePreview'], 'count'>; web: Omit<Web['ScheduledPreview'], 'count'> }

/** What becomes of the next due times of a schedule that may not be saved yet. */
export async function forecast<S extends Side>(side: S, asked: Asked[S], signal: AbortSignal): Promise<Forecast> {
  if (side === 'net') {
    const { data, meta } = await v2.post('/v2/schedules/preview', { body: { ...(asked as Asked['net']), count: SHOWN }, signal })
    return { rows: data, verdict: meta.verdict }
  }
  const { results, verdict } = await dast.post('/scheduledscans/preview/', { body: { ...(asked as Asked['web']), count: SHOWN }, signal })
  return { rows: results, verdict }
}

/** The days of a filter as instants: from the beginning of the first to the end of the last, in the browser's zone. */
export function range(filters: Record<string, string[]>): { from?: string; to?: string } {
  const instant = (day: string | undefined, time: string): string | undefined => {
    const date = new Date(`${day ?? ''}T${time}`)
    return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
  }
  const from = instant(filters.from?.[0], '00:00:00')
  const to = instant(filters.to?.[0], '23:59:59')
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/** How often one looks what became of due times, in ms. */
export const LEDGER_PACE = 5000

/** What became of due times, the newest first. */
export function ledger(side: Side, state: ListState) {
  const { page, size, sort, filters } = state
  const { from, to } = range(filters)
  return queryOptions({
    queryKey: [side, 'occurrences', state],
    queryFn: async ({ signal }): Promise<Page<LedgerRow>> => {
      if (side === 'net') {
        const query = { page, per_page: size, sort_by: netSort(sort), 'q[outcome]': filters.outcome, 'q[schedule_id]': filters.schedule, date_range_start: from, date_range_end: to }
        return pageOfNet(await v2.get('/v2/occurrences', { query, signal }))
      }
      const query = { page, length: size, ordering: sort, outcome: filters.outcome, target: filters.target, scheduledscan: filters.schedule, due_from: from, due_until: to }
      const { rows, total } = pageOfWeb(await dast.get('/scheduledscans/occurrences/', { query, signal }))
      return { total, rows: rows.map(ofWeb) }
    },
  })
}

export function webSchedule(target: string, id: string) {
  return queryOptions({
    queryKey: ['web', 'schedule', target, id],
    queryFn: ({ signal }) => dast.get('/targets/{target_id}/scheduledscans/{id}/', { path: { target_id: target, id }, signal }),
  })
}
