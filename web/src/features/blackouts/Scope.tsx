import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Blackout } from '~/api/scheduling'
import { netSchedule } from '../schedules/queries'
import { netTarget } from '../targets/queries'

/** What a blackout holds for. */
export function Scope({ one }: { one: Blackout }) {
  if (one.scope === 'target' && one.target_id) return <Target id={one.target_id} />
  if (one.scope === 'schedule' && one.schedule_id) return <Schedule id={one.schedule_id} />
  return <>Everywhere</>
}

function Target({ id }: { id: string }) {
  const { data } = useQuery({ ...netTarget(id), staleTime: 60_000 })
  if (data === undefined) return <>One target</>
  return (
    <Link to="/net/targets/$id" params={{ id }} className="break">
      {data.name}
    </Link>
  )
}

function Schedule({ id }: { id: string }) {
  const { data } = useQuery({ ...netSchedule(id), staleTime: 60_000 })
  if (data === undefined) return <>One schedule</>
  return (
    <Link to="/net/schedules/$id" params={{ id }} className="break">
      {data.name}
    </Link>
  )
}
