import { useState } from 'react'
import { Button, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { say } from '~/ui/feedback'
import { ErrorState } from '~/ui/States'
import { webProfiles } from '../scans/queries'
import { localTime, Timing, timingBody, type WebTiming } from './Timing'
import { DAYS } from './Weekday'

type Scheduled = Web['Scheduled']

function timingOf(row: Scheduled): WebTiming {
  const on = row.run_on_day_of_week
  return {
    date_time: localTime(row.date_time, row.timezone),
    recurrence: row.recurrence,
    timezone: row.timezone,
    week: on ? (row.week_index ?? null) : null,
    weekday: on ? (DAYS[(row.scheduled_day_of_week ?? 7) - 1] ?? null) : null,
  }
}

/** Changes when a web scan runs, and with which profile. */
export function EditScheduled({ row, done }: { row: Scheduled; done: () => void }) {
  const client = useQueryClient()
  const [timing, setTiming] = useState(() => timingOf(row))
  const [profile, setProfile] = useState(row.scan_profile ?? '')
  const profiles = useQuery(webProfiles)
  const save = useMutation({
    mutationFn: () =>
      dast.patch('/targets/{target_id}/scheduledscans/{id}/', {
        path: { target_id: row.target.id, id: row.id },
        body: { ...timingBody(timing), scan_profile: profile === '' ? null : profile },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['web'] })
      say('The schedule was saved.')
      done()
    },
  })
  const named = [{ value: '', label: 'That of the target' }, ...(profiles.data ?? []).map((one) => ({ value: one.id, label: one.name }))]
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <p className="quiet prose">
        Scans{' '}
        <Link to="/web/targets/$id" params={{ id: row.target.id }}>
          {row.target.name}
        </Link>
        .
      </p>
      {save.error !== null && <ErrorState error={save.error} />}
      <Timing value={timing} onChange={setTiming} />
      <Select label="Profile" data={named} value={profile} allowDeselect={false} onChange={(value) => setProfile(value ?? '')} />
      <div className="row">
        <Button type="submit" loading={save.isPending} disabled={timing.date_time === ''}>
          Save
        </Button>
        <Button variant="default" onClick={done}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
