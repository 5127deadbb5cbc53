/** Rows of a CSV text as objects by the names in its first line. */
export function readCsv(text: string): Record<string, string>[] {
  const [head = [], ...rows] = cells(text)
  return rows.filter((row) => row.length > 1).map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])))
}

function cells(text: string): string[][] {
  const rows: string[][] = [[]]
  const pattern = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/y
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text)
    if (found === null) break
    const raw = found[1] ?? ''
    const cell = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw
    rows.at(-1)?.push(cell)
    if (found[2] !== ',' && pattern.lastIndex < text.length) rows.push([])
  }
  return rows
}
