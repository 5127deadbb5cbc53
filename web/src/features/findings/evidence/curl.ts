/** Headers that curl writes by itself, or that would only break a repetition. */
const OWN = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding'])

/** A word for a POSIX shell, whatever is in it. */
export function quote(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** A raw HTTP request as a curl command; nothing if it is none. `url` says where the finding is, for scheme and host. */
export function curl(message: string, url: string): string | undefined {
  const [head = '', ...rest] = message.split(/\r?\n\r?\n/)
  const [start = '', ...lines] = head.split(/\r?\n/)
  const found = /^([A-Z]+) (\S+) HTTP\/\d/.exec(start)
  if (found === null) return undefined
  const headers = lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line)).filter((one) => one !== null)
  const host = headers.find((one) => one[1]?.toLowerCase() === 'host')?.[2]
  const base = URL.canParse(url) ? new URL(url) : undefined
  const path = found[2] ?? '/'
  const address = /^https?:\/\//.test(path) ? path : `${base?.protocol ?? 'http:'}//${host ?? base?.host ?? 'localhost'}${path}`
  const body = rest.join('\n\n').replace(/\r?\n$/, '')
  const parts = ['curl -i --path-as-is']
  if (found[1] === 'HEAD') parts.push('-I')
  else if (found[1] !== 'GET' || body !== '') parts.push(`-X ${found[1] ?? 'GET'}`)
  for (const [, name = '', value = ''] of headers) if (!OWN.has(name.toLowerCase())) parts.push(`-H ${quote(`${name}: ${value}`)}`)
  if (body !== '') parts.push(`--data-raw ${quote(body)}`)
  return [...parts, quote(address)].join(' \\\n  ')
}
