import { useState } from 'react'
import { Button, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { Confirm, say } from '~/ui/feedback'
import { ErrorState } from '~/ui/States'
import { webProfiles } from '../scans/queries'
import { complete, timingBody, timingOf } from './webTiming'
import { WebWhen } from './WebWhen'

type Scheduled = Web['Scheduled']

/** Changes when a web scan runs, and with which profile. */
export function EditScheduled({ row, done }: { row: Scheduled; done: () => void }) {
  const client = useQueryClient()
  const writable = useMay()('schedule.write')
  const [timing, setTiming] = useState(() => timingOf(row))
  const [profile, setProfile] = useState(row.scan_profile ?? '')
  const profiles = useQuery(webProfiles)
  const path = { target_id: row.target.id, id: row.id }
  const save = useMutation({
    mutationFn: () =>
      dast.patch('/targets/{target_id}/scheduledscans/{id}/', {
        path,
        body: { ...timingBody(timing), scan_profile: profile === '' ? null : profile },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['web'] })
      say('The schedule was saved.')
      done()
    },
  })
  async function remove(): Promise<void> {
    await dast.delete('/targets/{target_id}/scheduledscans/{id}/', { path })
    await client.invalidateQueries({ queryKey: ['web'] })
    say('The scan is no longer scheduled.')
    done()
  }
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
      <Select label="Profile" data={named} value={profile} allowDeselect={false} onChange={(value) => setProfile(value ?? '')} />
      <WebWhen value={timing} onChange={setTiming} error={save.error} target={row.target.id} id={row.id} />
      <div className="row">
        <Button type="submit" loading={save.isPending} disabled={!complete(timing)}>
          Save
        </Button>
        <Button variant="default" onClick={done}>
          Cancel
        </Button>
        {writable && (
          <Confirm label="Remove" question="Remove this scheduled scan?" act={remove}>
            Scans that ran by it stay.
          </Confirm>
        )}
      </div>
    </form>
  )
}
