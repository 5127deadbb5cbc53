/** What is wrong with the address of a site, if anything. */
export function wrongUrl(value: string): string | undefined {
  const text = value.trim()
  if (text === '') return 'An address is needed'
  if (!/^https?:\/\//i.test(text)) return 'It begins with http:// or https://'
  if (!URL.canParse(text)) return 'This is not an address'
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return 'Without user name and password: logins are set up afterwards'
  return undefined
}

/** The same, for addresses that need not be there. */
export function wrongOptionalUrl(value: string): string | undefined {
  return value.trim() === '' ? undefined : wrongUrl(value)
}
