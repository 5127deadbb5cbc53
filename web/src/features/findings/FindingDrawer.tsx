import { useEffect, type ReactNode } from 'react'
import { ActionIcon, Drawer } from '@mantine/core'
import { Icon } from '~/ui/icons'

/** The frame of a finding's details; `j` and `k` go to the next and the previous one. */
export function FindingDrawer(props: {
  opened: boolean
  title: string
  close: () => void
  previous: (() => void) | undefined
  next: (() => void) | undefined
  /** Severity, state and place. */
  head: ReactNode
  children: ReactNode
}) {
  const { opened, previous, next } = props
  useEffect(() => {
    if (!opened) return undefined
    function press(event: KeyboardEvent): void {
      const typing = event.target instanceof Element && event.target.closest('input,textarea,select') !== null
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'j') next?.()
      else if (event.key === 'k') previous?.()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [opened, previous, next])
  return (
    <Drawer
      opened={opened}
      onClose={props.close}
      position="right"
      size="min(48rem, 100vw)"
      overlayProps={{ backgroundOpacity: 0.3 }}
      title={<span className="drawer-title">{props.title}</span>}
    >
      <div className="stack">
        <div className="row spread drawer-head">
          <div className="row fill">{props.head}</div>
          <div className="row tight">
            <ActionIcon variant="default" aria-label="Previous finding" disabled={previous === undefined} onClick={previous}>
              <Icon name="up" size={16} />
            </ActionIcon>
            <ActionIcon variant="default" aria-label="Next finding" disabled={next === undefined} onClick={next}>
              <Icon name="down" size={16} />
            </ActionIcon>
          </div>
        </div>
        {props.children}
      </div>
    </Drawer>
  )
}

/** What the keyboard does in a list of findings; where there is none, nothing. */
export function WalkHint() {
  return (
    <span className="only-wide">
      <kbd className="key">j</kbd> and <kbd className="key">k</kbd> walk, <kbd className="key">Enter</kbd> opens.
    </span>
  )
}

/** A titled part of a finding; nothing if there is nothing in it. */
export function Part({ title, text, children }: { title: string; text?: string | null | undefined; children?: ReactNode }) {
  if ((text === undefined || text === null || text === '') && children === undefined) return null
  return (
    <section className="stack tight">
      <h3 className="part">{title}</h3>
      {text !== undefined && text !== null && text !== '' && <p className="prose">{text}</p>}
      {children}
    </section>
  )
}
