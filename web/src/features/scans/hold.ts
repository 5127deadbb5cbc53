/** Why a run does not run at the moment, and until when. */

/** What both dialects say of a run. */
export interface RunSaid {
  status: string
  reason?: string | null
  /** `person` or `blackout`, while it is pausing or paused. */
  held_by?: string | null
  held_since?: string | null
  ignore_blackout_reason?: string | null
}

export interface Hold {
  /** Whom it waits for: a person, the end of a blackout, or only what is under way. */
  by: 'person' | 'blackout' | 'itself'
  /** When the blackout ends; none where that is not known, or it does not end. */
  until?: string
  /** The names of the blackouts. */
  names: string[]
}

const UNTIL = /^held by a blackout until (\S+?):? (.*)$/
const ENDLESS = /^held by a blackout that does not end: (.*)$/

/** Whether a run has not ended: it can be stopped, and another one cannot be started. */
export function isOpen(status: string): boolean {
  return ['queued', 'started', 'pausing', 'paused', 'resuming', 'canceling', 'finishing_up', 'under_review'].includes(status)
}

/** What holds a run, if anything does. */
export function holdOf({ status, reason, held_by }: RunSaid): Hold | undefined {
  const [, until, named] = UNTIL.exec(reason ?? '') ?? []
  const endless = ENDLESS.exec(reason ?? '')?.[1]
  const names = [...(named ?? endless ?? '').matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '')
  const end = until !== undefined && !Number.isNaN(Date.parse(until)) ? { until } : {}
  if (held_by === 'blackout' || (isOpen(status) && status !== 'canceling' && (until !== undefined || endless !== undefined))) return { by: 'blackout', ...end, names }
  if (status === 'paused') return { by: 'person', names: [] }
  return status === 'pausing' || status === 'resuming' ? { by: 'itself', names: [] } : undefined
}

/** What one may do with a run: states from which there is no way are refused by the server, so they are not offered. */
export function ways({ status, ...said }: RunSaid): { pause: boolean; resume: boolean; stop: boolean; override: boolean } {
  const hold = holdOf({ status, ...said })
  const held = hold?.by === 'blackout'
  return {
    pause: status === 'started',
    resume: status === 'paused' && !held,
    stop: isOpen(status) && status !== 'canceling' && status !== 'finishing_up',
    override: status === 'paused' || (held && (status === 'queued' || status === 'pausing')),
  }
}
