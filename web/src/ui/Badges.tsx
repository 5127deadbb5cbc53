import { words } from './format'
import { SEVERITIES, type Severity } from './severity'

/** A severity in colour and in words. */
export function SeverityBadge({ severity, score }: { severity: Severity; score?: number | undefined }) {
  return (
    <span className={`badge tone-${severity}`}>
      {words(severity)}
      {score !== undefined && score > 0 ? ` ${score.toFixed(1)}` : ''}
    </span>
  )
}

const TONES: Record<string, string> = {
  completed: 'good', done: 'good', fixed: 'good', pass: 'good', ready: 'good', verified: 'good', enabled: 'good', confirmed: 'good',
  started: 'busy', queued: 'busy', pausing: 'busy', resuming: 'busy', canceling: 'busy', finishing_up: 'busy',
  failed: 'bad', fail: 'bad', completed_invalid: 'bad', notfixed: 'bad', reopened: 'bad', new: 'medium', active: 'medium', paused: 'medium',
}

const NAMES: Record<string, string> = {
  notfixed: 'Not fixed',
  invalid: 'False positive',
  accepted: 'Risk accepted',
  false_positive: 'False positive',
  pass: 'Passed',
  fail: 'Failed',
  started: 'Running',
  completed_invalid: 'Completed, not valid',
}

/** A state in colour and in words. */
export function StatusBadge({ status }: { status: string }) {
  return <span className={`badge tone-${TONES[status] ?? 'idle'}`}>{NAMES[status] ?? words(status)}</span>
}

/** The state of a scan; one that never ran is “new” to the server. */
export function ScanStatus({ status }: { status: string }) {
  return status === 'new' ? <span className="badge tone-idle">Never run</span> : <StatusBadge status={status} />
}

/** Whether a scan is under way or about to be. */
export function isMoving(status: string): boolean {
  return TONES[status] === 'busy'
}

export type Counts = Partial<Record<Severity, number>>

/** How many findings of each severity. */
export function SeverityCounts({ counts, info = true }: { counts: Counts; info?: boolean }) {
  const shown = SEVERITIES.filter((one) => info || one !== 'info')
  const said = shown.map((one) => `${counts[one] ?? 0} ${one}`).join(', ')
  return (
    <span className="counts" role="img" aria-label={said} title={said}>
      {shown.map((one) => (
        <span key={one} className={(counts[one] ?? 0) > 0 ? `tone-${one}` : 'none'}>
          {counts[one] ?? 0}
        </span>
      ))}
    </span>
  )
}
