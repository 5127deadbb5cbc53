import { ApiError, readError } from './errors'
import { setReachable } from './reach'
import type { paths as DastPaths } from './dast.gen'
import type { paths as V2Paths } from './v2.gen'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
type Operation<P, K extends keyof P, M extends Method> = M extends keyof P[K] ? P[K][M] : never
/** The paths of a document that offer a method. */
export type PathOf<P, M extends Method> = {
  [K in keyof P]: P[K] extends Record<M, { responses: unknown }> ? K : never
}[keyof P] &
  string

type Params<O, W extends 'path' | 'query'> = O extends { parameters: infer A }
  ? W extends keyof A
    ? NonNullable<A[W]>
    : Record<never, never>
  : Record<never, never>
type Body<O> = O extends { requestBody?: infer B }
  ? NonNullable<B> extends { content: { 'application/json': infer J } }
    ? J
    : never
  : never
type Ok<O> = O extends { responses: infer R } ? R[keyof R & (200 | 201 | 202)] : never
/** What an operation answers with when it succeeds. */
export type Reply<O> = Ok<O> extends { content: { 'application/json': infer J } } ? J : undefined

/** Query values: several of one key are alternatives; empty ones are left out. */
export type QueryValue = string | number | boolean | readonly (string | number)[] | null | undefined

export interface Options<O> {
  path?: { [K in keyof Params<O, 'path'>]: string | number }
  query?: { [K in keyof Params<O, 'query'>]?: QueryValue }
  body?: Body<O>
  signal?: AbortSignal | undefined
}

/** The token that shows that a changing request comes from this page; held in memory only. */
let csrf: string | undefined
/** What to do when the server says that the session is over. */
let ended: () => void = () => undefined

/** Whether the server ended the session, rather than the person. */
let over = false

export function setCsrf(token: string | undefined): void {
  csrf = token
  if (token !== undefined) over = false
}

export function sessionIsOver(): boolean {
  return over
}

export function onSessionEnd(action: () => void): void {
  ended = action
}

/** Writes path parameters and the query into an address. */
export function address(template: string, path: object = {}, query: object = {}): string {
  const values = path as Record<string, string | number>
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query as Record<string, QueryValue>)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
    }
  }
  const text = search.toString()
  return text === '' ? filled : `${filled}?${text}`
}

/** Sends a request with the session's cookie; every answer but a success becomes an `ApiError`. */
export async function send(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  const form = body instanceof FormData
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json'
  if (method !== 'GET' && csrf !== undefined) headers['X-CSRF-Token'] = csrf
  const content = body === undefined ? null : form ? body : JSON.stringify(body)
  let answer: Response
  try {
    answer = await fetch(url, { method, headers, body: content, signal: signal ?? null, credentials: 'same-origin' })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    setReachable(false)
    throw new ApiError(0, 'The server cannot be reached. Is it running, and is the network up?')
  }
  setReachable(![502, 504].includes(answer.status))
  if (answer.ok) return answer
  const error = await readError(answer)
  if (answer.status === 401 && !url.startsWith('/app/session')) {
    over = true
    ended()
  }
  throw error
}

function dialect<P>() {
  async function call<M extends Method, K extends PathOf<P, M>>(
    method: M,
    path: K,
    options: Options<Operation<P, K, M>> = {},
  ): Promise<Reply<Operation<P, K, M>>> {
    const url = address(path, options.path, options.query)
    const answer = await send(method.toUpperCase(), url, options.body, options.signal)
    const json = answer.headers.get('content-type')?.includes('json') === true && answer.status !== 204
    return (json ? await answer.json() : undefined) as Reply<Operation<P, K, M>>
  }
  return {
    get: <K extends PathOf<P, 'get'>>(path: K, options?: Options<Operation<P, K, 'get'>>) => call('get', path, options),
    post: <K extends PathOf<P, 'post'>>(path: K, options?: Options<Operation<P, K, 'post'>>) =>
      call('post', path, options),
    put: <K extends PathOf<P, 'put'>>(path: K, options?: Options<Operation<P, K, 'put'>>) => call('put', path, options),
    patch: <K extends PathOf<P, 'patch'>>(path: K, options?: Options<Operation<P, K, 'patch'>>) =>
      call('patch', path, options),
    delete: <K extends PathOf<P, 'delete'>>(path: K, options?: Options<Operation<P, K, 'delete'>>) =>
      call('delete', path, options),
  }
}

/** The network scanning API. */
export const v2 = dialect<V2Paths>()
/** The API for web applications. */
export const dast = dialect<DastPaths>()
