/** Pages of others that one opens while signed in can neither change nor read anything. */
import type { BrowserContext, Page } from '@playwright/test'
import { serveHttp } from './fixtures/hostile.ts'
import { expect, open, test, type Site } from './fixtures/test.ts'

/** What an attacker would like to send: a form can send these without asking first. */
const FORMS: { path: string; type: string; name: string; value: string }[] = [
  { path: '/v2/targets', type: 'text/plain', name: '{"target":{"name":"forged","hosts":"127.0.0.1","comment":"', value: '"}}' },
  { path: '/v2/targets', type: 'application/x-www-form-urlencoded', name: 'target[name]', value: 'forged' },
  { path: '/targets/', type: 'application/x-www-form-urlencoded', name: 'url', value: 'http://127.0.0.1/forged' },
  { path: '/targets/', type: 'multipart/form-data', name: 'url', value: 'http://127.0.0.1/forged' },
  { path: '/labels/', type: 'application/x-www-form-urlencoded', name: 'name', value: 'forged' },
  { path: '/labels/', type: 'multipart/form-data', name: 'name', value: 'forged' },
  { path: '/keys/', type: 'application/x-www-form-urlencoded', name: 'name', value: 'forged' },
]

/** What it would like to send by script, whose answers it never gets to read. */
const SCRIPTS: { method: string; path: string; type: string; body: string | null }[] = [
  { method: 'POST', path: '/v2/targets', type: 'text/plain', body: '{"target":{"name":"forged","hosts":"127.0.0.1"}}' },
  { method: 'POST', path: '/v2/targets', type: 'application/json', body: '{"target":{"name":"forged","hosts":"127.0.0.1"}}' },
  { method: 'POST', path: '/labels/', type: 'application/json', body: '{"name":"forged"}' },
  { method: 'PUT', path: '/v2/user/generate_access_token', type: 'text/plain', body: '' },
  { method: 'DELETE', path: '/app/session', type: 'text/plain', body: null },
  { method: 'POST', path: '/app/session', type: 'text/plain', body: '{"email":"attacker@watchpost.test","password":"of the attacker"}' },
]

/** What the organization has, as far as the attacks above could change it. */
async function state(site: Site): Promise<unknown> {
  const targets = (await site.owner.must('GET', '/v2/targets?per_page=100')).data.map((one: { attributes: { name: string } }) => one.attributes.name)
  const web = (await site.owner.must('GET', '/targets/?length=100')).results.map((one: { name: string }) => one.name)
  const labels = (await site.owner.must('GET', '/labels/')).results.map((one: { name: string }) => one.name)
  const keys = (await site.owner.must('GET', '/keys/')).results.map((one: { name: string }) => one.name)
  return { targets, web, labels, keys }
}

async function cookies(context: BrowserContext): Promise<string[]> {
  return (await context.cookies()).map((one) => one.value)
}

/** Sends a form from the attacker's page, unseen in a frame, and waits for the answer. */
async function submit(page: Page, to: string, form: (typeof FORMS)[number]): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url() === to + form.path),
    page.evaluate(
      ([action, type, name, value]) => {
        const frame = document.createElement('iframe')
        frame.name = `frame${document.querySelectorAll('iframe').length}`
        const made = document.createElement('form')
        Object.assign(made, { method: 'post', action, enctype: type, target: frame.name })
        const input = document.createElement('input')
        Object.assign(input, { name, value })
        made.append(input)
        document.body.append(frame, made)
        made.submit()
      },
      [to + form.path, form.type, form.name, form.value] as const,
    ),
  ])
  return answer.status()
}

// Another port of the same host is the same site: the browser does send the cookie there, and only the server can refuse.
// Another name is another site: the browser keeps the cookie to itself.
for (const [kind, name, refusal] of [['another port', '127.0.0.1', 403], ['another site', 'localhost', 401]] as const) {
  test(`a page of ${kind} changes nothing and reads nothing`, async ({ page, context, site, watched }) => {
    watched.allow(/40[0-9] \(|favicon|frame-ancestors|Framing|ERR_BLOCKED_BY_RESPONSE|CORS policy|ERR_FAILED|ERR_HTTP_RESPONSE_CODE_FAILURE/)
    const attacker = await serveHttp('127.0.0.1', (_, response) => response.end('<!doctype html><title>kittens</title><body>kittens'))
    try {
      const from = `http://${name}:${attacker.port}/`
      await open(page, '/')
      const before = await state(site)
      const held = await cookies(context)
      await page.goto(from)
      for (const form of FORMS) {
        const status = await submit(page, site.url, form)
        expect(status, `${form.path} as ${form.type}`).toBe(refusal)
      }
      for (const { method, path, type, body } of SCRIPTS) {
        for (const mode of ['cors', 'no-cors'] as const) {
          const got = await page.evaluate(
            ([url, how]) => fetch(url, how as RequestInit).then((answer) => answer.text(), () => 'refused'),
            [site.url + path, { method, mode, body, credentials: 'include', headers: { 'Content-Type': type } }] as const,
          )
          expect(['refused', ''], `${method} ${path} ${mode}`).toContain(got)
        }
      }
      const read = await page.evaluate((url) => fetch(url, { credentials: 'include' }).then((answer) => answer.text(), () => 'refused'), `${site.url}/v2/user/me`)
      expect(read).toBe('refused')
      expect(await state(site)).toEqual(before)
      expect(await cookies(context)).toEqual(held)
      await open(page, '/net/targets')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Network targets')
    } finally {
      await attacker.stop()
    }
  })
}

test('no other site can put the interface into a frame', async ({ page, site, watched }) => {
  watched.allow(/frame-ancestors|Refused to (frame|display)|Framing|ERR_BLOCKED_BY_RESPONSE/)
  const attacker = await serveHttp('127.0.0.1', (_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(`<!doctype html><title>kittens</title><iframe src="${site.url}/app/" width=800 height=600></iframe>`)
  })
  try {
    await page.goto(attacker.url)
    await expect.poll(() => watched.seen(/frame-ancestors/)).toBe(true)
    expect(await page.frameLocator('iframe').locator('#root').count()).toBe(0)
  } finally {
    await attacker.stop()
  }
})

test('the session is out of reach of scripts', async ({ page, context, watched }) => {
  watched.allow(/403 \(Forbidden\)/)
  await open(page, '/')
  const all = await context.cookies()
  expect(all).toHaveLength(1)
  expect(all[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  expect(await page.evaluate(() => document.cookie)).toBe('')
  const kept = await page.evaluate(() => [...Object.entries(localStorage), ...Object.entries(sessionStorage)].flat().join(' '))
  expect(kept).not.toContain(all[0]?.value ?? '')
  // The session's own page, without the token that only its memory holds.
  const naked = await page.evaluate(() => fetch('/v2/targets', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }).then((answer) => answer.status))
  expect(naked).toBe(403)
  const wrong = await page.evaluate(() => fetch('/v2/targets', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': 'a'.repeat(64) }, body: '{}' }).then((answer) => answer.status))
  expect(wrong).toBe(403)
})
