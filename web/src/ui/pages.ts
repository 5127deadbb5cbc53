import { useCallback, useEffect, useRef, useState } from 'react'
import { keepPreviousData, useQueries, useQuery, type QueryKey } from '@tanstack/react-query'
import type { Page } from '~/api/types'

/** Rows that are asked for at once: what both dialects give at most without being asked twice. */
export const CHUNK = 100
/** Rows that one can scroll to. Further ones are reached by filters or by the other order; no browser scrolls to them well. */
export const REACH = 100_000

/** The pages (from 0) that hold the rows from `first` to `last`, and one more on the side one scrolls to. */
export function wanted(first: number, last: number, total: number): number[] {
  const end = Math.max(0, Math.ceil(Math.min(total, REACH) / CHUNK) - 1)
  const from = Math.min(Math.floor(first / CHUNK), end)
  const to = Math.min(Math.floor((last + CHUNK / 3) / CHUNK), end)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

export interface Rows<T> {
  /** How many there are on the server; not known until the first page is there. */
  total: number | undefined
  at: (index: number) => T | undefined
  /** What has been loaded of the pages in sight, in order. */
  loaded: T[]
  error: unknown
  busy: boolean
  retry: () => void
  /** Says which rows are in sight. */
  see: (first: number, last: number) => void
}

interface Asked<T> {
  queryKey: QueryKey
  queryFn: (context: { signal: AbortSignal }) => Promise<Page<T>>
}

/** The rows of a long list, page by page as they come into sight. `load` says how a page (from 1) is asked for. */
export function useRows<T>(load: (page: number) => Asked<T>, pause: number | false): Rows<T> {
  const head = load(1)
  const key = JSON.stringify(head.queryKey)
  const [sight, setSight] = useState({ key, first: 0, last: 0 })
  const start = useQuery({ ...head, placeholderData: keepPreviousData, refetchInterval: pause })
  const total = start.data?.total
  const pages = wanted(sight.key === key ? sight.first : 0, sight.key === key ? sight.last : 0, total ?? 0).filter((page) => page > 0)
  const more = useQueries({ queries: pages.map((page) => ({ ...load(page + 1), refetchInterval: pause })) })
  // The first page is always held; it stands beside the others only where it is next to them.
  const held = new Map<number, T[]>((pages[0] ?? 0) > 1 ? [] : [[0, start.data?.rows ?? []]])
  pages.forEach((page, index) => held.set(page, more[index]?.data?.rows ?? []))
  const failed = [start, ...more].find((one) => one.error !== null)
  const now = useRef(sight)
  useEffect(() => {
    now.current = sight
  }, [sight])
  const see = useCallback(
    (from: number, to: number) => {
      const before = now.current
      const same = before.key === key && wanted(before.first, before.last, REACH).join() === wanted(from, to, REACH).join()
      if (!same) setSight({ key, first: from, last: to })
    },
    [key],
  )
  return {
    total,
    at: (index) => held.get(Math.floor(index / CHUNK))?.[index % CHUNK],
    loaded: [...held.entries()].sort(([a], [b]) => a - b).flatMap(([, rows]) => rows),
    error: failed?.error ?? null,
    busy: start.isFetching || more.some((one) => one.isFetching),
    retry: () => void (failed ?? start).refetch(),
    see,
  }
}
