/** What is wrong with a list of ports, if anything; the server has the last word. */
export function wrongPorts(list: string): string | undefined {
  const all = list.split(/[,\s]+/).filter((one) => one !== '')
  if (all.length === 0) return 'At least one port is needed'
  for (const one of all) {
    const found = /^(?:[TU]:)?(\d{1,5})(?:-(\d{1,5}))?$/i.exec(one)
    if (found === null) return `“${one.slice(0, 30)}” is not a port or a range of ports`
    const from = Number(found[1])
    const to = Number(found[2] ?? found[1])
    if (from < 1 || to > 65535 || from > to) return `“${one}” is not within 1 to 65535, from low to high`
  }
  return undefined
}
