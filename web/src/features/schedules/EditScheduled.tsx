import { useState } from 'react'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { Confirm, say } from '~/ui/feedback'
import { ErrorState } from '~/ui/States'
import { settingsBody, settingsOf } from './webSettings'
import { WebSettingsFields } from './WebSettingsFields'
import { complete, timingBody, timingOf } from './webTiming'
import { WebWhen } from './WebWhen'

type Scheduled = Web['Scheduled']

/** Changes when a web scan runs, and what it tests. */
export function EditScheduled({ row, done }: { row: Scheduled; done: () => void }) {
  const client = useQueryClient()
  const writable = useMay()('schedule.write')
  const [timing, setTiming] = useState(() => timingOf(row))
  const [settings, setSettings] = useState(() => settingsOf(row))
  const path = { target_id: row.target.id, id: row.id }
  const save = useMutation({
    mutationFn: () =>
      dast.patch('/targets/{target_id}/scheduledscans/{id}/', {
        path,
        body: { ...timingBody(timing), ...settingsBody(settings) },
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
      <WebWhen value={timing} onChange={setTiming} error={save.error} target={row.target.id} id={row.id}>
        <WebSettingsFields value={settings} onChange={setSettings} target={row.target.id} />
      </WebWhen>
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
