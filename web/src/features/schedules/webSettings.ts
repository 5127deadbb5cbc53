/** What the scans of a web schedule test, as its forms hold it. */
import type { Web } from '~/api/types'

export interface WebSettings {
  /** Whether the schedule has settings of its own; otherwise those of the target count when a scan starts. */
  override: boolean
  /** A profile; empty is the target's. */
  profile: string
  incremental: boolean
  reduced_scope: boolean
}

export const TARGETS_OWN: WebSettings = { override: false, profile: '', incremental: false, reduced_scope: false }

/** The settings of a scheduled scan, for a form; what the server keeps but does not act on is shown as off. */
export function settingsOf(row: Pick<Web['Scheduled'], 'override_target_settings' | 'partial_scan' | 'incremental' | 'reduced_scope' | 'scan_profile'>): WebSettings {
  const partial = row.override_target_settings && row.partial_scan
  return { override: row.override_target_settings, profile: row.scan_profile ?? '', incremental: partial && row.incremental, reduced_scope: partial && row.reduced_scope }
}

/** Settings in the words of the API. */
export function settingsBody({ override, profile, incremental, reduced_scope }: WebSettings) {
  if (!override) return { override_target_settings: false, scan_profile: null, partial_scan: false, incremental: false, reduced_scope: false }
  return { override_target_settings: true, scan_profile: profile === '' ? null : profile, partial_scan: incremental || reduced_scope, incremental, reduced_scope }
}
