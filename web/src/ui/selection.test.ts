import { expect, it } from 'vitest'
import { toggled } from './selection'

const key = (row: string): string => row
const map = (...rows: string[]): Map<string, string> => new Map(rows.map((row) => [row, row]))

it.each([
  [map(), 'a', [], ['a']],
  [map('a', 'b'), 'a', [], ['b']],
  [map('a'), 'd', ['b', 'c'], ['a', 'b', 'c', 'd']],
  [map('a', 'b', 'c'), 'c', ['b'], ['a']],
])('%j and %s with the range %j', (picked, row, range, expected) => {
  expect([...toggled(picked, key, row, range).keys()]).toEqual(expected)
})
