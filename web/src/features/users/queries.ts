import { queryOptions } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import { pageOfNet, type Net } from '~/api/types'
import { like } from '~/ui/filters'
import { netSort, type ListState } from '~/ui/listState'

export function users(state: ListState) {
  return queryOptions({
    queryKey: ['users', state],
    queryFn: async ({ signal }) =>
      pageOfNet(
        await v2.get('/v2/users', {
          signal,
          query: { page: state.page, per_page: state.size, sort_by: netSort(state.sort), 'q[email]': like(state.filters.email), 'q[role]': state.filters.role },
        }),
      ),
  })
}

export async function addUser(user: Net['UserCreate']) {
  return (await v2.post('/v2/users', { body: { user } })).data.attributes
}

export async function changeUser(id: string, user: Net['UserUpdate']) {
  return (await v2.put('/v2/users/{id}', { path: { id }, body: { user } })).data.attributes
}

export function removeUser(id: string): Promise<unknown> {
  return v2.delete('/v2/users/{id}', { path: { id } })
}
