import { Modal } from '@mantine/core'
import { LINKS } from './links'
import { GO } from './shortcuts'

const KEYS: [string, string][] = [
  ['Ctrl K', 'Find a page or an action'],
  ['/', 'Go to the search of a list'],
  ['j  k', 'Next and previous row, or finding'],
  ['Enter', 'Open the row'],
  ['x', 'Select the row; with Shift everything since the last one'],
  ['Esc', 'Close what is open'],
  ['?', 'This help'],
]

/** What the keyboard does. */
export function Keys({ opened, close }: { opened: boolean; close: () => void }) {
  const all = [...LINKS.all, ...LINKS.net.map((one) => ({ ...one, label: `Networks: ${one.label.toLowerCase()}` })), ...LINKS.web.map((one) => ({ ...one, label: `Web: ${one.label.toLowerCase()}` })), ...LINKS.end]
  return (
    <Modal opened={opened} onClose={close} title="Keys" centered>
      <dl className="facts keys">
        {KEYS.map(([key, does]) => (
          <Row key={key} name={key} does={does} />
        ))}
        {Object.entries(GO).map(([key, to]) => (
          <Row key={key} name={`g ${key}`} does={all.find((one) => one.to === to)?.label ?? to} />
        ))}
      </dl>
    </Modal>
  )
}

function Row({ name, does }: { name: string; does: string }) {
  return (
    <>
      <dt>
        {name.split(/ +/).map((one) => (
          <kbd key={one} className="key">
            {one}
          </kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </>
  )
}
