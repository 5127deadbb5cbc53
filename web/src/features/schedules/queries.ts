import { queryOptions } from '@tanstack/react-query'
import { dast, v2 } from '~/api/client'
import { pageOfNet, pageOfWeb } from '~/api/types'
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

export function occurrences(id: string) {
  return queryOptions({
    queryKey: ['net', 'occurrences', id],
    queryFn: async ({ signal }) =>
      (await v2.get('/v2/schedules/{id}/occurrences', { path: { id }, query: { per_page: 20 }, signal })).data.map((one) => one.attributes),
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
