import { useRef, type KeyboardEvent } from 'react'
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { classes, Gap, Head, pressed, type Column } from './tableParts'

export type { Column } from './tableParts'

export interface TableProps<T> {
  label: string
  rows: T[]
  columns: Column<T>[]
  rowId: (row: T) => string
  sort?: string
  onSort?: ((sort: string) => void) | undefined
  onOpen?: ((row: T) => void) | undefined
  selected?: string | undefined
}

const features = tableFeatures({})
const ROW = 46
/** From so many rows on only those in sight are drawn. */
const MANY = 60

/** A table of one page of rows. Rows that open something can be walked with j and k or the arrows, and opened with Enter. */
export function DataTable<T extends object>(props: TableProps<T>) {
  const { rows, columns } = props
  const box = useRef<HTMLDivElement>(null)
  const helper = createColumnHelper<typeof features, T>()
  const defined = columns.map((one) => helper.display({ id: one.id, header: one.header, cell: ({ row }) => one.cell(row.original) }))
  const table = useTable({ features, columns: defined, data: rows, getRowId: props.rowId })
  const model = table.getRowModel().rows
  const virtual = model.length > MANY
  const virtualizer = useVirtualizer({
    count: model.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
    enabled: virtual,
  })
  const items = virtual ? virtualizer.getVirtualItems() : []
  const shown = virtual ? items.flatMap((item) => model[item.index] ?? []) : model
  const before = items[0]?.start ?? 0
  const after = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0

  return (
    <div className={virtual ? 'table-box long' : 'table-box'} ref={box} {...(props.onOpen === undefined ? { tabIndex: 0, role: 'group', 'aria-label': props.label } : {})}>
      <table className="table" aria-label={props.label} aria-rowcount={rows.length}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} />}
          {shown.map((row, index) => (
            <tr
              key={row.id}
              data-open={props.onOpen === undefined ? undefined : ''}
              tabIndex={props.onOpen === undefined ? undefined : index === 0 ? 0 : -1}
              aria-selected={props.selected === row.id ? true : undefined}
              onClick={(event) => {
                if (!pressed(event)) props.onOpen?.(row.original)
              }}
              onKeyDown={(event) => walk(event, () => props.onOpen?.(row.original))}
            >
              {columns.map((column) => (
                <td key={column.id} className={classes(column)}>
                  {column.cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
    </div>
  )
}

function walk(event: KeyboardEvent<HTMLTableRowElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return
  const row = event.currentTarget
  const down = event.key === 'j' || event.key === 'ArrowDown'
  const up = event.key === 'k' || event.key === 'ArrowUp'
  if (down || up) {
    const next = down ? row.nextElementSibling : row.previousElementSibling
    if (next instanceof HTMLElement && next.hasAttribute('data-open')) next.focus()
    event.preventDefault()
  } else if (event.key === 'Enter' || event.key === 'o') {
    event.preventDefault()
    open()
  }
}
