import { queryOptions } from '@tanstack/react-query'
import { ask, type UserAccount } from '~/api/ahead'
import { pageOfNet } from '~/api/types'
import { like } from '~/ui/filters'
import { netSort, type ListState } from '~/ui/listState'

type Answer = Parameters<typeof pageOfNet<UserAccount>>[0]
type One = { data: { attributes: UserAccount } }

export function users(state: ListState) {
  return queryOptions({
    queryKey: ['users', state],
    queryFn: async ({ signal }) =>
      pageOfNet(
        await ask<Answer>('GET', '/v2/users', {
          signal,
          query: { page: state.page, per_page: state.size, sort_by: netSort(state.sort), 'q[email]': like(state.filters.email), 'q[role]': state.filters.role },
        }),
      ),
  })
}

export async function addUser(user: object): Promise<UserAccount> {
  return (await ask<One>('POST', '/v2/users', { body: { user } })).data.attributes
}

export async function changeUser(id: string, user: object): Promise<UserAccount> {
  return (await ask<One>('PUT', `/v2/users/${encodeURIComponent(id)}`, { body: { user } })).data.attributes
}

export function removeUser(id: string): Promise<void> {
  return ask('DELETE', `/v2/users/${encodeURIComponent(id)}`)
}
