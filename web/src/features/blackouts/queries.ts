import { queryOptions } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import { pageOfNet, type Net } from '~/api/types'

/** How many are asked for: an organization has few. */
const MOST = 100

/** All blackouts that one may see, by name. */
export const blackouts = queryOptions({
  queryKey: ['blackouts'],
  queryFn: async ({ signal }) => {
    return pageOfNet(await v2.get('/v2/blackouts', { query: { per_page: MOST }, signal })).rows.sort((a, b) => a.name.localeCompare(b.name))
  },
})

/** Makes a blackout, which acts at once. */
export function makeBlackout(blackout: Net['BlackoutCreate']) {
  return v2.post('/v2/blackouts', { body: { blackout } })
}

/** Changes a blackout; what it is for stays. */
export function changeBlackout(id: string, blackout: Net['BlackoutPut']) {
  return v2.put('/v2/blackouts/{id}', { path: { id }, body: { blackout } })
}

export function deleteBlackout(id: string) {
  return v2.delete('/v2/blackouts/{id}', { path: { id } })
}

/**
 * Takes the times of a calendar as freezes; those that an import of the same name brought before are replaced. Times
 * without a zone are read in `timezone`.
 */
export async function importCalendar(name: string, calendar: string, timezone: string): Promise<number> {
  return (await v2.post('/v2/blackouts/import', { body: { blackout: { name, calendar, timezone } } })).imported
}
