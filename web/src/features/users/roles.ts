/** The roles, the most powerful first, with what each may do. */
export const ROLES = [
  { value: 'owner', label: 'Owner', may: 'Everything, also ending the organization.' },
  { value: 'admin', label: 'Administrator', may: 'Everything but the organization itself: users, ranges, audit.' },
  { value: 'manager', label: 'Manager', may: 'Targets, scans, schedules, findings and reports.' },
  { value: 'viewer', label: 'Viewer', may: 'Looks at everything, changes nothing.' },
] as const

export function roleName(role: string): string {
  return ROLES.find((one) => one.value === role)?.label ?? role
}

/** Roles that somebody of a role may give: none above one's own. */
export function givable(own: string): { value: string; label: string }[] {
  const at = ROLES.findIndex((one) => one.value === own)
  return at < 0 ? [] : ROLES.slice(at).map(({ value, label }) => ({ value, label }))
}

/** What is wrong with an e-mail address, if anything; the server has the last word. */
export function wrongEmail(text: string): string | undefined {
  if (text.trim() === '') return 'An e-mail address is needed'
  return /^[^\s@]+@[^\s@]+$/.test(text.trim()) ? undefined : 'This is not an e-mail address'
}
