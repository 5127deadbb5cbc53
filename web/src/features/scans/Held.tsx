import { Alert } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { dateTime, relative } from '~/ui/format'
import { Icon } from '~/ui/icons'
import { holdOf, type RunSaid } from './hold'

/** Says what holds a run, since when, and when it goes on. */
export function Held({ run }: { run: RunSaid }) {
  const hold = holdOf(run)
  if (hold === undefined) {
    return run.ignore_blackout_reason ? <p className="quiet small prose">Runs in spite of blackout periods: {run.ignore_blackout_reason}</p> : null
  }
  if (hold.by === 'itself') {
    return <p className="quiet small prose">{run.status === 'pausing' ? 'What is under way is brought to an end; nothing new begins.' : 'It goes on where it was.'}</p>
  }
  const since = run.held_since ? `Paused since ${dateTime(run.held_since)}. ` : ''
  if (hold.by === 'person') {
    return (
      <Alert color="yellow" icon={<Icon name="pause" size={18} />} title="Paused">
        {since}It waits until somebody resumes it; after seven days it is canceled.
      </Alert>
    )
  }
  const waiting = run.status === 'queued'
  return (
    <Alert color="yellow" icon={<Icon name="blackout" size={18} />} title={waiting ? 'Waits for the end of a blackout period' : 'Held by a blackout period'}>
      {since}
      {hold.until === undefined ? 'The period has no end that is known.' : `It ${waiting ? 'begins' : 'goes on'} by itself ${relative(hold.until)}, on ${dateTime(hold.until)}.`}
      {hold.names.length > 0 && (
        <>
          {' '}
          <bdi>{hold.names.map((name) => `“${name}”`).join(', ')}</bdi>.
        </>
      )}{' '}
      <Link to="/blackouts">Blackout periods</Link>
    </Alert>
  )
}

/** The same in a few words, for lists. */
export function HeldShort({ run }: { run: RunSaid }) {
  const hold = holdOf(run)
  if (hold === undefined || hold.by === 'itself') return null
  if (hold.by === 'person') return <span className="quiet small">by a person</span>
  return (
    <span className="quiet small nowrap" title={dateTime(hold.until)}>
      held by a blackout{hold.until === undefined ? '' : `, goes on ${relative(hold.until)}`}
    </span>
  )
}
