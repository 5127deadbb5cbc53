import { useCallback, useMemo } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'

/** What a list shows, as its address says it. */
export interface ListState {
  page: number
  size: number
  /** Column, with a minus in front for descending order. */
  sort: string
  /** Values by filter; several are alternatives. */
  filters: Record<string, string[]>
}

/** What a list shows when its address says nothing. */
export interface ListDefaults {
  sort: string
  size?: number
  /** Names of the filters that the address may carry. */
  filters?: readonly string[]
  preset?: Record<string, string[]>
}

type Search = Record<string, string | undefined>

export const SIZES = [25, 50, 100] as const

/** Reads a list's state; what makes no sense falls back to the default. */
export function readList(search: Search, defaults: ListDefaults): ListState {
  const filters: Record<string, string[]> = {}
  for (const name of defaults.filters ?? []) {
    const said = search[name]
    const values = said === undefined ? (defaults.preset?.[name] ?? []) : said.split(',').filter((one) => one !== '')
    if (values.length > 0) filters[name] = values
  }
  const size = whole(search.size, defaults.size ?? 25)
  return {
    page: whole(search.page, 1),
    size: SIZES.includes(size as 25) ? size : (defaults.size ?? 25),
    sort: /^-?\w+$/.test(search.sort ?? '') ? (search.sort ?? '') : defaults.sort,
    filters,
  }
}

/** The search part of the address for a state; defaults are left out, so that links stay short. */
export function writeList(state: ListState, defaults: ListDefaults): Search {
  const search: Search = {
    page: state.page === 1 ? undefined : String(state.page),
    size: state.size === (defaults.size ?? 25) ? undefined : String(state.size),
    sort: state.sort === defaults.sort ? undefined : state.sort,
  }
  for (const name of defaults.filters ?? []) {
    const now = (state.filters[name] ?? []).join(',')
    const usual = (defaults.preset?.[name] ?? []).join(',')
    search[name] = now === usual ? undefined : now
  }
  return search
}

/** `-severity` in the words of `/v2`. */
export function netSort(sort: string): string {
  return sort.startsWith('-') ? `${sort.slice(1)}:desc` : `${sort}:asc`
}

function whole(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : otherwise
}

export interface ListControl {
  state: ListState
  set: (change: Partial<ListState>) => void
  setFilter: (name: string, values: string[]) => void
  clear: () => void
  filtered: boolean
}

/** A list's state, kept in the address. Any change but that of the page goes back to the first page. */
export function useListState(defaults: ListDefaults): ListControl {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const state = useMemo(() => readList(search, defaults), [search, defaults])
  const set = useCallback(
    (change: Partial<ListState>) => {
      const next = { ...state, page: 1, ...change }
      const write = (previous: object) => ({ ...previous, ...writeList(next, defaults) })
      void navigate({ to: '.', search: write as never, replace: true })
    },
    [state, defaults, navigate],
  )
  return {
    state,
    set,
    setFilter: (name, values) => set({ filters: { ...state.filters, [name]: values } }),
    clear: () => set({ filters: defaults.preset ?? {} }),
    filtered: (defaults.filters ?? []).some((name) => writeList(state, defaults)[name] !== undefined),
  }
}
