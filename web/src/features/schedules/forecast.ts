/** The words of a preview. */
import type { Planned, Verdict } from '~/api/scheduling'

const LOCAL = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** A local time without a zone (`2026-12-01 02:30:00`) as people read it; what is none stays as it is. */
export function localWords(local: string): string {
  const instant = Date.parse(`${local.replace(' ', 'T').slice(0, 16)}Z`)
  return Number.isNaN(instant) ? local : LOCAL.format(instant)
}

/** An instant in UTC as people read it; only its time where the day is that of the local time beside it. */
export function utcWords(instant: string, local = ''): string {
  const utc = new Date(instant).toISOString()
  return utc.slice(0, 10) === local.slice(0, 10) ? utc.slice(11, 16) : localWords(utc)
}

interface Mark {
  text: string
  tone: string
}

const ADJUSTED: Record<string, string> = { gap: 'Clocks go forward', overlap: 'Clocks go back', month_end: 'Last day of the month' }
const OUTCOMES: Record<string, Mark> = {
  deferred: { text: 'Deferred', tone: 'medium' },
  coalesced: { text: 'Folded into a later one', tone: 'idle' },
  never: { text: 'Never starts', tone: 'bad' },
}

/** What is special about a due time, in a word or two each. */
export function marks(one: Pick<Planned, 'outcome' | 'adjusted'>): Mark[] {
  const adjusted = ADJUSTED[one.adjusted]
  const outcome = OUTCOMES[one.outcome]
  return [...(adjusted === undefined ? [] : [{ text: adjusted, tone: 'low' }]), ...(outcome === undefined ? [] : [outcome])]
}

const WARNINGS: Record<string, { title: string; colour: string }> = {
  never: { title: 'It never runs', colour: 'red' },
  not_due: { title: 'It never runs', colour: 'red' },
  always_deferred: { title: 'It is always deferred', colour: 'yellow' },
}

/** What to warn of, if anything. */
export function warning(verdict: Verdict): { title: string; colour: string } | undefined {
  return WARNINGS[verdict.word]
}
