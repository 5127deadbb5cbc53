/** The calls of scheduling in both dialects that share one shape. */
import { address, send, type QueryValue } from './client'

export type Side = 'net' | 'web'

/** A due time that is to come, and what becomes of it. */
export interface Planned {
  due: string
  /** What clocks in the schedule's zone show then. */
  due_local: string
  /** None where it does not start by itself. */
  start?: string | null
  start_local?: string | null
  /** `on_time`, `deferred`, `coalesced`, `never`. */
  outcome: string
  /** How the clocks or the calendar moved it: `none`, `gap`, `overlap`, `month_end`. */
  adjusted?: string
  remarks: string[]
}

/** Whether a schedule can ever run: `runs`, `always_deferred`, `not_due`, `never`. */
export interface Verdict {
  word: string
  text: string
  first_start?: string | null
}

export interface Forecast {
  rows: Planned[]
  verdict: Verdict
}

/** What happened, will happen, or may not happen, for a calendar. */
export interface CalendarEvent {
  /** `run`, `planned`, `blackout`. */
  kind: string
  start: string
  end?: string | null
  title: string
  status?: string | null
  outcome?: string | null
  schedule_id?: string | null
  scan_id?: string | null
  run_id?: string | null
  target_id?: string | null
  blackout_id?: string | null
  remarks?: string[]
}

/** What became of a due time. */
export interface LedgerRow {
  id: string
  schedule_id: string
  schedule_name?: string | null
  scan_id?: string | null
  scan_name?: string | null
  target_id?: string | null
  target_name?: string | null
  due: string
  outcome: string
  reason?: string | null
  /** What it waits for, as long as it does: `blackout`, `run`. */
  waits?: string | null
  waits_until?: string | null
  run_id?: string | null
  decided_at: string
}

/** A time in which nothing may run. */
export interface Blackout {
  id: string
  name: string
  /** `organization`, `target`, `schedule`. */
  scope: string
  target_id?: string | null
  schedule_id?: string | null
  /** `window`, `freeze`. */
  kind: string
  begin?: string | null
  cease?: string | null
  weekdays?: number[] | null
  timezone?: string | null
  from?: string | null
  until?: string | null
  enabled: boolean
  /** The calendar that it was imported from. */
  source?: string | null
  /** Whether it holds now. */
  active?: boolean
  next_begin?: string | null
  next_end?: string | null
}

interface Asked {
  path?: object
  query?: Record<string, QueryValue>
  body?: unknown
  signal?: AbortSignal | undefined
}

/** Any call; an answer without a body is undefined. */
export async function ask<T>(method: string, path: string, { path: values, query, body, signal }: Asked = {}): Promise<T> {
  const answer = await send(method, address(path, values, query), body, signal)
  const json = answer.headers.get('content-type')?.includes('json') === true && answer.status !== 204
  return (json ? await answer.json() : undefined) as T
}
