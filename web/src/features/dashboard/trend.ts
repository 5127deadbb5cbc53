import type { DayCounts } from '~/ui/charts/Area'
import type { Counts } from '~/ui/Badges'
import { SEVERITIES } from '~/ui/severity'

/** Days of both sides, added up; a day that one side lacks counts as nothing there. */
export function added(a: DayCounts[], b: DayCounts[]): DayCounts[] {
  const days = new Map<string, DayCounts>()
  for (const one of [...a, ...b]) {
    const sum = days.get(one.day) ?? { day: one.day }
    for (const name of SEVERITIES) if (one[name] !== undefined) sum[name] = (sum[name] ?? 0) + one[name]
    days.set(one.day, { ...sum })
  }
  return [...days.values()].sort((x, y) => x.day.localeCompare(y.day))
}

/** `[[day, open]]` by severity as days. */
export function byDay(results: Record<string, [string, number][]>): DayCounts[] {
  const days = new Map<string, DayCounts>()
  for (const name of SEVERITIES) {
    for (const [instant, open] of results[name] ?? []) {
      const day = instant.slice(0, 10)
      days.set(day, { ...(days.get(day) ?? { day }), [name]: open })
    }
  }
  return [...days.values()].sort((x, y) => x.day.localeCompare(y.day))
}

export function sum(counts: Counts | DayCounts | undefined): number {
  return SEVERITIES.reduce((all, name) => all + (counts?.[name] ?? 0), 0)
}

/** What a trend shows, in words. */
export function inWords(days: DayCounts[]): string {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return 'No open findings are known yet'
  return `Open findings over ${days.length} days: from ${sum(first)} to ${sum(last)}, of them ${last.critical ?? 0} critical and ${last.high ?? 0} high now`
}

/** The days from the first on which anything was open, but never fewer than `least`: before it there was nothing to see. */
export function sinceFirst(days: DayCounts[], least: number): DayCounts[] {
  const first = days.findIndex((day) => sum(day) > 0)
  return first < 0 ? days : days.slice(Math.max(0, Math.min(first - 1, days.length - least)))
}
