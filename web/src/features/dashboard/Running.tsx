import { Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePace } from '~/api/live'
import { ScanStatus } from '~/ui/Badges'
import { dateTime, relative } from '~/ui/format'
import { Card } from '~/ui/Page'
import { Await } from '~/ui/States'
import { HeldShort } from '../scans/Held'
import type { RunSaid } from '../scans/hold'
import { progressOf } from '../scans/progress'
import { coming, EVERY, moving } from './queries'

/** Scans under way, of both kinds. */
export function Moving() {
  const pace = usePace()
  const query = useQuery({ ...moving, refetchInterval: pace(EVERY / 2) })
  return (
    <Card title="Running now" aside={<Link to="/net/scans">All scans</Link>}>
      <Await query={query} lines={3}>
        {({ net, web }) =>
          net.length + web.length === 0 ? (
            <p className="quiet prose">
              Nothing at the moment. <Link to="/net/scans/new">Scan a network</Link> or <Link to="/web/scans/new">scan a web application</Link>.
            </p>
          ) : (
            <ul className="plain-list stack">
              {net.map((one) => (
                <Line key={one.id} to={`/net/scans/${one.id}`} name={one.name} run={{ ...one.last_run, status: one.status }} percent={one.progress} />
              ))}
              {web.map((one) => (
                <Line key={one.id} to={`/web/scans/${one.id}`} name={one.target.name} run={{ ...one, reason: one.status_reason ?? null }} percent={progressOf(one)} />
              ))}
            </ul>
          )
        }
      </Await>
    </Card>
  )
}

function Line(props: { to: string; name: string; run: RunSaid; percent: number }) {
  return (
    <li className="stack tight">
      <span className="row spread">
        <Link to={props.to as never} className="break">
          {props.name}
        </Link>
        <ScanStatus status={props.run.status} />
      </span>
      <HeldShort run={props.run} />
      <Progress value={props.percent} size="sm" aria-label={`${props.name}: ${props.percent} %`} />
    </li>
  )
}

/** What the schedules start next. */
export function Coming() {
  const query = useQuery({ ...coming, refetchInterval: EVERY * 5 })
  return (
    <Card title="Coming up" aside={<Link to="/net/calendar">Calendar</Link>}>
      <Await query={query} lines={3}>
        {(all) =>
          all.length === 0 ? (
            <p className="quiet prose">
              Nothing is scheduled. <Link to="/net/schedules/new">Make a schedule</Link>, so that new weaknesses show by themselves.
            </p>
          ) : (
            <ul className="plain-list stack tight">
              {all.map((one) => (
                <li key={one.key} className="row spread">
                  <Link to={one.to as never} className="break">
                    {one.name}
                  </Link>
                  <span className="quiet small nowrap" title={dateTime(one.when)}>
                    {relative(one.when)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </Card>
  )
}
