import { expect, it } from 'vitest'
import { partBody, partInWords, partOf } from './nowPart'

const whole = partOf({ incremental: false, reduced_scope: false })
const given = { ...whole, reduced_scope: true, scopes: ['/shop/*', 'https://other.test/a'] }

it.each([
  [whole, { incremental: false, reduced_scope: false }],
  [{ ...whole, incremental: true }, { incremental: true, reduced_scope: false }],
  [{ ...given, scopes: [] }, { incremental: false, reduced_scope: true }],
  [given, { incremental: false, reduced_scope: true, reduced_scopes: [{ url: 'https://shop.test/shop/*' }, { url: 'https://other.test/a' }] }],
  // Typed, and then thought better of.
  [{ ...given, reduced_scope: false }, { incremental: false, reduced_scope: false }],
])('%j is sent as %j', (part, body) => expect(partBody(part, 'https://shop.test/')).toEqual(body))

it.each([
  [whole, undefined],
  [{ ...whole, incremental: true }, 'Only new and changed'],
  [{ ...given, scopes: [] }, 'Only given addresses'],
  [{ ...given, incremental: true }, 'Only new and changed; of these only /shop/*, https://other.test/a'],
])('%j is said as %s', (part, said) => expect(partInWords(part)).toBe(said))
