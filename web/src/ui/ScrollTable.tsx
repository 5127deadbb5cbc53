import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useVirtualizer, type Range } from '@tanstack/react-virtual'
import { REACH, type Rows } from './pages'
import type { Selection } from './selection'
import { classes, Gap, Head, pressed, stepOf, type Column } from './tableParts'

interface Props<T> {
  label: string
  rows: Rows<T>
  columns: Column<T>[]
  rowId: (row: T) => string
  /** What a row is called, for its tick box. */
  nameOf: (row: T) => string
  sort: string
  onSort: (sort: string) => void
  onOpen: (row: T) => void
  opened: string | undefined
  selection: Selection<T> | undefined
}

/** The height of a row before it was measured, in px. */
const ROW = 45

/** The page is what scrolls: one bar, and on a phone no box within a box. */
const scroller = (): HTMLElement | null => document.getElementById('main')

/** A table as long as the list on the server. Only rows in sight are drawn, and asked for as they come into sight. */
export function ScrollTable<T extends object>(props: Props<T>) {
  const { rows, columns, selection } = props
  const count = Math.min(rows.total ?? 0, REACH)
  const body = useRef<HTMLTableSectionElement>(null)
  const margin = useMargin(body)
  const virtualizer = useVirtualizer({ count, getScrollElement: scroller, estimateSize: () => ROW, overscan: 10, scrollMargin: margin, rangeExtractor: useSteady() })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const { see } = rows
  useEffect(() => see(first, last), [see, first, last])
  const { active, go } = useActive(body, count, (index) => virtualizer.scrollToIndex(index))
  const anchor = useRef(0)

  function tick(index: number, range: boolean): void {
    const row = rows.at(index)
    if (row === undefined || selection === undefined) return
    const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)]
    const between = range ? Array.from({ length: to - from + 1 }, (_, at) => rows.at(from + at)).filter((one) => one !== undefined && one !== row) : []
    selection.toggle(row, between as T[])
    anchor.current = index
  }
  function press(event: KeyboardEvent, index: number): void {
    const onTick = event.target instanceof HTMLInputElement
    if ((event.target !== event.currentTarget && !onTick) || event.ctrlKey || event.metaKey || event.altKey) return
    if (onTick && event.key === ' ') return
    const row = rows.at(index)
    const step = stepOf(event.key)
    if (step !== 0) go(index + step)
    else if ((event.key === 'Enter' || event.key === 'o') && row !== undefined) props.onOpen(row)
    else if (event.key.toLowerCase() === 'x' || event.key === ' ') tick(index, event.shiftKey)
    else return
    event.preventDefault()
  }

  const before = (items[0]?.start ?? margin) - margin
  const after = items.length === 0 ? 0 : virtualizer.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin)
  return (
    <div className="table-box whole">
      <table className="table" aria-label={props.label} aria-rowcount={count + 1} aria-busy={rows.busy}>
        <thead>
          <tr>
            {selection !== undefined && <TickAll rows={rows.loaded} selection={selection} rowId={props.rowId} />}
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {before > 0 && <Gap height={before} />}
          {items.map(({ index, key }) => {
            const row = rows.at(index)
            if (row === undefined) return <Ghost key={key} columns={columns.length + (selection === undefined ? 0 : 1)} />
            const id = props.rowId(row)
            return (
              <tr
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                data-open=""
                data-picked={selection?.has(id) === true ? '' : undefined}
                aria-rowindex={index + 2}
                aria-selected={props.opened === id ? true : undefined}
                tabIndex={index === active ? 0 : -1}
                onClick={(event) => {
                  if (!pressed(event)) props.onOpen(row)
                }}
                onKeyDown={(event) => press(event, index)}
              >
                {selection !== undefined && (
                  <td className="tick">
                    <label>
                      <input
                        type="checkbox"
                        aria-label={`Select ${props.nameOf(row)}`}
                        tabIndex={index === active ? 0 : -1}
                        checked={selection.has(id)}
                        onChange={() => undefined}
                        onClick={(event: MouseEvent) => tick(index, event.shiftKey)}
                      />
                    </label>
                  </td>
                )}
                {columns.map((column) => (
                  <td key={column.id} className={classes(column)}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            )
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
    </div>
  )
}

/** A row that is on its way. */
function Ghost({ columns }: { columns: number }) {
  return (
    <tr className="ghost" aria-hidden="true">
      <td colSpan={columns}>
        <span />
      </td>
    </tr>
  )
}

function TickAll<T>({ rows, selection, rowId }: { rows: T[]; selection: Selection<T>; rowId: (row: T) => string }) {
  const every = rows.length > 0 && rows.every((row) => selection.has(rowId(row)))
  return (
    <th scope="col" className="tick">
      <label>
        <input
          type="checkbox"
          aria-label="Select all that are loaded"
          checked={every}
          ref={(element) => {
            if (element !== null) element.indeterminate = !every && selection.picked.size > 0
          }}
          onChange={() => selection.all(rows)}
        />
      </label>
    </th>
  )
}

/**
 * Which rows are drawn: those in sight and some around them, and none less for as long as nobody scrolls. The rows that are
 * drawn decide how wide the columns are, and so how high each row is, and so how many are in sight: without this a table
 * can go to and fro between two looks for ever.
 */
function useSteady(): (range: Range) => number[] {
  const kept = useRef({ at: Number.NEGATIVE_INFINITY, from: 0, to: -1 })
  return useCallback((range: Range) => {
    const at = scroller()?.scrollTop ?? 0
    const last = range.count - 1
    let from = Math.max(0, range.startIndex - range.overscan)
    let to = Math.min(last, range.endIndex + range.overscan)
    const before = kept.current
    if (Math.abs(at - before.at) < ROW * 2) {
      from = Math.min(from, before.from)
      to = Math.min(last, Math.max(to, before.to))
      kept.current = { at: before.at, from, to }
    } else kept.current = { at, from, to }
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
  }, [])
}

/** How far the first row is from the top of what scrolls, in px; what stands above it may grow. */
function useMargin(body: React.RefObject<HTMLElement | null>): number {
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const [box, element] = [scroller(), body.current]
    if (box === null || element === null) return
    const now = Math.round(element.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop)
    if (Math.abs(now - margin) > 1) setMargin(now)
  })
  return margin
}

/** The row that the keyboard is at, and how it goes to another, which may not be drawn yet. */
function useActive(body: React.RefObject<HTMLElement | null>, count: number, reveal: (index: number) => void) {
  const [active, setActive] = useState(0)
  const goal = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (goal.current === undefined) return
    const row = body.current?.querySelector(`tr[data-index="${goal.current}"]`)
    if (!(row instanceof HTMLElement)) return
    goal.current = undefined
    row.focus()
  })
  return {
    active: Math.min(active, Math.max(0, count - 1)),
    go: (index: number) => {
      const next = Math.max(0, Math.min(index, count - 1))
      goal.current = next
      setActive(next)
      if (body.current?.querySelector(`tr[data-index="${next}"]`) === null) reveal(next)
    },
  }
}
