import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useQuery, useQueryClient, type QueryClient, type QueryKey, type UseQueryResult } from '@tanstack/react-query'

/** Time between two looks at something that moves, in ms: short while it changes, longer while it does not. */
const SHORTEST = 1500
const LONGEST = 15_000
/** While the server tells what changes, one still looks now and then, in ms: a message may have been lost. */
const TOLD = 5000
/** Changes of one topic lead to one look in this time, in ms: a running scan tells of many. */
const GATHER = 700

/** Which queries a topic concerns: words in their keys. */
const TOPICS: Record<string, readonly string[]> = {
  scans: ['scans', 'scan', 'runs', 'scan-hosts', 'log', 'coverage', 'dashboard', 'targets', 'calendar', 'occurrences'],
  findings: ['findings', 'finding', 'finding-log', 'scan-hosts', 'dashboard'],
  targets: ['targets', 'target', 'target-labels', 'dashboard'],
  schedules: ['schedules', 'schedule', 'occurrences', 'dashboard', 'calendar', 'blackouts', 'preview'],
  reports: ['reports', 'report'],
}

/** Whether a change of a topic in a dialect may show in a query. */
export function concerns(topic: string, dialect: string | undefined, key: QueryKey): boolean {
  const side = dialect === 'v2' ? 'net' : dialect === 'dast' ? 'web' : undefined
  if (side !== undefined && (key[0] === 'net' || key[0] === 'web') && key[0] !== side) return false
  return key.some((part) => typeof part === 'string' && TOPICS[topic]?.includes(part) === true)
}

/** The pause before the next look: grows by half while nothing changes, starts over when something did. */
export function nextPause(pause: number, changed: boolean): number {
  return changed ? SHORTEST : Math.min(Math.round(pause * 1.5), LONGEST)
}

let told = false
const listeners = new Set<() => void>()

function become(now: boolean): void {
  if (told === now) return
  told = now
  for (const tell of listeners) tell()
}

/** Whether the server tells what changes, so that asking again and again is not needed. */
export function useTold(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => told,
  )
}

/** How long to wait before one looks again, in ms, if one would look every `pause` without the server's messages. */
export function usePace(): (pause: number | false) => number | false {
  const now = useTold()
  return (pause) => (pause === false ? false : now ? Math.max(pause, TOLD) : pause)
}

/** Listens to what the server says has changed, for as long as the frame is there. */
export function useEvents(): void {
  const client = useQueryClient()
  useEffect(() => listen(client), [client])
}

function listen(client: QueryClient): () => void {
  let source: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let pause = 2000
  let missed = false
  const due = new Map<string, ReturnType<typeof setTimeout>>()
  const look = (topic: string, dialect: string | undefined): void => {
    const key = `${topic} ${dialect ?? ''}`
    if (due.has(key)) return
    due.set(
      key,
      setTimeout(() => {
        due.delete(key)
        void client.invalidateQueries({ predicate: (query) => concerns(topic, dialect, query.queryKey) }, { cancelRefetch: false })
      }, GATHER),
    )
  }
  const open = (): void => {
    clearTimeout(again)
    source?.close()
    source = new EventSource('/app/events')
    source.onopen = () => {
      pause = 2000
      become(true)
      // What changed meanwhile was not told.
      if (missed) void client.invalidateQueries()
      missed = false
    }
    source.addEventListener('change', (event) => {
      const change = parse((event as MessageEvent<string>).data)
      if (change !== undefined) look(change.topic, change.dialect)
    })
    source.onerror = () => {
      become(false)
      missed = true
      if (source?.readyState !== EventSource.CLOSED) return
      source = undefined
      clearTimeout(again)
      again = setTimeout(open, pause)
      pause = Math.min(pause * 2, 30_000)
    }
  }
  const close = (): void => {
    source?.close()
    source = undefined
    clearTimeout(again)
    become(false)
  }
  // A browser has few connections for a server: pages that nobody looks at, or that were left, hold none.
  const turn = (): void => {
    if (document.visibilityState === 'hidden') close()
    else if (source === undefined) open()
  }
  turn()
  document.addEventListener('visibilitychange', turn)
  window.addEventListener('pagehide', close)
  window.addEventListener('pageshow', turn)
  return () => {
    document.removeEventListener('visibilitychange', turn)
    window.removeEventListener('pagehide', close)
    window.removeEventListener('pageshow', turn)
    close()
    for (const timer of due.values()) clearTimeout(timer)
  }
}

function parse(text: string): { topic: string; dialect?: string } | undefined {
  try {
    const data = JSON.parse(text) as { topic?: unknown; dialect?: unknown }
    if (typeof data.topic !== 'string') return undefined
    return typeof data.dialect === 'string' ? { topic: data.topic, dialect: data.dialect } : { topic: data.topic }
  } catch {
    return undefined
  }
}

/** Looks at everything of a side once more when what was under way has ended: what came last is not missed. */
export function useEnding(moving: boolean, side: 'net' | 'web'): void {
  const client = useQueryClient()
  const before = useRef(moving)
  useEffect(() => {
    if (before.current && !moving) void client.invalidateQueries({ queryKey: [side] })
    before.current = moving
  }, [moving, side, client])
}

/**
 * Something that is worth watching while `running` says so. While the server tells of changes, it is looked at when it
 * says so; otherwise again and again, ever more rarely while nothing changes.
 */
export function useLive<T>(key: QueryKey, load: (signal: AbortSignal) => Promise<T>, running: (data: T) => boolean): UseQueryResult<T> {
  const pause = useRef(SHORTEST)
  const last = useRef('')
  const pace = usePace()
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => load(signal),
    refetchInterval: ({ state }) => {
      if (state.error !== null) return LONGEST
      return state.data !== undefined && running(state.data) ? pace(pause.current) : false
    },
  })
  useEffect(() => {
    const now = JSON.stringify(query.data ?? null)
    pause.current = nextPause(pause.current, now !== last.current)
    last.current = now
  }, [query.data, query.dataUpdatedAt])
  return query
}
