import type { IconName } from '~/ui/icons'

/** The two kinds of things that are scanned; the address says which one a page is about. */
export type Side = 'net' | 'web'

export interface NavLink {
  to: string
  label: string
  icon: IconName
  /** The permission without which it is not shown. */
  needs?: string
}

export const SIDES: { value: Side; label: string; icon: IconName }[] = [
  { value: 'net', label: 'Networks', icon: 'network' },
  { value: 'web', label: 'Web & APIs', icon: 'globe' },
]

export const LINKS: Record<Side | 'all' | 'end', NavLink[]> = {
  all: [{ to: '/', label: 'Dashboard', icon: 'dashboard' }],
  net: [
    { to: '/net/targets', label: 'Targets', icon: 'target', needs: 'target.read' },
    { to: '/net/scans', label: 'Scans', icon: 'scan', needs: 'scan.read' },
    { to: '/net/findings', label: 'Findings', icon: 'finding', needs: 'finding.read' },
    { to: '/net/schedules', label: 'Schedules', icon: 'schedule', needs: 'schedule.read' },
    { to: '/net/calendar', label: 'Calendar', icon: 'calendar', needs: 'schedule.read' },
    { to: '/net/occurrences', label: 'Due times', icon: 'ledger', needs: 'schedule.read' },
    { to: '/net/reports', label: 'Reports', icon: 'report', needs: 'report.read' },
    { to: '/net/port_lists', label: 'Port lists', icon: 'ports', needs: 'port_list.read' },
  ],
  web: [
    { to: '/web/targets', label: 'Targets', icon: 'target', needs: 'target.read' },
    { to: '/web/scans', label: 'Scans', icon: 'scan', needs: 'scan.read' },
    { to: '/web/findings', label: 'Findings', icon: 'finding', needs: 'finding.read' },
    { to: '/web/schedules', label: 'Schedules', icon: 'schedule', needs: 'schedule.read' },
    { to: '/web/calendar', label: 'Calendar', icon: 'calendar', needs: 'schedule.read' },
    { to: '/web/occurrences', label: 'Due times', icon: 'ledger', needs: 'schedule.read' },
    { to: '/web/reports', label: 'Reports', icon: 'report', needs: 'report.read' },
  ],
  end: [
    { to: '/blackouts', label: 'Blackout periods', icon: 'blackout', needs: 'schedule.read' },
    { to: '/profiles', label: 'Scan profiles', icon: 'book', needs: 'profile.read' },
    { to: '/audit', label: 'Audit', icon: 'audit', needs: 'audit.read' },
    { to: '/organization', label: 'Organization', icon: 'organization', needs: 'organization.read' },
    { to: '/profile', label: 'My profile', icon: 'profile' },
  ],
}

/** Things to do, for the command palette. */
export const ACTIONS: NavLink[] = [
  { to: '/net/targets/new', label: 'New network target', icon: 'plus', needs: 'target.write' },
  { to: '/web/targets/new', label: 'New web target', icon: 'plus', needs: 'target.write' },
  { to: '/net/scans/new', label: 'New network scan', icon: 'play', needs: 'scan.write' },
  { to: '/web/scans/new', label: 'New web scan', icon: 'play', needs: 'scan.start' },
  { to: '/net/schedules/new', label: 'New schedule', icon: 'schedule', needs: 'schedule.write' },
  { to: '/web/scans/new?when=schedule', label: 'Schedule a web scan', icon: 'schedule', needs: 'schedule.write' },
  { to: '/blackouts?new=window', label: 'New blackout period', icon: 'blackout', needs: 'schedule.write' },
]

/** The side that an address belongs to, or the one used last. */
export function sideOf(path: string): Side | undefined {
  return path.startsWith('/web') ? 'web' : path.startsWith('/net') ? 'net' : undefined
}
