import { expect, it } from 'vitest'
import { fitsZone, instantOf, localTime } from './time'

it.each([
  ['2026-07-01T01:30:00Z', 'Europe/Berlin', '2026-07-01T03:30'],
  ['2026-12-01T01:30:00Z', 'Europe/Berlin', '2026-12-01T02:30'],
  ['2026-12-01T23:30:00Z', 'UTC', '2026-12-01T23:30'],
  ['not a time', 'UTC', ''],
])('%s is in %s at %s', (instant, zone, local) => expect(localTime(instant, zone)).toBe(local))

it.each([
  ['2026-07-01T03:30', 'Europe/Berlin', '2026-07-01T01:30:00.000Z'],
  ['2026-12-01T02:30', 'Europe/Berlin', '2026-12-01T01:30:00.000Z'],
  ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ['2026-05-01T00:00', 'Asia/Kathmandu', '2026-04-30T18:15:00.000Z'],
  ['', 'UTC', undefined],
])('%s in %s is %s', (local, zone, instant) => expect(instantOf(local, zone)).toBe(instant))

it.each([
  ['America/New_York', 'new york', true],
  ['America/New_York', 'york am', true],
  ['America/New_York', 'berlin', false],
  ['Asia/Kathmandu', '+05:45', true],
  ['Asia/Kathmandu', 'utc+5', false],
  ['Asia/Kathmandu', 'UTC+05', true],
])('%s by “%s”: %s', (zone, typed, fits) => expect(fitsZone(zone, typed)).toBe(fits))
