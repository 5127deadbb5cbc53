import { expect, it } from 'vitest'
import { givable, wrongEmail } from './roles'

it.each([
  ['owner', 4],
  ['admin', 3],
  ['viewer', 1],
  ['unheard of', 0],
])('%s may give %d roles', (own, number) => expect(givable(own)).toHaveLength(number))

it.each([
  ['a@b', true],
  ['admin@localhost', true],
  ['', false],
  ['a b@c', false],
  ['a@', false],
])('%j', (text, fine) => expect(wrongEmail(text) === undefined).toBe(fine))
