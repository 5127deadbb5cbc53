import { useState } from 'react'
import { Button, CopyButton } from '@mantine/core'
import { pieces, unfence } from './highlight'
import './evidence.css'

/** So many characters are shown at first. */
const SHORT = 4000

/** What was sent or received, byte by byte as text; what matters in it is marked. */
export function Raw({ label, text, marks = [] }: { label: string; text: string; marks?: string[] }) {
  const [all, setAll] = useState(false)
  const message = unfence(text)
  const long = message.length > SHORT
  const shown = all || !long ? message : message.slice(0, SHORT)
  return (
    <figure className="raw">
      <figcaption className="row spread">
        <span>{label}</span>
        <CopyButton value={message}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="subtle" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </figcaption>
      <pre tabIndex={0} aria-label={label}>
        {pieces(shown, marks).map((piece, index) =>
          piece.tone === 'mark' ? (
            <mark key={index}>{piece.text}</mark>
          ) : (
            <span key={index} className={`raw-${piece.tone}`}>
              {piece.text}
            </span>
          ),
        )}
      </pre>
      {long && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
          {all ? 'Show less' : `Show all ${message.length.toLocaleString()} characters`}
        </Button>
      )}
    </figure>
  )
}
