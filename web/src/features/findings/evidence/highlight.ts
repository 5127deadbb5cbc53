/**
 * Splits raw HTTP messages into pieces to be coloured. It only ever cuts text: what a scanned site sent is shown as
 * text nodes and never becomes markup.
 */
export type Tone = 'start' | 'name' | 'value' | 'body' | 'mark' | 'control'

export interface Piece {
  text: string
  tone: Tone
}

/** The message inside a fenced block as the API writes it, or the text as it is. */
export function unfence(text: string): string {
  const found = /^```\w*\r?\n([\s\S]*?)\r?\n?```\s*$/.exec(text)
  return found?.[1] ?? text
}

/** Characters that are not seen, or that turn the direction of what stands behind them: evidence could pretend with them. */
const UNSEEN = /([\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF])/

/** Names such characters instead of showing them. */
function reveal(piece: Piece): Piece[] {
  return piece.text
    .split(UNSEEN)
    .filter((text) => text !== '')
    .map((text) => (UNSEEN.test(text) ? { text: `‹U+${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`, tone: 'control' as const } : { ...piece, text }))
}

/** Pieces of an HTTP message: start line, header names and values, body. */
export function pieces(message: string, marks: string[] = []): Piece[] {
  const lines = message.split(/(?<=\n)/)
  const result: Piece[] = []
  let head = /^(?:HTTP\/\d|[A-Z]{2,10} \S)/.test(message)
  lines.forEach((line, index) => {
    const header = head && index > 0 ? /^([!#$%&'*+.^_`|~0-9A-Za-z-]+:)([\s\S]*)$/.exec(line) : null
    if (head && index === 0) result.push({ text: line, tone: 'start' })
    else if (header !== null) result.push({ text: header[1] ?? '', tone: 'name' }, { text: header[2] ?? '', tone: 'value' })
    else {
      if (line.trim() === '') head = false
      result.push({ text: line, tone: 'body' })
    }
  })
  const sought = marks.filter((mark) => mark.length >= 3)
  const marked = sought.length === 0 ? result : result.flatMap((piece) => mark(piece, sought))
  return marked.flatMap(reveal)
}

function mark(piece: Piece, marks: string[]): Piece[] {
  const first = marks
    .map((text) => ({ text, at: piece.text.indexOf(text) }))
    .filter((found) => found.at >= 0)
    .sort((a, b) => a.at - b.at)[0]
  if (first === undefined) return [piece]
  const rest = { ...piece, text: piece.text.slice(first.at + first.text.length) }
  return [
    { ...piece, text: piece.text.slice(0, first.at) },
    { text: first.text, tone: 'mark' as const },
    ...mark(rest, marks),
  ].filter((one) => one.text !== '')
}

/** The ways in which a value that was sent may stand in a message. */
export function forms(value: string): string[] {
  if (value === '') return []
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  return [...new Set([value, encodeURIComponent(value).replaceAll("'", '%27'), encodeURIComponent(value), html, html.replaceAll("'", '&#39;')])]
}
