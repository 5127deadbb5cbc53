import { useState } from 'react'
import { Button, Modal, Textarea } from '@mantine/core'
import { messageOf } from '~/api/errors'
import { say } from '~/ui/feedback'
import { count } from '~/ui/format'
import { MOST } from '~/ui/selection'
import { ErrorState } from '~/ui/States'

export interface Choice {
  /** The state in the dialect's words. */
  state: string
  label: string
  question: string
}

/** What can be decided about all that is ticked, in one request. */
export function BulkBar(props: { number: number; choices: Choice[]; clear: () => void; decide: (state: string, comment: string) => Promise<number> }) {
  const [choice, setChoice] = useState<Choice>()
  if (props.number === 0) return null
  const said = `${count(props.number)} ${props.number === 1 ? 'finding' : 'findings'}`
  return (
    <div className="bulk" role="region" aria-label="Selected findings">
      <b className="nowrap">{count(props.number)} selected</b>
      {props.number >= MOST && <span className="quiet small">{count(MOST)} at a time</span>}
      {props.choices.map((one) => (
        <Button key={one.state} size="xs" variant="default" onClick={() => setChoice(one)}>
          {one.label}
        </Button>
      ))}
      <Button size="xs" variant="subtle" onClick={props.clear}>
        Clear selection
      </Button>
      <Modal opened={choice !== undefined} onClose={() => setChoice(undefined)} title={`${choice?.label ?? ''}: ${said}`} centered>
        {choice !== undefined && (
          <Ask
            choice={choice}
            close={() => setChoice(undefined)}
            act={async (comment) => {
              const changed = await props.decide(choice.state, comment)
              say(`${count(changed)} ${changed === 1 ? 'finding was' : 'findings were'} changed.`)
              props.clear()
            }}
          />
        )}
      </Modal>
    </div>
  )
}

function Ask({ choice, act, close }: { choice: Choice; act: (comment: string) => Promise<void>; close: () => void }) {
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  async function run(): Promise<void> {
    setBusy(true)
    setProblem(undefined)
    try {
      await act(comment.trim())
      close()
    } catch (error) {
      setProblem(messageOf(error))
      setBusy(false)
    }
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void run()
      }}
    >
      <p className="prose">{choice.question}</p>
      {problem !== undefined && <ErrorState error={new Error(problem)} />}
      <Textarea label="Remark" description="Kept with the findings and in the audit log." autosize minRows={2} data-autofocus value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
      <div className="row">
        <Button type="submit" loading={busy}>
          {choice.label}
        </Button>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
