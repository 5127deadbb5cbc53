import { queryOptions } from '@tanstack/react-query'
import { dast, v2 } from '~/api/client'
import type { CalendarEvent, Side } from '~/api/scheduling'

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
        const { data, meta } = await v2.get('/v2/calendar', { query, signal })
        return { events: data, truncated: meta.truncated }
      }
      const { results, truncated } = await dast.get('/calendar/', { query, signal })
      return { events: results, truncated }
    },
  })
}

/** Whether there is a secret address of a calendar feed; the address itself is known only when it is made. */
export function feed(side: Side) {
  return queryOptions({
    queryKey: [side, 'feed'],
    queryFn: ({ signal }) => (side === 'net' ? v2.get('/v2/calendar_feed', { signal }) : dast.get('/calendar/feed/', { signal })),
  })
}

/** Makes a new address; one that there was before leads nowhere any more. */
export async function makeFeed(side: Side): Promise<string> {
  return (await (side === 'net' ? v2.post('/v2/calendar_feed') : dast.post('/calendar/feed/'))).url
}

export function revokeFeed(side: Side): Promise<unknown> {
  return side === 'net' ? v2.delete('/v2/calendar_feed') : dast.delete('/calendar/feed/')
}
