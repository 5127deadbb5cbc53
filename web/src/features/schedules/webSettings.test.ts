import { expect, it } from 'vitest'
import { settingsBody, settingsOf, TARGETS_OWN } from './webSettings'

const own = { override: true, profile: 'lightning', incremental: true, reduced_scope: false }

it.each([
  [TARGETS_OWN, { override_target_settings: false, scan_profile: null, partial_scan: false, incremental: false, reduced_scope: false }],
  [own, { override_target_settings: true, scan_profile: 'lightning', partial_scan: true, incremental: true, reduced_scope: false }],
  [{ ...own, override: false }, { override_target_settings: false, scan_profile: null, partial_scan: false, incremental: false, reduced_scope: false }],
  [{ ...own, profile: '', incremental: false }, { override_target_settings: true, scan_profile: null, partial_scan: false, incremental: false, reduced_scope: false }],
])('%j is sent as %j', (settings, body) => expect(settingsBody(settings)).toEqual(body))

const said = { override_target_settings: true, partial_scan: true, incremental: true, reduced_scope: true, scan_profile: null }

it.each([
  [said, { override: true, profile: '', incremental: true, reduced_scope: true }],
  [{ ...said, partial_scan: false, scan_profile: 'normal' }, { override: true, profile: 'normal', incremental: false, reduced_scope: false }],
  [{ ...said, override_target_settings: false }, { override: false, profile: '', incremental: false, reduced_scope: false }],
])('%j is shown as %j', (row, settings) => expect(settingsOf(row)).toEqual(settings))
