import type { KeyboardEvent } from 'react'
import { Link } from '@tanstack/react-router'
import type { Side } from '~/api/scheduling'
import { beginOf, fitted, type Entry, type Grouped } from './layout'
import { dayInWords, kindOf, linkOf, summary, timesOf } from './words'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
/** How many entries a day shows before it only counts them. */
const ROOM = 4

/** A month as a grid: one stop of the Tab key, from which the arrows lead over the days; the chosen day is spelled out below. */
export function Month(props: {
  side: Side
  month: string
  weeks: string[][]
  map: Map<string, Entry[]>
  day: string
  today: string
  choose: (day: string) => void
  press: (event: KeyboardEvent) => void
}) {
  return (
    <div className="month" role="grid" aria-labelledby="month" onKeyDown={props.press}>
      <div role="row" className="week head">
        {WEEKDAYS.map((one) => (
          <div key={one} role="columnheader" aria-label={one}>
            {one.slice(0, 3)}
          </div>
        ))}
      </div>
      {props.weeks.map((week) => (
        <div key={week[0]} role="row" className="week">
          {week.map((one) => (
            <Day key={one} {...props} at={one} entries={props.map.get(one) ?? []} />
          ))}
        </div>
      ))}
    </div>
  )
}

function Day(props: { side: Side; month: string; day: string; today: string; at: string; entries: Entry[]; choose: (day: string) => void }) {
  const { at, entries } = props
  const { shown, hidden } = fitted(entries, ROOM)
  const chosen = at === props.day
  return (
    <div
      role="gridcell"
      className={`day${at.startsWith(props.month) ? '' : ' other'}`}
      data-day={at}
      tabIndex={chosen ? 0 : -1}
      aria-selected={chosen}
      aria-current={at === props.today ? 'date' : undefined}
      onClick={(event) => {
        if (!(event.target instanceof Element && event.target.closest('a'))) props.choose(at)
      }}
    >
      <span className="unseen">{`${dayInWords(beginOf(at))}: ${summary(entries)}`}</span>
      <span className="date" aria-hidden="true">
        {Number(at.slice(8))}
      </span>
      {shown.map((one, index) => (
        <Bit key={index} side={props.side} one={one} />
      ))}
      {hidden > 0 && <span className="quiet more">{hidden} more</span>}
    </div>
  )
}

/** An entry in the little room of a day. By keyboard it is reached in the list of the chosen day. */
function Bit({ side, one }: { side: Side; one: Grouped }) {
  const { event } = one
  const to = linkOf(side, event)
  const times = timesOf(one)
  // There is room for one time: when it begins, or ends where that was before.
  const short = one.more > 0 ? `${one.more + 1} ×` : times === 'all day' ? '' : times.startsWith('–') ? times : times.slice(0, 5)
  const text = (
    <>
      {short !== '' && <span className="at">{short}</span>} <bdi>{event.title}</bdi>
    </>
  )
  const look = { className: `bit ${event.kind} ${stateOf(event.status ?? event.outcome)}`, title: one.more > 0 && event.kind === 'blackout' ? `${one.more + 1} ${event.title}` : `${times} ${event.title} (${kindOf(event)})` }
  return to === undefined ? (
    <span {...look}>{text}</span>
  ) : (
    <Link {...look} to={to as never} tabIndex={-1}>
      {text}
    </Link>
  )
}

/** The part of a state that has a look of its own. */
function stateOf(state: string | null | undefined): string {
  return ['failed', 'canceled', 'never', 'completed_invalid'].includes(state ?? '') ? 'bad' : state === 'deferred' || state === 'paused' ? 'held' : state === 'coalesced' ? 'folded' : ''
}
