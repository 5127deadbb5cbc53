/** What both dialects say of scheduling in nearly the same words. */
import type { Net, Web } from './types'

export type Side = 'net' | 'web'

/** A due time that is to come, and what becomes of it. */
export type Planned = Net['PlannedTime']
/** Whether a schedule can ever run. */
export type Verdict = Net['Verdict']
/** What happened, will happen, or may not happen, for a calendar. */
export type CalendarEvent = Net['CalendarEvent']
/** What became of a due time; of the web side, too, whose scheduled scan is its schedule and whose scan is its run. */
export type LedgerRow = Omit<Net['LedgerEntry'], 'schedule_name'> & { schedule_name?: string }
/** A time in which nothing may run. */
export type Blackout = Net['Blackout']

export interface Forecast {
  rows: Planned[]
  verdict: Verdict
}

/** A due time of the web side in the words of the network side. */
export function ofWeb({ scheduledscan, target, scan, ...row }: Web['LedgerEntry']): LedgerRow {
  return { ...row, schedule_id: scheduledscan ?? '', target_id: target ?? null, run_id: scan ?? null }
}
