import { queryOptions } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import { pageOfNet } from '~/api/types'
import { like } from '~/ui/filters'
import { netSort, type ListState } from '~/ui/listState'

export function netPortLists(state: ListState) {
  return queryOptions({
    queryKey: ['net', 'port_lists', state],
    queryFn: async ({ signal }) =>
      pageOfNet(
        await v2.get('/v2/port_lists', {
          signal,
          query: { page: state.page, per_page: state.size, sort_by: netSort(state.sort), 'q[name]': like(state.filters.name), 'q[ports]': like(state.filters.ports) },
        }),
      ),
  })
}
