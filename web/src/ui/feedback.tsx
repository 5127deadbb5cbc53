import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Button, Modal, Notification } from '@mantine/core'
import { messageOf } from '~/api/errors'

interface Told {
  id: number
  text: string
  bad: boolean
}

let told: Told[] = []
let counter = 0
const listeners = new Set<() => void>()

function change(next: Told[]): void {
  told = next
  for (const listener of listeners) listener()
}

/** Says that something worked. */
export function say(text: string): void {
  counter += 1
  change([...told, { id: counter, text, bad: false }].slice(-4))
}

/** Says that something did not work; it stays until it is closed. */
export function complain(error: unknown): void {
  counter += 1
  change([...told, { id: counter, text: messageOf(error), bad: true }].slice(-4))
}

/** Where messages appear; announced politely. */
export function Messages() {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => told,
  )
  return (
    <div className="messages" role="status" aria-live="polite">
      {all.map((one) => (
        <Message key={one.id} told={one} />
      ))}
    </div>
  )
}

function Message({ told: one }: { told: Told }) {
  const close = (): void => change(told.filter((other) => other.id !== one.id))
  useEffect(() => {
    if (one.bad) return undefined
    const timer = setTimeout(close, 5000)
    return () => clearTimeout(timer)
  })
  return (
    <Notification color={one.bad ? 'red' : 'teal'} onClose={close} withBorder closeButtonProps={{ 'aria-label': 'Close' }}>
      {one.text}
    </Notification>
  )
}

/** A button that asks before it does something that cannot be undone. */
export function Confirm(props: {
  label: string
  question: string
  children: ReactNode
  act: () => Promise<unknown>
  disabled?: boolean
  /** Whether something is lost by it. */
  danger?: boolean
}) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  async function run(): Promise<void> {
    setBusy(true)
    await props.act().then(() => setOpen(false), complain)
    setBusy(false)
  }
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)} disabled={props.disabled === true}>
        {props.label}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={props.question} centered>
        <div className="stack">
          <div>{props.children}</div>
          <div className="row">
            <Button {...(props.danger === false ? {} : { color: 'red' })} loading={busy} onClick={() => void run()}>
              {props.label}
            </Button>
            <Button variant="default" onClick={() => setOpen(false)} data-autofocus>
              Cancel
            </Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
