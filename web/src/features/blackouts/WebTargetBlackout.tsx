import { useState } from 'react'
import { Button, Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ApiError } from '~/api/errors'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { say } from '~/ui/feedback'
import { Card } from '~/ui/Page'
import { ErrorState } from '~/ui/States'
import { suggestedWindow, windowOf, wrongWindow, type WindowValues } from './window'
import { WindowFields } from './WindowFields'

/** The window in which a web target is left alone, besides those of the organization. */
export function WebTargetBlackout({ target }: { target: Web['Target'] }) {
  const client = useQueryClient()
  const writable = useMay()('target.write')
  const said = target.blackout_period
  const [enabled, setEnabled] = useState(said?.enabled ?? false)
  const [window, setWindow] = useState<WindowValues>(() => (said ? windowOf(said) : suggestedWindow()))
  const save = useMutation({
    mutationFn: () => dast.patch('/targets/{id}/', { path: { id: target.id }, body: { blackout_period: { ...window, enabled } } }),
    onSuccess: async () => {
      await client.invalidateQueries()
      say('The blackout period was saved.')
    },
  })
  const fields = save.error instanceof ApiError ? Object.fromEntries(Object.entries(save.error.fields).map(([name, text]) => [name.replace(/^.*\./, ''), text])) : {}
  const wrong = { ...fields, ...wrongWindow(window) }
  return (
    <Card title="Blackout period">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (Object.keys(wrongWindow(window)).length === 0) save.mutate()
        }}
      >
        {save.error !== null && <ErrorState error={save.error} />}
        <p className="quiet prose">
          No scan of this target starts in it; one that runs pauses when it begins and goes on when it ends. <Link to="/blackouts">Those of the organization</Link> hold as well.
        </p>
        <Switch label="A blackout period of this target" checked={enabled} disabled={!writable} onChange={(event) => setEnabled(event.currentTarget.checked)} />
        {enabled && <WindowFields value={window} wrong={wrong} disabled={!writable} onChange={setWindow} />}
        {writable && (enabled || said?.enabled === true) && (
          <div className="row">
            <Button type="submit" loading={save.isPending}>
              Save blackout period
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
