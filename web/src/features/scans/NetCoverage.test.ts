import { expect, it } from 'vitest'
import { checksInWords } from './NetCoverage'

it.each([
  [[], ''],
  [['*'], 'all checks'],
  [['a', 'cve:*'], 'a, known vulnerabilities of its version'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
])('%j', (checks, said) => expect(checksInWords(checks)).toBe(said))
