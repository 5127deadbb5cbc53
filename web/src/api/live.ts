import { useEffect, useRef } from 'react'
import { useQuery, type QueryKey, type UseQueryResult } from '@tanstack/react-query'

/** Time between two looks at something that moves, in ms: short while it changes, longer while it does not. */
const SHORTEST = 1500
const LONGEST = 15_000

/** The pause before the next look: grows by half while nothing changes, starts over when something did. */
export function nextPause(pause: number, changed: boolean): number {
  return changed ? SHORTEST : Math.min(Math.round(pause * 1.5), LONGEST)
}

/**
 * Something that is worth watching while `running` says so. It asks again and again, ever more rarely while nothing
 * changes; once the server sends events, only this hook changes.
 */
export function useLive<T>(key: QueryKey, load: (signal: AbortSignal) => Promise<T>, running: (data: T) => boolean): UseQueryResult<T> {
  const pause = useRef(SHORTEST)
  const last = useRef('')
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => load(signal),
    refetchInterval: ({ state }) => {
      if (state.error !== null) return LONGEST
      return state.data !== undefined && running(state.data) ? pause.current : false
    },
  })
  useEffect(() => {
    const now = JSON.stringify(query.data ?? null)
    pause.current = nextPause(pause.current, now !== last.current)
    last.current = now
  }, [query.data, query.dataUpdatedAt])
  return query
}
