import type { ReactNode } from 'react'
import { Button, Stepper } from '@mantine/core'

export interface Step {
  label: string
  /** What was chosen, in a word or two. */
  summary: string | undefined
  content: ReactNode
  /** Whether one may go on. */
  ready: boolean
}

/** Steps one after the other; the last one ends it. */
export function Wizard(props: { steps: Step[]; at: number; go: (step: number) => void; finish: () => void; finishLabel: string; busy: boolean }) {
  const { steps, at, go } = props
  const step = steps[at]
  const last = at === steps.length - 1
  const reachable = (index: number): boolean => steps.slice(0, index).every((one) => one.ready)
  return (
    <div className="stack">
      <Stepper active={at} onStepClick={go} size="sm" className="steps">
        {steps.map((one, index) => (
          <Stepper.Step key={one.label} label={one.label} description={one.summary} allowStepSelect={reachable(index)} />
        ))}
      </Stepper>
      <section aria-label={step?.label} className="stack">
        {step?.content}
      </section>
      <div className="row">
        {at > 0 && (
          <Button variant="default" onClick={() => go(at - 1)}>
            Back
          </Button>
        )}
        {!last && (
          <Button disabled={step?.ready !== true} onClick={() => go(at + 1)}>
            Continue
          </Button>
        )}
        {last && (
          <Button loading={props.busy} disabled={step?.ready !== true} onClick={props.finish}>
            {props.finishLabel}
          </Button>
        )}
      </div>
    </div>
  )
}

/** What is about to happen, before it does. */
export function Summary({ lines }: { lines: (string | false | null | undefined)[] }) {
  const shown = lines.filter((one): one is string => typeof one === 'string')
  if (shown.length === 0) return null
  return (
    <div className="summary">
      <b className="small">What is about to be scanned</b>
      <ul>
        {shown.map((one) => (
          <li key={one} className="small break">
            {one}
          </li>
        ))}
      </ul>
    </div>
  )
}
