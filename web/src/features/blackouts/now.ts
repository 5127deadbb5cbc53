/** What of several blackouts holds now, and what comes next. */
import type { Blackout } from '~/api/scheduling'

export interface Holding {
  now: Blackout[]
  /** The one that begins first, of those that do not hold now. */
  next: Blackout | undefined
}

export function holding(all: readonly Blackout[]): Holding {
  const used = all.filter((one) => one.enabled)
  const coming = used.filter((one) => !one.active && one.next_begin)
  return { now: used.filter((one) => one.active), next: coming.sort((a, b) => (a.next_begin ?? '').localeCompare(b.next_begin ?? ''))[0] }
}
