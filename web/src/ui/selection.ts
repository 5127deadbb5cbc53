import { useCallback, useState } from 'react'

/** What is ticked in a list, by key, with the rows themselves: they stay ticked while one scrolls or filters. */
export interface Selection<T> {
  picked: ReadonlyMap<string, T>
  has: (key: string) => boolean
  /** Ticks a row or takes the tick away; with `range`, everything since the last one. */
  toggle: (row: T, range?: T[]) => void
  /** Ticks all of them, or none if all were. */
  all: (rows: T[]) => void
  clear: () => void
}

/** As many as one request may change. */
export const MOST = 500

/** The keys with a row added or taken away; a range takes the state that its last row gets. */
export function toggled<T>(picked: ReadonlyMap<string, T>, keyOf: (row: T) => string, row: T, range: T[]): Map<string, T> {
  const next = new Map(picked)
  const on = !next.has(keyOf(row))
  for (const one of [...range, row]) {
    if (!on) next.delete(keyOf(one))
    else if (next.size < MOST) next.set(keyOf(one), one)
  }
  return next
}

export function useSelection<T>(keyOf: (row: T) => string): Selection<T> {
  const [picked, setPicked] = useState<ReadonlyMap<string, T>>(new Map())
  const clear = useCallback(() => setPicked(new Map()), [])
  return {
    picked,
    has: (key) => picked.has(key),
    toggle: (row, range = []) => setPicked((previous) => toggled(previous, keyOf, row, range)),
    all: (rows) =>
      setPicked((previous) => {
        const every = rows.length > 0 && rows.every((row) => previous.has(keyOf(row)))
        return every ? new Map() : new Map([...previous, ...rows.map((row) => [keyOf(row), row] as const)].slice(0, MOST))
      }),
    clear,
  }
}
