import { Alert } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { messageOf } from '~/api/errors'
import type { Forecast, Planned, Side } from '~/api/scheduling'
import { relative } from '~/ui/format'
import { Card } from '~/ui/Page'
import { Loading } from '~/ui/States'
import { localWords, marks, utcWords, warning } from './forecast'
import { forecast, type Asked } from './queries'
import { remarkWords } from './remarks'
import './preview.css'

/** How long after the last key the server is asked, in ms. */
const PAUSE = 300

/** The next due times of a schedule that is being written, and what becomes of them: the server reckons them as it will fire them. */
export function Preview({ side, asked, zone, complete }: { side: Side; asked: Asked[Side]; zone: string; complete: boolean }) {
  const [settled] = useDebouncedValue(JSON.stringify(asked), PAUSE)
  const query = useQuery({
    queryKey: [side, 'preview', settled],
    enabled: complete,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: ({ signal }) => forecast(side, JSON.parse(settled) as Asked[Side], signal),
  })
  return (
    <Card title="Next dates">
      {!complete ? (
        <p className="quiet prose">They are shown as soon as it is said when it runs.</p>
      ) : query.error !== null ? (
        <p className="wrong prose" role="status">
          {messageOf(query.error)}
        </p>
      ) : query.data === undefined ? (
        <Loading lines={6} />
      ) : (
        <Dates forecast={query.data} zone={zone} stale={query.isPlaceholderData} />
      )}
    </Card>
  )
}

function Dates({ forecast: { rows, verdict }, zone, stale }: { forecast: Forecast; zone: string; stale: boolean }) {
  const warned = warning(verdict)
  return (
    <div className="stack" aria-busy={stale} aria-live="polite">
      {warned !== undefined && (
        <Alert color={warned.colour} title={warned.title}>
          {verdict.text}
        </Alert>
      )}
      {rows.length > 0 && (
        <ol className="forecast" aria-label="Next dates">
          {rows.map((one) => (
            <Row key={one.due} one={one} zone={zone} />
          ))}
        </ol>
      )}
      <p className="quiet small prose">Local time is that of {zone}.</p>
    </div>
  )
}

function Row({ one, zone }: { one: Planned; zone: string }) {
  const starts = one.start ?? undefined
  // Seconds are in the remark.
  const moved = starts !== undefined && starts.slice(0, 16) !== one.due.slice(0, 16)
  return (
    <li>
      <div className="row spread">
        <span className={starts === undefined ? 'struck' : undefined}>
          <b className="nowrap">{localWords(one.due_local)}</b> <Utc at={one.due} local={one.due_local} />
        </span>
        <span className="quiet small nowrap">{relative(one.due)}</span>
      </div>
      {marks(one).map((mark) => (
        <span key={mark.text} className={`badge tone-${mark.tone}`}>
          {mark.text}
        </span>
      ))}
      {moved && one.start_local && (
        <div className="small">
          Starts <b>{onDay(one.start_local, one.due_local)}</b> <Utc at={starts} local={one.start_local} />
        </div>
      )}
      {one.remarks.map((remark) => (
        <div key={remark} className="quiet small break">
          {remarkWords(remark, zone)}
        </div>
      ))}
    </li>
  )
}

/** A local time; only its time of day where the day is that of the other. */
function onDay(local: string, other: string): string {
  return local.slice(0, 10) === other.slice(0, 10) ? local.slice(11, 16) : localWords(local)
}

/** The same in UTC, unless clocks there show the same. */
function Utc({ at, local }: { at: string; local: string }) {
  if (new Date(at).toISOString().slice(0, 16) === local.replace(' ', 'T').slice(0, 16)) return <span className="quiet small">UTC</span>
  return <span className="quiet small nowrap">{utcWords(at, local)} UTC</span>
}
