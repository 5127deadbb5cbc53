import { useEffect, useState, type KeyboardEvent } from 'react'
import { Modal, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Icon } from '~/ui/icons'
import { ACTIONS, LINKS, type NavLink } from './links'
import { useMay } from './permissions'
import { GO } from './shortcuts'

interface Entry extends NavLink {
  group: string
}

const ENTRIES: Entry[] = [
  ...ACTIONS.map((one) => ({ ...one, group: 'Action' })),
  ...LINKS.all.map((one) => ({ ...one, group: '' })),
  ...LINKS.net.map((one) => ({ ...one, group: 'Networks' })),
  ...LINKS.web.map((one) => ({ ...one, group: 'Web & APIs' })),
  ...LINKS.end.map((one) => ({ ...one, group: '' })),
]

/** Everything there is to open or to start, found by typing. */
export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const navigate = useNavigate()
  const may = useMay()
  useEffect(() => {
    if (opened) setText('')
  }, [opened])
  useEffect(() => setAt(0), [text, opened])
  const sought = text.toLowerCase().split(/\s+/)
  const found = ENTRIES.filter(
    (one) =>
      (one.needs === undefined || may(one.needs)) &&
      sought.every((word) => `${one.group} ${one.label}`.toLowerCase().includes(word)),
  )

  function open(entry: Entry | undefined): void {
    if (entry === undefined) return
    close()
    void navigate({ to: entry.to as never })
  }
  function press(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((now) => (now + step + found.length) % Math.max(found.length, 1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      open(found[at])
    }
  }

  return (
    <Modal.Root opened={opened} onClose={close} lockScroll={false} padding="xs" size="lg">
      <Modal.Overlay />
      <Modal.Content aria-label="Find or do">
        <Modal.Body>
      <TextInput
        data-autofocus
        size="md"
        role="combobox"
        aria-label="Find a page or an action"
        aria-expanded="true"
        aria-controls="palette"
        aria-activedescendant={found[at] === undefined ? undefined : `palette-${at}`}
        placeholder="A page or an action"
        leftSection={<Icon name="search" size={16} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <ul id="palette" role="listbox" aria-label="Pages and actions" className="palette">
        {found.map((one, index) => (
          <li
            key={`${one.group}${one.to}`}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            ref={(element) => {
              if (index === at) element?.scrollIntoView({ block: 'nearest' })
            }}
            onMouseMove={() => setAt(index)}
            onClick={() => open(one)}
          >
            <Icon name={one.icon} />
            <span className="fill">
              {one.label} {one.group !== '' && <span className="quiet small">{one.group}</span>}
            </span>
            <Shortcut to={one.to} />
          </li>
        ))}
        {found.length === 0 && <li className="quiet">Nothing of that name.</li>}
      </ul>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Shortcut({ to }: { to: string }) {
  const key = Object.keys(GO).find((one) => GO[one] === to)
  return key === undefined ? null : <kbd className="key">g {key}</kbd>
}
