import { queryOptions } from '@tanstack/react-query'
import { ask, type CalendarEvent, type Side } from '~/api/scheduling'

export interface Shown {
  events: CalendarEvent[]
  /** Whether there is more than is shown. */
  truncated: boolean
}

/** What happened, is planned and may not happen between two instants, at most 62 days apart. */
export function calendar(side: Side, from: Date, to: Date) {
  const query = { from: from.toISOString(), to: to.toISOString() }
  return queryOptions({
    queryKey: [side, 'calendar', query],
    queryFn: async ({ signal }): Promise<Shown> => {
      if (side === 'net') {
        const { data, meta } = await ask<{ data: CalendarEvent[]; meta?: { truncated: boolean } }>('GET', '/v2/calendar', { query, signal })
        return { events: data, truncated: meta?.truncated === true }
      }
      const { results, truncated } = await ask<{ results: CalendarEvent[]; truncated?: boolean }>('GET', '/calendar/', { query, signal })
      return { events: results, truncated: truncated === true }
    },
  })
}

const FEED = { net: '/v2/calendar_feed', web: '/calendar/feed/' }

/** Whether there is a secret address of a calendar feed; the address itself is known only when it is made. */
export function feed(side: Side) {
  return queryOptions({
    queryKey: [side, 'feed'],
    queryFn: ({ signal }) => ask<{ active: boolean; created_at?: string | null }>('GET', FEED[side], { signal }),
  })
}

/** Makes a new address; one that there was before leads nowhere any more. */
export async function makeFeed(side: Side): Promise<string> {
  return (await ask<{ url: string }>('POST', FEED[side])).url
}

export function revokeFeed(side: Side): Promise<unknown> {
  return ask('DELETE', FEED[side])
}
