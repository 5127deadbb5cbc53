import { expect, it } from 'vitest'
import { wrongHosts } from './hosts'

it.each(['10.0.0.1', '10.0.0.0/24, db.internal', '10.0.0.1-10.0.0.9\n10.0.0.1-20', '2001:db8::1, 2001:db8::/64', 'my-host'])('accepts %s', (list) => {
  expect(wrongHosts(list, true)).toBeUndefined()
})

it.each(['', ' , ', '10.0.0.256', '10.0.0.0/33', 'a b', '10.0.0', 'http://x/', '10.0.0.1-300', '-x'])('refuses %j', (list) => {
  expect(wrongHosts(list, true)).toBeDefined()
})
