import { useMemo, useRef, type KeyboardEvent } from 'react'
import { ActionIcon, Button, Chip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Side } from '~/api/scheduling'
import { Icon } from '~/ui/icons'
import { Card, Page } from '~/ui/Page'
import { EmptyState, ErrorState, Loading } from '~/ui/States'
import { Agenda, DayCard } from './Agenda'
import { Feed } from './Feed'
import { beginOf, byDay, dayOf, inMonth, monthOf, moved, plusDays, plusMonths, weeksOf } from './layout'
import { Month } from './Month'
import { calendar } from './queries'
import { monthInWords } from './words'
import './calendar.css'

const KINDS = [
  { value: 'run', label: 'Runs' },
  { value: 'planned', label: 'Planned' },
  { value: 'blackout', label: 'Blackouts' },
]

export function NetCalendar() {
  return <Calendar side="net" />
}

export function WebCalendar() {
  return <Calendar side="web" />
}

/** A month with what ran, what is planned and when nothing may run. The month, the day and the kinds are in the address. */
function Calendar({ side }: { side: Side }) {
  const search = useSearch({ strict: false }) as { month?: string; day?: string; kinds?: string }
  const navigate = useNavigate()
  const narrow = useMediaQuery('(max-width: 48rem)', false, { getInitialValueInEffect: false })
  const grid = useRef<HTMLDivElement>(null)
  const today = dayOf(new Date())
  const month = monthOf(search.month)
  const day = search.day?.startsWith(month) === true && /^\d{4}-\d\d-\d\d$/.test(search.day) ? search.day : month === today.slice(0, 7) ? today : `${month}-01`
  const kinds = search.kinds === undefined ? KINDS.map((one) => one.value) : search.kinds.split(',')
  const weeks = useMemo(() => weeksOf(month), [month])
  const days = useMemo(() => weeks.flat(), [weeks])
  const query = useQuery({ ...calendar(side, beginOf(days[0] ?? today), beginOf(plusDays(days.at(-1) ?? today, 1))), placeholderData: keepPreviousData, refetchInterval: 60_000 })
  const shown = (query.data?.events ?? []).filter((one) => kinds.includes(one.kind))
  const map = byDay(shown, days)

  async function go(next: string, focus = false): Promise<void> {
    const write = (previous: object) => ({ ...previous, month: next.slice(0, 7) === today.slice(0, 7) ? undefined : next.slice(0, 7), day: next === today ? undefined : next })
    await navigate({ to: '.', search: write as never, replace: true })
    if (focus) requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus())
  }
  function press(event: KeyboardEvent): void {
    const next = event.ctrlKey || event.metaKey || event.altKey ? undefined : moved(day, event.key)
    if (next === undefined) return
    event.preventDefault()
    void go(next, true)
  }
  const show = (chosen: string[]): void =>
    void navigate({ to: '.', search: ((previous: object) => ({ ...previous, kinds: chosen.length === KINDS.length ? undefined : chosen.join(',') || 'none' })) as never, replace: true })

  const empty = query.data?.events.length === 0
  return (
    <Page
      title="Calendar"
      subtitle="What ran, what is planned, and when nothing may run. In your own time zone."
      actions={
        <Button component={Link} to={side === 'net' ? '/net/occurrences' : '/web/occurrences'} variant="default">
          Due times
        </Button>
      }
    >
      <div className="row spread">
        <div className="row" role="group" aria-label="Month">
          <ActionIcon variant="default" size="lg" aria-label="Previous month" onClick={() => void go(inMonth(day, plusMonths(month, -1)))}>
            <Icon name="left" size={16} />
          </ActionIcon>
          <Button variant="default" onClick={() => void go(today)}>
            Today
          </Button>
          <ActionIcon variant="default" size="lg" aria-label="Next month" onClick={() => void go(inMonth(day, plusMonths(month, 1)))}>
            <Icon name="right" size={16} />
          </ActionIcon>
          <h2 id="month" aria-live="polite">
            {monthInWords(beginOf(`${month}-01`))}
          </h2>
        </div>
        <Chip.Group multiple value={kinds} onChange={show}>
          <div className="row" role="group" aria-label="What is shown">
            {KINDS.map((one) => (
              <Chip key={one.value} value={one.value} size="sm">
                {one.label}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      </div>
      <div className={query.isFetching && query.isPlaceholderData ? 'loading-line on' : 'loading-line'} aria-hidden="true" />
      {query.error !== null && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data === undefined && query.error === null && <Loading lines={10} />}
      {query.data !== undefined &&
        (narrow ? (
          <Agenda side={side} days={days.filter((one) => one.startsWith(month))} map={map} today={today} />
        ) : (
          <>
            <div ref={grid}>
              <Month side={side} month={month} weeks={weeks} map={map} day={day} today={today} choose={(next) => void go(next)} press={press} />
            </div>
            <DayCard side={side} day={day} entries={map.get(day) ?? []} />
          </>
        ))}
      {query.data?.truncated === true && <p className="quiet small prose">There is more in these weeks than is shown. Hourly schedules fill a month quickly.</p>}
      {empty && <Nothing side={side} />}
      <Feed side={side} />
    </Page>
  )
}

function Nothing({ side }: { side: Side }) {
  const to = side === 'net' ? '/net/schedules/new' : '/web/scans/new?when=schedule'
  return (
    <Card>
      <EmptyState
        icon="calendar"
        title="Nothing in this month"
        action={
          <Button component={Link} to={to as never}>
            {side === 'net' ? 'New schedule' : 'Schedule a scan'}
          </Button>
        }
      >
        Runs appear here when they begin, and what schedules will start up to there. <Link to="/blackouts">Blackout periods</Link> say when nothing may run.
      </EmptyState>
    </Card>
  )
}
