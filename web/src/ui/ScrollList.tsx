import type { ReactNode } from 'react'
import { FilterBar, NoMatch, useKeys } from './List'
import { count } from './format'
import type { ListControl } from './listState'
import { REACH, type Rows } from './pages'
import { ScrollTable } from './ScrollTable'
import type { Selection } from './selection'
import { ErrorState, Loading } from './States'
import type { Column } from './tableParts'

/** A long list from the server that one scrolls through as a whole; filters, and what to say when it is empty or failed. */
export function ScrollList<T extends object>(props: {
  label: string
  rows: Rows<T>
  control: ListControl
  columns: Column<T>[]
  rowId: (row: T) => string
  nameOf: (row: T) => string
  onOpen: (row: T) => void
  opened: string | undefined
  selection?: Selection<T> | undefined
  filters: ReactNode
  empty: ReactNode
}) {
  const { rows, control } = props
  useKeys(props.label)
  return (
    <div className="stack" data-list={props.label}>
      <FilterBar label={props.label} control={control} none={rows.total === 0}>
        {props.filters}
      </FilterBar>
      <div className={rows.busy && rows.total !== undefined ? 'loading-line on' : 'loading-line'} aria-hidden="true" />
      {rows.error !== null && <ErrorState error={rows.error} retry={rows.retry} />}
      {rows.total === undefined && rows.error === null && <Loading lines={8} />}
      {rows.total === 0 && (control.filtered ? <NoMatch clear={control.clear} /> : props.empty)}
      {rows.total !== undefined && rows.total > 0 && (
        <>
          <p className="quiet small table-count" role="status">
            {count(rows.total)} {rows.total === 1 ? 'finding' : props.label}
          </p>
          <ScrollTable
            label={props.label}
            rows={rows}
            columns={props.columns}
            rowId={props.rowId}
            nameOf={props.nameOf}
            sort={control.state.sort}
            onSort={(sort) => control.set({ sort })}
            onOpen={props.onOpen}
            opened={props.opened}
            selection={props.selection}
          />
          {rows.total > REACH && (
            <p className="quiet small">These are the first {count(REACH)}. Filters or the other order lead to the rest.</p>
          )}
        </>
      )}
    </div>
  )
}
