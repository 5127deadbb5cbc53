import { useState } from 'react'
import { ActionIcon, Button, Radio, Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { FormProblem } from '~/ui/FormProblem'
import { complain } from '~/ui/feedback'
import { text, useForm } from '~/ui/form'
import { Icon } from '~/ui/icons'
import { Card } from '~/ui/Page'
import { Await } from '~/ui/States'
import { wrongOptionalUrl } from '../url'
import { useSite } from './site'

const TYPES = [
  { value: 'text', label: 'Text in the page', example: 'Please sign in' },
  { value: 'url', label: 'Address that one is sent to', example: '/login' },
  { value: 'sel', label: 'Element in the page', example: 'form#login' },
]

/** How the scanner notices that it is no longer signed in: it then signs in again. */
export function Logout({ site, id }: { site: Web['Site']; id: string }) {
  const { save } = useSite(id)
  const off = !useMay()('target.write')
  const form = useForm({
    initial: { logout_detection_enabled: site.logout_detection_enabled, check_session_url: site.check_session_url, logout_condition: site.logout_condition || 'any' },
    rules: {
      check_session_url: (value: string, all: { logout_detection_enabled: boolean }) =>
        all.logout_detection_enabled && value.trim() === '' ? 'A page that only shows to those who are signed in is needed' : wrongOptionalUrl(value),
    },
    save: (values) => save(values, 'The settings of logout detection were saved.'),
  })
  return (
    <Card title="Logout detection">
      <p className="quiet prose small">Scanning may end the session. The scanner then looks at a page, recognises that it is signed out, and signs in again.</p>
      <Detectors id={id} off={off} />
      <form className="stack" onSubmit={form.submit} noValidate>
        <FormProblem text={form.problem} />
        <Switch
          label="Look whether one is still signed in"
          disabled={off}
          checked={form.values.logout_detection_enabled}
          onChange={(event) => form.set('logout_detection_enabled', event.currentTarget.checked)}
          error={form.field('logout_detection_enabled').error}
        />
        {form.values.logout_detection_enabled && (
          <>
            <TextInput label="Page to look at" type="url" placeholder="https://shop.example/account" disabled={off} {...text(form.field('check_session_url'))} />
            <Radio.Group label="One is signed out if" value={form.values.logout_condition} onChange={(value) => form.set('logout_condition', value)}>
              <div className="row">
                <Radio value="any" label="one of the signs shows" disabled={off} />
                <Radio value="all" label="all of them show" disabled={off} />
              </div>
            </Radio.Group>
          </>
        )}
        {!off && (
          <div className="row">
            <Button type="submit" loading={form.busy}>
              Save logout detection
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}

/** The signs by which one sees that one is signed out. */
function Detectors({ id, off }: { id: string; off: boolean }) {
  const [type, setType] = useState('text')
  const [value, setValue] = useState('')
  const query = useQuery({
    queryKey: ['web', 'target', id, 'logout'],
    queryFn: async ({ signal }) => (await dast.get('/targets/{id}/logout/', { path: { id }, query: { length: 100 }, signal })).results,
  })
  async function change(act: Promise<unknown>): Promise<void> {
    await act.catch(complain)
    await query.refetch()
  }
  const chosen = TYPES.find((one) => one.value === type)
  return (
    <div className="stack tight">
      <Await query={query} lines={1}>
        {(all) => (
          <ul className="plain-list stack tight" aria-label="Signs of being signed out">
            {all.map((one) => (
              <li key={one.id} className="row">
                <span className="quiet">{TYPES.find((kind) => kind.value === one.type)?.label ?? one.type}:</span>
                <span className="mono break fill">{one.value}</span>
                {!off && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Remove the sign ${one.value}`}
                    onClick={() => void change(dast.delete('/targets/{id}/logout/{detector_id}/', { path: { id, detector_id: one.id } }))}
                  >
                    <Icon name="trash" size={16} />
                  </ActionIcon>
                )}
              </li>
            ))}
            {all.length === 0 && <li className="quiet">No signs yet.</li>}
          </ul>
        )}
      </Await>
      {!off && (
        <form
          className="row end"
          onSubmit={(event) => {
            event.preventDefault()
            void change(dast.post('/targets/{id}/logout/', { path: { id }, body: { type, value: value.trim() } }).then(() => setValue('')))
          }}
        >
          <Select label="Sign of being signed out" data={TYPES.map((one) => ({ value: one.value, label: one.label }))} value={type} allowDeselect={false} onChange={(kind) => setType(kind ?? 'text')} />
          <TextInput className="fill" label="What to look for" placeholder={chosen?.example ?? ''} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
          <Button type="submit" variant="default" disabled={value.trim() === ''}>
            Add sign
          </Button>
        </form>
      )}
    </div>
  )
}
