import { queryOptions } from '@tanstack/react-query'
import { ask, type Blackout } from '~/api/scheduling'
import { pageOfNet } from '~/api/types'

/** How many are asked for: an organization has few. */
const MOST = 100

/** All blackouts that one may see, by name. */
export const blackouts = queryOptions({
  queryKey: ['blackouts'],
  queryFn: async ({ signal }) => {
    const answer = await ask<Parameters<typeof pageOfNet<Blackout>>[0]>('GET', '/v2/blackouts', { query: { per_page: MOST }, signal })
    return pageOfNet(answer).rows.sort((a, b) => a.name.localeCompare(b.name))
  },
})

/** What is said of a blackout that is made or changed. */
export type BlackoutBody = Partial<Omit<Blackout, 'id' | 'source' | 'active' | 'next_begin' | 'next_end'>>

/** Makes a blackout, or changes one. */
export function saveBlackout(id: string | undefined, blackout: BlackoutBody): Promise<unknown> {
  return id === undefined ? ask('POST', '/v2/blackouts', { body: { blackout } }) : ask('PUT', '/v2/blackouts/{id}', { path: { id }, body: { blackout } })
}

export function deleteBlackout(id: string): Promise<unknown> {
  return ask('DELETE', '/v2/blackouts/{id}', { path: { id } })
}

/**
 * Takes the times of a calendar as freezes; those that an import of the same name brought before are replaced. Times
 * without a zone are read in `timezone`.
 */
export async function importCalendar(name: string, calendar: string, timezone: string): Promise<number> {
  return (await ask<{ imported: number }>('POST', '/v2/blackouts/import', { body: { blackout: { name, calendar, timezone } } })).imported
}
