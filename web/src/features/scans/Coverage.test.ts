import { expect, it } from 'vitest'
import { withoutHost } from './Coverage'

it.each([
  ['http://a:1/b?c', 'http://a:1/', '/b?c'],
  ['http://a:12/b', 'http://a:1/x', 'http://a:12/b'],
  ['http://b/', 'nonsense', 'http://b/'],
])('%s on %s is %s', (url, site, shown) => expect(withoutHost(url, site)).toBe(shown))
