/**
 * The server's side of the session, for development: what `/app/session` will do once the binary serves the interface.
 * Tokens stay in this process; the browser only ever holds an HttpOnly cookie and a CSRF token, as in the product.
 */
import { randomBytes } from 'node:crypto'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Connect, Plugin } from 'vite'

interface Held {
  token: string
  csrf: string
  user: unknown
}

const COOKIE = 'watchpost_session'
const sessions = new Map<string, Held>()

/** Adds `/app/session` and passes everything outside `/app/` on to the server, signed in. */
export function devSession(server: string): Plugin {
  const handle: Connect.NextHandleFunction = (req, res, next) => {
    const path = (req.url ?? '/').split('?')[0] ?? '/'
    if (path === '/app/session') void session(server, req, res)
    else if (path === '/app' || path.startsWith('/app/') || path === '/') next()
    else pass(server, req, res)
  }
  return {
    name: 'watchpost-dev-session',
    configureServer: (vite) => void vite.middlewares.use(handle),
    configurePreviewServer: (vite) => void vite.middlewares.use(handle),
  }
}

function held(req: IncomingMessage): [string, Held] | undefined {
  const id = new RegExp(`(?:^|; )${COOKIE}=([0-9a-f]+)`).exec(req.headers.cookie ?? '')?.[1]
  const found = id === undefined ? undefined : sessions.get(id)
  return id !== undefined && found !== undefined ? [id, found] : undefined
}

function json(res: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers })
  res.end(status === 204 ? undefined : JSON.stringify(body))
}

async function session(server: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const present = held(req)
  if (req.method === 'POST') return signIn(server, req, res)
  if (present === undefined) return json(res, 401, { detail: 'not signed in' })
  const [id, mine] = present
  if (req.method === 'DELETE') {
    if (req.headers['x-csrf-token'] !== mine.csrf) return json(res, 403, { detail: 'csrf token missing or wrong' })
    sessions.delete(id)
    const gone = `${COOKIE}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0`
    return json(res, 204, null, { 'Set-Cookie': gone })
  }
  const alive = await fetch(`${server}/v2/user/me`, { headers: { Authorization: `Bearer ${mine.token}` } }).catch(() => undefined)
  if (alive === undefined) return json(res, 502, { detail: 'the server does not answer' })
  if (!alive.ok) {
    sessions.delete(id)
    return json(res, 401, { detail: 'the session has ended' })
  }
  json(res, 200, { csrf_token: mine.csrf, user: mine.user })
}

async function signIn(server: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  const asked = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { email?: string; password?: string }
  const answer = await fetch(`${server}/v2/auth/sign_in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: asked.email, password: asked.password }),
  }).catch(() => undefined)
  if (answer === undefined) return json(res, 502, { detail: 'the server does not answer' })
  const body = (await answer.json()) as { token: string; user: unknown }
  if (!answer.ok) return json(res, answer.status, body)
  const id = randomBytes(32).toString('hex')
  const csrf = randomBytes(32).toString('hex')
  sessions.set(id, { token: body.token, csrf, user: body.user })
  const cookie = `${COOKIE}=${id}; HttpOnly; SameSite=Strict; Path=/`
  json(res, 200, { csrf_token: csrf, user: body.user }, { 'Set-Cookie': cookie })
}

function pass(server: string, req: IncomingMessage, res: ServerResponse): void {
  const mine = held(req)?.[1]
  const changes = !['GET', 'HEAD', 'OPTIONS'].includes(req.method ?? 'GET')
  if (mine !== undefined && changes && req.headers['x-csrf-token'] !== mine.csrf) {
    return json(res, 403, { detail: 'csrf token missing or wrong' })
  }
  const { cookie: _, host: __, ...headers } = req.headers
  if (mine !== undefined) headers.authorization = `Bearer ${mine.token}`
  const onward = httpRequest(new URL(req.url ?? '/', server), { method: req.method, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
  })
  onward.on('error', () => json(res, 502, { detail: 'the server does not answer' }))
  req.pipe(onward)
}
