/** What an entry of a calendar says, and where it leads. */
import type { CalendarEvent, Side } from '~/api/scheduling'
import type { Entry } from './layout'

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' })

export const dayInWords = (at: Date): string => DAY.format(at)
export const monthInWords = (at: Date): string => MONTH.format(at)

/** The times of an entry on its day: `02:30`, `22:00 –`, `– 06:00`, `all day`. */
export function timesOf({ event, before, after }: Entry): string {
  const from = before ? '' : TIME.format(new Date(event.start))
  const to = after || !event.end ? '' : TIME.format(new Date(event.end))
  if (before && after) return 'all day'
  if (from === '00:00' && after && event.kind === 'blackout') return 'all day'
  if (before && to === '') return 'goes on'
  if (!event.end && !after) return from
  return `${from} – ${to}`.trim()
}

/** Where one looks at it; the schedule of a run that is planned, the scan of one that was. */
export function linkOf(side: Side, event: CalendarEvent): string | undefined {
  const { kind, schedule_id, scan_id, run_id, target_id, blackout_id } = event
  if (kind === 'blackout') {
    // Ids of the DAST dialect are written otherwise than those of that page.
    if (blackout_id) return side === 'net' ? `/blackouts?blackout=${blackout_id}` : '/blackouts'
    return target_id && side === 'web' ? `/web/targets/${target_id}?tab=scope` : '/blackouts'
  }
  if (kind === 'run') return side === 'web' ? (run_id ?? scan_id ? `/web/scans/${run_id ?? scan_id ?? ''}` : undefined) : scan_id ? `/net/scans/${scan_id}` : undefined
  if (!schedule_id) return undefined
  return side === 'web' ? (target_id ? `/web/schedules?schedule=${schedule_id}&of=${target_id}` : '/web/schedules') : `/net/schedules/${schedule_id}`
}

const RUNS: Record<string, string> = { started: 'running', completed: 'completed', failed: 'failed', canceled: 'canceled', paused: 'paused', queued: 'queued' }
const PLANS: Record<string, string> = { deferred: 'deferred', coalesced: 'folded into a later one', never: 'never starts' }

/** What it is, in a word or two. */
export function kindOf(event: CalendarEvent): string {
  if (event.kind === 'blackout') return 'nothing runs'
  if (event.kind === 'planned') return PLANS[event.outcome ?? event.status ?? ''] ?? 'planned'
  const status = event.status ?? event.outcome ?? ''
  return RUNS[status] ?? (status === '' ? 'run' : status.replaceAll('_', ' '))
}

/** How many of which kind, for those who hear a day instead of seeing it. */
export function summary(entries: readonly Entry[]): string {
  const count = (kind: string): number => entries.filter((one) => one.event.kind === kind).length
  const said = (number: number, one: string, many: string): string[] => (number === 0 ? [] : [`${number} ${number === 1 ? one : many}`])
  const all = [...said(count('run'), 'run', 'runs'), ...said(count('planned'), 'planned', 'planned'), ...said(count('blackout'), 'blackout', 'blackouts')]
  return all.length === 0 ? 'nothing' : all.join(', ')
}
