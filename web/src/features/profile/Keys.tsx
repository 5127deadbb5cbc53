import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { dast, v2 } from '~/api/client'
import { complain, Confirm, say } from '~/ui/feedback'
import { Once } from '~/ui/Once'
import { Card } from '~/ui/Page'
import { Await } from '~/ui/States'

/** The access token of the network API: one for each user, replaced by making another. */
export function AccessToken() {
  const make = useMutation({ mutationFn: () => v2.put('/v2/user/generate_access_token'), onError: complain })
  async function revoke(): Promise<void> {
    await v2.put('/v2/user/revoke_access_token')
    make.reset()
    say('The access token no longer works.')
  }
  return (
    <Card title="Access token (network API)">
      <p className="quiet prose">
        For scripts: <code>Authorization: Basic</code> with the token. A new one takes the place of the old one.
      </p>
      {make.data !== undefined && <Once secret={make.data.token} />}
      <div className="row">
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          Make an access token
        </Button>
        <Confirm label="Revoke" question="Revoke the access token?" act={revoke}>
          Scripts that use it no longer get in.
        </Confirm>
      </div>
    </Card>
  )
}

/** Keys of the API for web applications. */
export function Keys() {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const query = useQuery({ queryKey: ['web', 'keys'], queryFn: ({ signal }) => dast.get('/keys/', { query: { length: 100 }, signal }) })
  const reload = () => client.invalidateQueries({ queryKey: ['web', 'keys'] })
  const make = useMutation({
    mutationFn: () => dast.post('/keys/', { body: { name: name.trim() } }),
    onError: complain,
    onSuccess: () => setName(''),
    onSettled: reload,
  })
  const secret = make.data?.key
  return (
    <Card title="API keys (web API)">
      <p className="quiet prose">
        For scripts and pipelines: <code>Authorization: JWT</code> with the key. A key has your role.
      </p>
      {secret !== undefined && secret !== null && <Once secret={secret} />}
      <form
        className="row end"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <TextInput className="fill" label="Name of a new key" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={make.isPending} disabled={name.trim() === ''}>
          Make a key
        </Button>
      </form>
      <Await query={query} lines={2}>
        {(page) => (
          <ul className="plain-list stack tight">
            {page.results.map((key) => (
              <li key={key.id} className="row spread">
                <span className="break">{key.name}</span>
                <Confirm label="Delete" question={`Delete the key “${key.name}”?`} act={() => dast.delete('/keys/{id}/', { path: { id: key.id } }).then(reload)}>
                  Whatever uses it no longer gets in.
                </Confirm>
              </li>
            ))}
            {page.results.length === 0 && <li className="quiet">No keys.</li>}
          </ul>
        )}
      </Await>
    </Card>
  )
}
