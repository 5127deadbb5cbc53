/** Local times of zones, as inputs of date and time write them (`2026-12-01T02:30`). */

/** An instant as the clocks of a zone show it; empty for what is no time. */
export function localTime(instant: string, zone: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return ''
  const shown = date.toLocaleString('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
  return shown.replace(' ', 'T')
}

/** The instant at which clocks of a zone show a local time; of one that comes twice either, of one that they jump over one close by. */
export function instantOf(local: string, zone: string): string | undefined {
  const literal = Date.parse(`${local}Z`)
  if (Number.isNaN(literal)) return undefined
  let instant = literal
  // The offset at the guess may be another than at the goal, where the clocks change in between.
  for (let turn = 0; turn < 2; turn += 1) {
    const shown = Date.parse(`${localTime(new Date(instant).toISOString(), zone)}Z`)
    instant += Math.floor(literal / 60_000) * 60_000 - shown
  }
  return new Date(instant).toISOString()
}

/** The next full hour. */
export function nextFullHour(now = new Date()): string {
  const next = new Date(now.getTime() + 3_600_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}T${two(next.getHours())}:00`
}

/** The zone of this browser. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The IANA zones that the browser knows, and UTC. */
export function zones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((one) => one !== 'UTC')]
}

/** How far the clocks of a zone are from UTC at an instant: `UTC+01:00`. */
export function offset(zone: string, at = new Date()): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
  const said = parts.find((one) => one.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
  return said === 'UTC' ? 'UTC+00:00' : said
}

/** Whether a zone is meant by what was typed: words of its name in any order, or its distance from UTC. */
export function fitsZone(zone: string, typed: string): boolean {
  const name = zone.toLowerCase().replaceAll(/[_/]/g, ' ')
  const sought = typed.toLowerCase().replaceAll(/[_/]/g, ' ').split(/\s+/).filter((one) => one !== '')
  if (sought.every((one) => name.includes(one))) return true
  return /^(utc|gmt)?[+-]\d/.test(sought.join('')) && offset(zone).toLowerCase().startsWith(sought.join('').replace(/^(utc|gmt)?/, 'utc'))
}
