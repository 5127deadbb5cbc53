import { expect, it } from 'vitest'
import { readCsv } from './csv'

it('reads quotes, commas and empty cells', () => {
  expect(readCsv('id,url,info\n1,"http://a/?x=1,2",\r\n2,http://b/,"say ""hi"""\n')).toEqual([
    { id: '1', url: 'http://a/?x=1,2', info: '' },
    { id: '2', url: 'http://b/', info: 'say "hi"' },
  ])
})
