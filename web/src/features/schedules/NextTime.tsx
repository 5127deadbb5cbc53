import { dateTime, relative } from '~/ui/format'

/** When something is due next, in how long and on which day; or why it is not. */
export function NextTime({ at, none }: { at: string | null | undefined; none: string }) {
  if (!at) return <span className="quiet">{none}</span>
  return (
    <span className="nowrap">
      {relative(at)}
      <span className="sub block">{dateTime(at)}</span>
    </span>
  )
}
