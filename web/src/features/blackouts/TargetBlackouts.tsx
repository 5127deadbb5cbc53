import { useState } from 'react'
import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Blackout } from '~/api/scheduling'
import { useMay } from '~/app/permissions'
import { Card } from '~/ui/Page'
import { Await } from '~/ui/States'
import { BlackoutForm } from './BlackoutForm'
import { blackouts } from './queries'
import { blackoutInWords } from './window'

/** The times in which a network target is left alone, besides those of the organization. */
export function TargetBlackouts({ target }: { target: string }) {
  const query = useQuery(blackouts)
  const may = useMay()
  const [open, setOpen] = useState<Blackout | 'new'>()
  const close = (): void => setOpen(undefined)
  if (!may('schedule.read')) return null
  const add = may('schedule.write') && (
    <Button size="xs" variant="default" onClick={() => setOpen('new')}>
      New blackout period
    </Button>
  )
  return (
    <Card title="Blackout periods" aside={add}>
      <Await query={query} lines={2}>
        {(all) => {
          const own = all.filter((one) => one.scope === 'target' && one.target_id === target)
          const general = all.filter((one) => one.scope === 'organization' && one.enabled)
          return (
            <>
              {own.length === 0 && general.length === 0 && <p className="quiet prose">None: this target may be scanned at any time.</p>}
              <ul className="plain-list stack tight">
                {own.map((one) => (
                  <li key={one.id} className="row spread">
                    <span className="break">
                      <b>{one.name}</b>: {blackoutInWords(one)}
                      {one.kind === 'window' && <span className="quiet small"> {one.timezone}</span>}
                      {!one.enabled && <span className="quiet"> (not in use)</span>}
                    </span>
                    <Button size="compact-sm" variant="subtle" aria-label={`Change ${one.name}`} onClick={() => setOpen(one)}>
                      {may('schedule.write') ? 'Change' : 'Show'}
                    </Button>
                  </li>
                ))}
                {general.map((one) => (
                  <li key={one.id} className="quiet break">
                    <bdi>{one.name}</bdi>: {blackoutInWords(one)}, for everything
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </Await>
      <Modal opened={open !== undefined} onClose={close} title={open === 'new' || open === undefined ? 'New blackout period' : open.name} size="lg">
        {open === 'new' ? <BlackoutForm target={target} done={close} /> : open !== undefined && <BlackoutForm key={open.id} blackout={open} done={close} />}
      </Modal>
    </Card>
  )
}
