import { expect, it } from 'vitest'
import { CHUNK, REACH, wanted } from './pages'

it.each([
  [0, 0, 0, [0]],
  [0, 20, 1_000_000, [0]],
  [0, 80, 1_000_000, [0, 1]],
  [150, 190, 1_000_000, [1, 2]],
  [240, 260, 250, [2]],
  [REACH - 20, REACH, 1_000_000, [REACH / CHUNK - 1]],
])('rows %d to %d of %d are on the pages %j', (first, last, total, pages) => {
  expect(wanted(first, last, total)).toEqual(pages)
})
