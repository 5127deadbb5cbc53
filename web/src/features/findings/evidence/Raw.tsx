import { useState } from 'react'
import { Button, CopyButton } from '@mantine/core'
import { curl } from './curl'
import { pieces, unfence } from './highlight'
import './evidence.css'

/** So many characters are shown at first. */
const SHORT = 4000

/** What was sent or received, byte by byte as text; what matters in it is marked. */
export function Raw({ label, text, marks = [], url }: { label: string; text: string; marks?: string[]; url?: string }) {
  const [all, setAll] = useState(false)
  const message = unfence(text)
  const command = url === undefined ? undefined : curl(message, url)
  const long = message.length > SHORT
  const shown = all || !long ? message : message.slice(0, SHORT)
  return (
    <figure className="raw">
      <figcaption className="row spread">
        <span>{label}</span>
        <span className="row tight">
          {command !== undefined && <Copy value={command} label="Copy as curl" />}
          <Copy value={message} label="Copy" />
        </span>
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

function Copy({ value, label }: { value: string; label: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button size="compact-xs" variant="subtle" onClick={copy}>
          {copied ? 'Copied' : label}
        </Button>
      )}
    </CopyButton>
  )
}
