import { describe, expect, it } from 'vitest'
import { netSort, readList, writeList, type ListDefaults } from './listState'

const defaults: ListDefaults = { sort: '-severity', filters: ['threat', 'host'], preset: { threat: ['high'] } }

describe('the state of a list in its address', () => {
  it.each([
    [{}, { page: 1, size: 25, sort: '-severity', filters: { threat: ['high'] } }],
    [{ threat: '', page: '3' }, { page: 3, size: 25, sort: '-severity', filters: {} }],
    [
      { threat: 'high,low', host: 'db', size: '100', sort: 'name' },
      { page: 1, size: 100, sort: 'name', filters: { threat: ['high', 'low'], host: ['db'] } },
    ],
    [{ page: '-1', size: '7', sort: 'a;b', other: 'x' }, { page: 1, size: 25, sort: '-severity', filters: { threat: ['high'] } }],
  ])('reads %j', (search, state) => {
    expect(readList(search as Record<string, string>, defaults)).toEqual(state)
  })

  it.each([{}, { threat: '' }, { threat: 'low', page: '2', size: '50', sort: 'host' }])('writes back %j', (search) => {
    const written = writeList(readList(search as Record<string, string>, defaults), defaults)
    expect(Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))).toEqual(search)
  })

  it('says the order as /v2 does', () => {
    expect([netSort('-severity'), netSort('name')]).toEqual(['severity:desc', 'name:asc'])
  })
})
