import type { MouseEvent, ReactNode } from 'react'
import { Icon } from './icons'
import './table.css'

/** One column. `priority` 1 is always shown, 2 from phones in landscape on, 3 on wide screens. */
export interface Column<T> {
  id: string
  header: string
  cell: (row: T) => ReactNode
  /** The server's name of the column, if it sorts by it. */
  sort?: string
  priority?: 1 | 2 | 3
  numeric?: boolean
  /** The header is only read out. */
  hidden?: boolean
}

type OnSort = ((sort: string) => void) | undefined

export function classes<T>(column: Column<T>): string {
  return `p${column.priority ?? 1}${column.numeric === true ? ' num' : ''}`
}

/** Space where rows are that are not drawn. */
export function Gap({ height }: { height: number }) {
  return (
    <tr className="gap" aria-hidden="true">
      <td style={{ height }} />
    </tr>
  )
}

export function Head<T>({ column, sort, onSort }: { column: Column<T>; sort?: string | undefined; onSort?: OnSort }) {
  const by = column.sort
  if (by === undefined || onSort === undefined) {
    return (
      <th scope="col" className={classes(column)}>
        {column.hidden === true ? <span className="unseen">{column.header}</span> : column.header}
      </th>
    )
  }
  const down = sort === `-${by}`
  const up = sort === by
  return (
    <th scope="col" className={classes(column)} aria-sort={down ? 'descending' : up ? 'ascending' : 'none'}>
      <button type="button" onClick={() => onSort(down ? by : `-${by}`)}>
        {column.header}
        {(up || down) && <Icon name={up ? 'up' : 'down'} size={14} />}
      </button>
    </th>
  )
}

/** Whether a click was meant for something inside the row, or only marked text. */
export function pressed(event: MouseEvent): boolean {
  const inside = event.target instanceof Element && event.target.closest('a,button,input,label') !== null
  return inside || (window.getSelection()?.toString() ?? '') !== ''
}

/** How a key moves in a list: by so many rows, to an end, or not at all. */
export function stepOf(key: string): number {
  if (key === 'j' || key === 'ArrowDown') return 1
  if (key === 'k' || key === 'ArrowUp') return -1
  if (key === 'PageDown') return 15
  if (key === 'PageUp') return -15
  if (key === 'Home') return Number.NEGATIVE_INFINITY
  if (key === 'End') return Number.POSITIVE_INFINITY
  return 0
}
