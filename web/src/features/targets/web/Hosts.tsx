import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { complain, Confirm, say } from '~/ui/feedback'
import { Card } from '~/ui/Page'
import { useSite } from './site'

/** What is wrong with `name` or `name:port`, if anything. */
export function wrongHost(text: string): string | undefined {
  const said = text.trim()
  if (said === '') return undefined
  const fine = /^[^\s/:@]+(?::\d{1,5})?$/.test(said) || /^\[[0-9a-f:.]+\](?::\d{1,5})?$/i.test(said)
  return fine ? undefined : 'A host name, with a port if need be: api.example or api.example:8443'
}

/** Further hosts that belong to the application, such as the one of its API. */
export function Hosts({ target }: { target: Web['Target'] }) {
  const { reload } = useSite(target.id)
  const writable = useMay()('target.write')
  const [host, setHost] = useState('')
  const wrong = wrongHost(host)
  const add = useMutation({
    mutationFn: () => dast.post('/targets/{id}/assets/', { path: { id: target.id }, body: { host: host.trim(), name: host.trim(), include: true } }),
    onSuccess: () => setHost(''),
    onSettled: reload,
  })
  const verify = useMutation({
    mutationFn: (one: string) => dast.post('/targets/{id}/assets/{asset_id}/verify/', { path: { id: target.id, asset_id: one }, body: { type: 'file' } }),
    onError: complain,
    onSuccess: (answer) => say(answer.message),
    onSettled: reload,
  })
  return (
    <Card title="Extra hosts">
      <p className="quiet prose small">The scanner stays on the target’s host. What it finds on these hosts is followed and tested too.</p>
      <ul className="plain-list stack tight">
        {target.assets.map((one) => (
          <li key={one.id} className="row spread">
            <span className="mono break">{one.host}</span>
            <span className="row tight">
              <span className="quiet small">{one.verified ? 'proven' : 'not proven'}</span>
              {writable && !one.verified && (
                <Button size="compact-sm" variant="default" loading={verify.isPending && verify.variables === one.id} onClick={() => verify.mutate(one.id)}>
                  Look for proof
                </Button>
              )}
              {writable && (
                <Confirm
                  label="Remove"
                  question={`Remove ${one.host}?`}
                  act={() => dast.delete('/targets/{id}/assets/{asset_id}/', { path: { id: target.id, asset_id: one.id } }).then(reload)}
                >
                  It is no longer tested.
                </Confirm>
              )}
            </span>
          </li>
        ))}
        {target.assets.length === 0 && <li className="quiet">None.</li>}
      </ul>
      {writable && (
        <form
          className="row end"
          onSubmit={(event) => {
            event.preventDefault()
            if (wrong === undefined) add.mutate()
          }}
        >
          <TextInput
            className="fill"
            label="Another host"
            placeholder="api.shop.example"
            value={host}
            error={wrong ?? (add.error === null ? undefined : add.error.message)}
            onChange={(event) => setHost(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={add.isPending} disabled={host.trim() === '' || wrong !== undefined}>
            Add host
          </Button>
        </form>
      )}
    </Card>
  )
}
