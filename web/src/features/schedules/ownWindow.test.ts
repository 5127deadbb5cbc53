import { expect, it } from 'vitest'
import { ownBody, ownOf } from './ownWindow'

const window = { begin: '22:00', cease: '06:00', weekdays: [1, 2], timezone: 'UTC' }

it.each([
  ['one in use stays', { ...window, enabled: true }, {}, { ...window, enabled: true }],
  ['one in use is given up', { ...window, enabled: true }, { enabled: false }, null],
  ['one that is not in use is kept', { ...window, enabled: false }, {}, { ...window, enabled: false }],
  ['one that is not in use is used', { ...window, enabled: false }, { enabled: true }, { ...window, enabled: true }],
  ['there was none', null, {}, null],
  ['there was none', null, { ...window, enabled: true }, { ...window, enabled: true }],
])('%s: %j with %j is sent as %j', (_, said, change, body) => expect(ownBody({ ...ownOf(said), ...change })).toEqual(body))
