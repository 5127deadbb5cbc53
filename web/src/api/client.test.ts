import { afterEach, describe, expect, it, vi } from 'vitest'
import { address, onSessionEnd, setCsrf, v2 } from './client'
import { ApiError, explain } from './errors'
import { nextPause } from './live'

afterEach(() => vi.unstubAllGlobals())

describe('addresses', () => {
  it('escapes paths, repeats lists and leaves empty values out', () => {
    const query = { 'q[threat]': ['high', 'low'], page: 2, search: '', none: undefined }
    expect(address('/v2/scans/{id}', { id: 'a/b' }, query)).toBe(
      '/v2/scans/a%2Fb?q%5Bthreat%5D=high&q%5Bthreat%5D=low&page=2',
    )
  })
})

describe('what went wrong, in words', () => {
  it.each([
    ['v2 fields', 422, { errors_map: { name: ['must not be blank'] }, errors: [] }, 'Name: must not be blank.', { name: 'must not be blank' }],
    ['dast fields', 400, { site: { url: ['Enter a valid url.'] } }, 'Url: Enter a valid url.', { 'site.url': 'Enter a valid url.' }],
    ['dast detail', 403, { detail: 'Not allowed.' }, 'Not allowed.', {}],
    ['v2 detail', 422, { errors: [{ detail: 'the scan is running' }], errors_map: {} }, 'The scan is running.', {}],
    ['nothing', 500, undefined, 'The server failed at this. Its log says why.', {}],
  ])('%s', (_, status, body, message, fields) => {
    expect(explain(status, body)).toEqual({ message, fields })
  })
})

describe('requests', () => {
  function answer(status: number, body: unknown): ReturnType<typeof vi.fn> {
    const headers = { 'content-type': 'application/json', 'x-request-id': 'r1' }
    const fetching = vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status, headers })))
    vi.stubGlobal('fetch', fetching)
    return fetching
  }

  it('carry the CSRF token when they change something, and only then', async () => {
    const fetching = answer(200, {})
    setCsrf('secret')
    await v2.get('/v2/user/me')
    await v2.post('/v2/scans/{id}/start', { path: { id: '1' } })
    const sent = fetching.mock.calls.map((call) => (call[1] as RequestInit).headers as Record<string, string>)
    expect(sent.map((headers) => headers['X-CSRF-Token'])).toEqual([undefined, 'secret'])
  })

  it('end the session when the server says that it is over', async () => {
    answer(401, { detail: 'no' })
    const ended = vi.fn()
    onSessionEnd(ended)
    await expect(v2.get('/v2/user/me')).rejects.toMatchObject({ status: 401, requestId: 'r1' })
    expect(ended).toHaveBeenCalledOnce()
  })

  it('say so when there is no server', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))
    await expect(v2.get('/v2/user/me')).rejects.toBeInstanceOf(ApiError)
  })
})

it('looks ever more rarely at what does not change', () => {
  expect([nextPause(1500, false), nextPause(14_000, false), nextPause(15_000, true)]).toEqual([2250, 15_000, 1500])
})
