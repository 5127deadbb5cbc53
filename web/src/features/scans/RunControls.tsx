import { useState } from 'react'
import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMay } from '~/app/permissions'
import { complain } from '~/ui/feedback'
import { Icon } from '~/ui/icons'
import { ErrorState } from '~/ui/States'
import { holdOf, ways, type RunSaid } from './hold'

/** What is done to a run; an override says why blackouts do not hold it. */
export type Act = { what: 'pause' | 'resume' | 'stop' } | { what: 'override'; reason: string }

interface Props {
  run: RunSaid
  act: (act: Act) => Promise<unknown>
  /** A word from the server may come a moment later. */
  settled: () => Promise<unknown>
}

/** Pause, resume and stop, as far as the run's state and one's role allow. */
export function RunControls({ run, act, settled }: Props) {
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const turn = useMutation({ mutationFn: act, onError: complain, onSettled: settled })
  if (!may('scan.start')) return null
  const way = ways(run)
  const override = way.override && may('blackout.override')
  const busy = (what: Act['what']): boolean => turn.isPending && turn.variables.what === what
  return (
    <>
      {way.resume && (
        <Button loading={busy('resume')} leftSection={<Icon name="play" size={16} />} onClick={() => turn.mutate({ what: 'resume' })}>
          Resume
        </Button>
      )}
      {override && (
        <Button variant="default" onClick={() => setAsking(true)}>
          {way.resume ? 'Resume in spite of blackouts' : 'Run in spite of the blackout'}
        </Button>
      )}
      {way.pause && (
        <Button variant="default" loading={busy('pause')} leftSection={<Icon name="pause" size={16} />} onClick={() => turn.mutate({ what: 'pause' })}>
          Pause
        </Button>
      )}
      {way.stop && (
        <Button color="red" loading={busy('stop')} leftSection={<Icon name="stop" size={16} />} onClick={() => turn.mutate({ what: 'stop' })}>
          Stop
        </Button>
      )}
      <Modal opened={asking} onClose={() => setAsking(false)} title="Run in spite of blackout periods?" centered>
        <Override run={run} act={act} settled={settled} done={() => setAsking(false)} />
      </Modal>
    </>
  )
}

function Override({ run, act, settled, done }: Props & { done: () => void }) {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const names = holdOf(run)?.names ?? []
  const go = useMutation({
    mutationFn: () => act({ what: 'override', reason: reason.trim() }),
    onSuccess: async () => {
      await settled()
      await client.invalidateQueries({ queryKey: ['audit'] })
      done()
    },
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') go.mutate()
      }}
    >
      <p className="prose">
        {names.length > 0 ? `Somebody wanted nothing to run now: ${names.map((name) => `“${name}”`).join(', ')}. ` : ''}
        This one run then goes on in all blackout periods. Who did that and why is written to the audit.
      </p>
      {go.error !== null && <ErrorState error={go.error} />}
      <TextInput label="Why" withAsterisk maxLength={500} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <div className="row">
        <Button type="submit" color="red" loading={go.isPending} disabled={reason.trim() === ''}>
          Run it now
        </Button>
        <Button variant="default" onClick={done}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
