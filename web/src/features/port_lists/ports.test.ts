import { expect, it } from 'vitest'
import { wrongPorts } from './ports'

it.each([
  ['22,80-90, U:53', true],
  ['T:1-65535', true],
  ['', false],
  ['0', false],
  ['90-80', false],
  ['70000', false],
  ['http', false],
])('%j', (list, fine) => {
  expect(wrongPorts(list) === undefined).toBe(fine)
})
