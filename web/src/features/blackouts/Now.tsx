import type { Blackout } from '~/api/scheduling'
import { dateTime, relative } from '~/ui/format'
import { Card } from '~/ui/Page'
import { holding } from './now'
import { Scope } from './Scope'

/** Whether something holds now, until when, and what begins next. */
export function Now({ all }: { all: Blackout[] }) {
  const { now, next } = holding(all)
  return (
    <div className="grid">
      <Card title="Now">
        {now.length === 0 ? (
          <p className="prose">
            <span className="badge tone-good">Scans may run</span>
          </p>
        ) : (
          <ul className="plain-list stack tight">
            {now.map((one) => (
              <li key={one.id}>
                <span className="badge tone-medium">Nothing runs</span> <b className="break">{one.name}</b> (<Scope one={one} />),{' '}
                {one.next_end ? `until ${dateTime(one.next_end)}, ${relative(one.next_end)}` : 'without an end'}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title="Next">
        {next === undefined ? (
          <p className="quiet prose">None is coming.</p>
        ) : (
          <p className="prose">
            <b className="break">{next.name}</b> (<Scope one={next} />), {relative(next.next_begin)}: {dateTime(next.next_begin)}
            {next.next_end && ` until ${dateTime(next.next_end)}`}
          </p>
        )}
      </Card>
    </div>
  )
}
