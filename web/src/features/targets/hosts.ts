/** What may stand in a network target's list of hosts, checked as one types; the server has the last word. */
const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/
const NAME = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?$/i

function isV4(text: string): boolean {
  const parts = V4.exec(text)
  return parts !== null && parts.slice(1).every((part) => Number(part) <= 255)
}

function isV6(text: string): boolean {
  return text.includes(':') && /^[0-9a-f:.]+$/i.test(text) && URL.canParse(`http://[${text}]/`)
}

function isEntry(text: string): boolean {
  const [base = '', bits, ...more] = text.split('/')
  if (bits !== undefined) {
    const most = isV4(base) ? 32 : isV6(base) ? 128 : -1
    return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most
  }
  const range = /^([^-]+)-([^-]+)$/.exec(text)
  if (range !== null && isV4(range[1] ?? '')) {
    const end = range[2] ?? ''
    return isV4(end) || (/^\d{1,3}$/.test(end) && Number(end) <= 255)
  }
  if (range !== null && isV6(range[1] ?? '')) return isV6(range[2] ?? '')
  if (/^[\d.]+$/.test(text)) return isV4(text)
  return isV6(text) || NAME.test(text)
}

/** The entries of a list that is separated by commas or lines. */
export function entries(list: string): string[] {
  return list
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** What is wrong with a list of hosts, if anything. */
export function wrongHosts(list: string, needed: boolean): string | undefined {
  const all = entries(list)
  if (all.length === 0) return needed ? 'At least one address, range or name is needed' : undefined
  const bad = all.find((one) => !isEntry(one))
  return bad === undefined ? undefined : `“${bad.slice(0, 60)}” is not an address, network, range or host name`
}
