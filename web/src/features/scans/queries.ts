import { queryOptions, useQuery } from '@tanstack/react-query'
import { dast, v2 } from '~/api/client'
import { pageOfNet, pageOfWeb } from '~/api/types'
import { like } from '~/ui/filters'
import { netSort, type ListState } from '~/ui/listState'

export const netProfiles = queryOptions({
  queryKey: ['net', 'profiles'],
  staleTime: 600_000,
  queryFn: async ({ signal }) => (await v2.get('/v2/scans/profiles/activated', { signal })).data.map((one) => one.attributes),
})

export const webProfiles = queryOptions({
  queryKey: ['web', 'profiles'],
  staleTime: 600_000,
  queryFn: async ({ signal }) => (await dast.get('/scan-profiles/', { query: { length: 100 }, signal })).results,
})

/** What a profile of web scans is called, by its id; the id itself until that is known. */
export function useProfileName(): (id: unknown) => string {
  const { data } = useQuery(webProfiles)
  return (id) => data?.find((one) => one.id === id)?.name ?? String(id)
}

export function netScans(state: ListState) {
  return queryOptions({
    queryKey: ['net', 'scans', state],
    queryFn: async ({ signal }) =>
      pageOfNet(
        await v2.get('/v2/scans', {
          signal,
          query: {
            page: state.page,
            per_page: state.size,
            sort_by: netSort(state.sort),
            'q[name]': like(state.filters.name),
            'q[status]': state.filters.status,
            'q[target_id]': state.filters.target,
            'q[schedule_id]': state.filters.schedule?.[0],
          },
        }),
      ),
  })
}

export async function loadNetScan(id: string, signal: AbortSignal) {
  return (await v2.get('/v2/scans/{id}', { path: { id }, signal })).data.attributes
}

export function netRuns(id: string) {
  return queryOptions({
    queryKey: ['net', 'runs', id],
    queryFn: async ({ signal }) =>
      (await v2.get('/v2/scans/{scan_id}/histories', { path: { scan_id: id }, query: { per_page: 30, sort_by: 'created_at:desc' }, signal })).data.map((one) => one.attributes),
  })
}

export function netHosts(id: string) {
  return queryOptions({
    queryKey: ['net', 'scan-hosts', id],
    queryFn: async ({ signal }) =>
      pageOfNet(await v2.get('/v2/scans/{scan_id}/hosts', { path: { scan_id: id }, query: { per_page: 100 }, signal })),
  })
}

export function webScans(state: ListState) {
  return queryOptions({
    queryKey: ['web', 'scans', state],
    queryFn: async ({ signal }) =>
      pageOfWeb(
        await dast.get('/scans/', {
          signal,
          query: {
            page: state.page,
            length: state.size,
            ordering: state.sort,
            search: state.filters.search,
            status: state.filters.status,
            target: state.filters.target,
            exclude: 'target_options',
          },
        }),
      ),
  })
}

export function loadWebScan(id: string, signal: AbortSignal) {
  return dast.get('/scans/{id}/', { path: { id }, signal })
}
