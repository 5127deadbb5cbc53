import { queryOptions } from '@tanstack/react-query'
import { dast, v2 } from '~/api/client'
import { pageOfNet, pageOfWeb } from '~/api/types'
import { like } from '~/ui/filters'
import { netSort, type ListState } from '~/ui/listState'

export function netTargets(state: ListState) {
  return queryOptions({
    queryKey: ['net', 'targets', state],
    queryFn: async ({ signal }) =>
      pageOfNet(
        await v2.get('/v2/targets', {
          signal,
          query: {
            page: state.page,
            per_page: state.size,
            sort_by: netSort(state.sort),
            'q[name]': like(state.filters.name),
            'q[hosts]': like(state.filters.hosts),
          },
        }),
      ),
  })
}

export function netTarget(id: string) {
  return queryOptions({
    queryKey: ['net', 'target', id],
    queryFn: async ({ signal }) => (await v2.get('/v2/targets/{id}', { path: { id }, signal })).data.attributes,
  })
}

export function webTargets(state: ListState) {
  return queryOptions({
    queryKey: ['web', 'targets', state],
    queryFn: async ({ signal }) =>
      pageOfWeb(
        await dast.get('/targets/', {
          signal,
          query: {
            page: state.page,
            length: state.size,
            ordering: state.sort,
            search: state.filters.search,
            type: state.filters.type,
            risk: state.filters.risk,
            label: state.filters.label,
          },
        }),
      ),
  })
}

export function webTarget(id: string) {
  return queryOptions({
    queryKey: ['web', 'target', id],
    queryFn: ({ signal }) => dast.get('/targets/{id}/', { path: { id }, signal }),
  })
}

export const targetLabels = queryOptions({
  queryKey: ['web', 'target-labels'],
  queryFn: async ({ signal }) => (await dast.get('/labels/targets/', { query: { length: 200 }, signal })).results,
})
