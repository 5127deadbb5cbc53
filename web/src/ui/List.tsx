import { useEffect, useState, type ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { ActionIcon, Button, Select } from '@mantine/core'
import type { Page } from '~/api/types'
import { DataTable, type Column } from './DataTable'
import { count } from './format'
import { Icon } from './icons'
import { SIZES, type ListControl } from './listState'
import { EmptyState, ErrorState, Loading } from './States'

/** A list from the server: filters, table, pages; and what to say when it is empty, loading or failed. */
export function List<T extends object>(props: {
  label: string
  query: UseQueryResult<Page<T>>
  control: ListControl
  columns: Column<T>[]
  rowId: (row: T) => string
  onOpen?: (row: T) => void
  selected?: string | undefined
  filters?: ReactNode
  empty: ReactNode
}) {
  const { query, control } = props
  const page = query.data
  useKeys(props.label)
  return (
    <div className="stack" data-list={props.label}>
      {props.filters !== undefined && (
        <FilterBar label={props.label} control={control} none={page?.rows.length === 0}>
          {props.filters}
        </FilterBar>
      )}
      <div className={query.isFetching && page !== undefined ? 'loading-line on' : 'loading-line'} aria-hidden="true" />
      {query.error !== null && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {page === undefined && query.error === null && <Loading lines={8} />}
      {page !== undefined && page.rows.length === 0 && (control.filtered ? <NoMatch clear={control.clear} /> : props.empty)}
      {page !== undefined && page.rows.length > 0 && (
        <>
          <DataTable
            label={props.label}
            rows={page.rows}
            columns={props.columns}
            rowId={props.rowId}
            sort={control.state.sort}
            onSort={(sort) => control.set({ sort })}
            onOpen={props.onOpen}
            selected={props.selected}
          />
          <Pages control={control} total={page.total} />
        </>
      )}
    </div>
  )
}

/** The filters of a list; on a phone all but the first wait behind a button. Where nothing matches, what is shown instead clears them. */
export function FilterBar({ label, control, none, children }: { label: string; control: ListControl; none: boolean; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <div className={open ? 'filters open' : 'filters'} role="search" aria-label={`Filter ${label}`}>
      {children}
      <span className="more-filters">
        <Button variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Fewer filters' : 'Filters'}
        </Button>
      </span>
      {control.filtered && !none && (
        <Button variant="subtle" onClick={control.clear}>
          Clear filters
        </Button>
      )}
    </div>
  )
}

export function NoMatch({ clear }: { clear: () => void }) {
  return (
    <EmptyState icon="search" title="Nothing matches" action={<Button onClick={clear}>Clear filters</Button>}>
      There are entries, but none that fits all of these filters.
    </EmptyState>
  )
}

function Pages({ control, total }: { control: ListControl; total: number }) {
  const { page, size } = control.state
  const last = Math.max(1, Math.ceil(total / size))
  const from = Math.min((page - 1) * size + 1, total)
  return (
    <nav className="row spread" aria-label="Pages">
      <span className="quiet small">
        {last === 1 ? `${count(total)} ${total === 1 ? 'entry' : 'entries'}` : `${count(from)}–${count(Math.min(page * size, total))} of ${count(total)}`}
      </span>
      {(last > 1 || total > 25) && (
        <span className="row">
          <Select
            aria-label="Rows on a page"
            size="xs"
            w={90}
            data={SIZES.map(String)}
            value={String(size)}
            allowDeselect={false}
            onChange={(value) => value !== null && control.set({ size: Number(value) })}
          />
          <ActionIcon variant="default" size="md" aria-label="Previous page" disabled={page <= 1} onClick={() => control.set({ page: page - 1 })}>
            <Icon name="left" size={16} />
          </ActionIcon>
          <span className="small">
            {count(page)} / {count(last)}
          </span>
          <ActionIcon variant="default" size="md" aria-label="Next page" disabled={page >= last} onClick={() => control.set({ page: page + 1 })}>
            <Icon name="right" size={16} />
          </ActionIcon>
        </span>
      )}
    </nav>
  )
}

/** `j` from anywhere goes into the list, `/` into its search. */
export function useKeys(label: string): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const inside = (what: string): boolean => event.target instanceof Element && event.target.closest(what) !== null
      if (inside('input,textarea,select,[role=dialog]') || (event.key === 'j' && inside('tr')) || event.ctrlKey || event.metaKey || event.altKey) return
      const list = document.querySelector(`[data-list="${label}"]`)
      const goal = event.key === 'j' ? (list?.querySelector('tr[data-open][tabindex="0"]') ?? list?.querySelector('tr[data-open]')) : event.key === '/' ? list?.querySelector('input') : null
      if (goal instanceof HTMLElement) {
        event.preventDefault()
        goal.focus()
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [label])
}
