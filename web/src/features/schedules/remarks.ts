/** What the server remarks on a due time, for people. */
import { dateTime } from '~/ui/format'
import { localWords } from './forecast'
import { localTime } from './time'

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g
/** Until when is shown beside it, as the start. */
const UNTIL = /^deferred until \d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? by /

/** A remark or a reason with its instants as the clocks of a zone show them; of this browser's, if none is named. */
export function remarkWords(remark: string, zone?: string): string {
  const said = remark
    .replace(UNTIL, 'deferred by ')
    .replaceAll(INSTANT, (instant) => (zone === undefined ? dateTime(instant) : localWords(localTime(instant, zone))))
    .replaceAll(/"([^"]*)"/g, '“$1”')
  return said.charAt(0).toUpperCase() + said.slice(1)
}
