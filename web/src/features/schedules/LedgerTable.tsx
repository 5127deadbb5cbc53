import { Link } from '@tanstack/react-router'
import type { LedgerRow, Side } from '~/api/scheduling'
import { DataTable, type Column } from '~/ui/DataTable'
import { dateTime } from '~/ui/format'
import { OutcomeBadge } from './OutcomeBadge'
import { remarkWords } from './remarks'

/** What a run of a ledger's row is shown at: a network run at its scan, a web run is a scan. */
export function runLink(side: Side, row: Pick<LedgerRow, 'run_id' | 'scan_id'>): string | undefined {
  if (!row.run_id) return undefined
  return side === 'web' ? `/web/scans/${row.run_id}` : row.scan_id ? `/net/scans/${row.scan_id}?tab=runs` : undefined
}

/** The columns of a ledger; `many` schedules have a column of their names. */
export function ledgerColumns(side: Side, many: boolean): Column<LedgerRow>[] {
  const schedule: Column<LedgerRow> = {
    id: 'schedule',
    header: side === 'net' ? 'Schedule' : 'Target',
    cell: (row) => (
      <div className="break">
        {side === 'net' ? (
          <Link className="title" to="/net/schedules/$id" params={{ id: row.schedule_id }}>
            {row.schedule_name || 'Schedule'}
          </Link>
        ) : row.target_id ? (
          <Link className="title" to="/web/targets/$id" params={{ id: row.target_id }}>
            {row.target_name || 'Target'}
          </Link>
        ) : (
          (row.target_name ?? 'Target')
        )}
        {side === 'net' && row.scan_name && <div className="sub">{row.scan_name}</div>}
        {row.reason && <div className="sub only-phone">{remarkWords(row.reason)}</div>}
      </div>
    ),
  }
  return [
    { id: 'due', header: 'Due', sort: 'due', cell: (row) => <span className="on-one-line">{dateTime(row.due)}</span> },
    ...(many ? [schedule] : []),
    { id: 'outcome', header: 'Outcome', cell: (row) => <Outcome row={row} /> },
    { id: 'reason', header: 'Why', priority: 2, cell: (row) => <span className="break">{remarkWords(row.reason ?? '')}</span> },
    {
      id: 'run',
      header: 'Run',
      cell: (row) => {
        const to = runLink(side, row)
        return to === undefined ? <span className="quiet">–</span> : <Link to={to as never}>Show</Link>
      },
    },
    { id: 'decided', header: 'Decided', priority: 3, cell: (row) => <span className="nowrap">{dateTime(row.decided_at)}</span> },
  ]
}

function Outcome({ row }: { row: LedgerRow }) {
  return (
    <>
      <OutcomeBadge outcome={row.outcome} />
      {row.waits && <div className="sub on-one-line">{row.waits === 'run' ? 'waits for the run before' : `waits${row.waits_until ? ` until ${dateTime(row.waits_until)}` : ''}`}</div>}
    </>
  )
}

/** What became of the due times of one schedule. */
export function LedgerTable({ side, rows }: { side: Side; rows: LedgerRow[] }) {
  return <DataTable label="Due times" rows={rows} columns={ledgerColumns(side, false).map(({ sort: _, ...column }) => column)} rowId={(row) => row.id} />
}
