import { Link } from '@tanstack/react-router'
import type { Side } from '~/api/scheduling'
import { Card } from '~/ui/Page'
import { remarkWords } from '../schedules/remarks'
import { beginOf, groupedByOutcome, type Entry, type Grouped } from './layout'
import { dayInWords, kindOf, linkOf, timesOf } from './words'

/** From so many entries of one day on, those of one schedule are folded. */
const MANY = 8

/** What lies on a day, spelled out. */
function Entries({ side, entries }: { side: Side; entries: Entry[] }) {
  const all: Grouped[] = entries.length > MANY ? groupedByOutcome(entries) : entries.map((one) => ({ ...one, more: 0 }))
  return (
    <ul className="plain-list entries">
      {all.map((one, index) => (
        <Line key={index} side={side} one={one} />
      ))}
    </ul>
  )
}

function Line({ side, one }: { side: Side; one: Grouped }) {
  const { event } = one
  const to = linkOf(side, event)
  return (
    <li className={`entry ${event.kind}`}>
      <span className="small nowrap at">{timesOf(one)}</span>
      <span className="stack tight">
        <span>
          {to === undefined ? <b className="break">{event.title}</b> : <Link to={to as never} className="break"><b>{event.title}</b></Link>}{' '}
          <span className="quiet small">
            {kindOf(event)}
            {one.more > 0 && `, and ${one.more} more ${one.more === 1 ? 'time' : 'times'}`}
          </span>
        </span>
        {event.remarks.map((remark) => (
          <span key={remark} className="quiet small break">
            {remarkWords(remark)}
          </span>
        ))}
      </span>
    </li>
  )
}

/** The chosen day below the month. */
export function DayCard({ side, day, entries }: { side: Side; day: string; entries: Entry[] }) {
  return (
    <Card title={dayInWords(beginOf(day))}>
      {entries.length === 0 ? <p className="quiet prose">Nothing on this day.</p> : <Entries side={side} entries={entries} />}
    </Card>
  )
}

/** A month as a list of its days, for narrow screens; days without anything are left out, days gone by are folded. */
export function Agenda({ side, days, map, today }: { side: Side; days: string[]; map: Map<string, Entry[]>; today: string }) {
  const full = days.filter((day) => (map.get(day) ?? []).length > 0 || day === today)
  const gone = days.includes(today) ? full.filter((day) => day < today) : []
  const list = (some: string[]) => some.map((day) => <DaySection key={day} side={side} day={day} entries={map.get(day) ?? []} today={day === today} />)
  return (
    <div className="stack" role="region" aria-labelledby="month">
      {gone.length > 0 && (
        <details className="fold">
          <summary>Earlier in this month</summary>
          <div className="stack">{list(gone)}</div>
        </details>
      )}
      {list(full.slice(gone.length))}
    </div>
  )
}

function DaySection({ side, day, entries, today }: { side: Side; day: string; entries: Entry[]; today: boolean }) {
  return (
    <section className="card stack tight" aria-current={today ? 'date' : undefined}>
      <h3 className="agenda-day">
        {dayInWords(beginOf(day))}
        {today && <span className="quiet small"> · today</span>}
      </h3>
      {entries.length === 0 ? <p className="quiet small prose">Nothing.</p> : <Entries side={side} entries={entries} />}
    </section>
  )
}
