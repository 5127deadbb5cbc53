/** Two users of one organization: what one may not do is not offered, and refused when it is asked for all the same. */
import type { Page } from '@playwright/test'
import { places } from './fixtures/pages.ts'
import { expect, open, settled, signIn, test } from './fixtures/test.ts'

test.use({ realm: 'seeded' })

/** Words of everything that changes something. Those of one's own things are not here: they are anybody's. */
const CHANGES = /^(new|add|delete|start|stop|pause|resume|save|scan (now|this|again)|make files|disable|enable|invite|mark|accept|reopen|upload|remove|run|verify ownership|edit|import|reset password)\b/i

/** Buttons and links of the page's content that offer a change. */
async function offers(page: Page): Promise<string[]> {
  const all = await page.locator('main').locator('button:enabled, a[href]').allTextContents()
  return all.map((one) => one.trim()).filter((one) => CHANGES.test(one))
}

/** Fields of forms that take a change. Filters and choices of what is shown are none. */
async function fields(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('main form :is(input, textarea):not([type=hidden])')]
      .filter((one) => !one.disabled && !one.readOnly && one.getAttribute('aria-hidden') !== 'true' && one.closest('[role=search]') === null)
      .map((one) => one.labels?.[0]?.textContent ?? one.name),
  )
}

/** Pages whose only purpose is a change, and one's own. */
const APART = /^(sign-in|palette|keys|menu|profile|audit-event|.*-new|.*-bulk|.*-wizard.*)$/

/** Where the owner's offers are looked at, so that it is known that the words are the right ones. */
const OWNED = new Set(['net-targets', 'net-target', 'net-scans', 'net-scan', 'net-schedules', 'net-port-lists'])

test('a viewer is offered nothing that a viewer may not do, an owner all of it', async ({ page, stranger, seeded, site, viewer, watched }) => {
  test.setTimeout(600_000)
  watched.allow(/403 \(Forbidden\)/)
  expect(seeded.netScan).not.toBe('')
  await signIn(stranger.context(), site.url, viewer)
  const offered: string[] = []
  const owned: string[] = []
  for (const place of (await places(site.owner)).filter((one) => !APART.test(one.name))) {
    await open(stranger, place.path)
    await place.then?.(stranger)
    await settled(stranger)
    for (const what of [...(await offers(stranger)), ...(await fields(stranger))]) offered.push(`${place.name}: ${what}`)
    if (!OWNED.has(place.name)) continue
    await open(page, place.path)
    owned.push(...(await offers(page)))
  }
  expect(offered).toEqual([])
  // The same words are there for the owner: the look was at the right things.
  for (const word of ['New target', 'New scan', 'New schedule', 'New port list', 'Delete', 'Start', 'Save']) expect(owned).toContainEqual(expect.stringContaining(word))
})

test('a page that a viewer may not see says so, and no link leads there', async ({ stranger: page, site, viewer, watched }) => {
  watched.allow(/403 \(Forbidden\)/)
  await signIn(page.context(), site.url, viewer)
  await open(page, '/audit')
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/not allow|permission/i)
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit' })).toHaveCount(0)
})

test('the palette offers a viewer no actions', async ({ stranger: page, site, viewer }) => {
  await signIn(page.context(), site.url, viewer)
  await open(page, '/')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('listbox', { name: 'Pages and actions' })
  await expect(palette.getByRole('option', { name: /Dashboard/ })).toBeVisible()
  await expect(palette.getByRole('option', { name: /Action$/ })).toHaveCount(0)
})

test('the API refuses a viewer with the session of the page', async ({ stranger: page, seeded, site, viewer, watched }) => {
  watched.allow(/403 \(Forbidden\)/)
  const { csrf_token: token } = await signIn(page.context(), site.url, viewer)
  await open(page, '/')
  const { netTarget, netScan, netReport, schedule, webTarget, webScan } = seeded
  const attempts: [string, string, unknown?][] = [
    ['POST', '/v2/targets', { target: { name: 'of a viewer', hosts: '127.0.0.1' } }],
    ['PUT', `/v2/targets/${netTarget}`, { target: { name: 'of a viewer' } }],
    ['DELETE', `/v2/targets/${netTarget}`],
    ['POST', '/v2/scans', { scan: { name: 'of a viewer', target_id: netTarget, profile_id: 'quick' } }],
    ['POST', `/v2/scans/${netScan}/start`],
    ['DELETE', `/v2/scans/${netScan}`],
    ['PUT', `/v2/schedules/${schedule}`, { schedule: { enabled: false } }],
    ['DELETE', `/v2/schedules/${schedule}`],
    ['POST', '/v2/port_lists', { port_list: { name: 'of a viewer', ports: '1' } }],
    ['POST', `/v2/reports/${netReport}/generate`, { formats: ['pdf'] }],
    ['DELETE', `/v2/reports/${netReport}`],
    ['POST', '/targets/', { site: { name: 'of a viewer', url: 'http://127.0.0.1/' } }],
    ['PATCH', `/targets/${webTarget}/`, { site: { name: 'of a viewer' } }],
    ['DELETE', `/targets/${webTarget}/`],
    ['POST', `/targets/${webTarget}/scan_now/`, { scan_profile: 'lightning' }],
    ['POST', `/targets/${webTarget}/scans/${webScan}/cancel/`],
    ['PATCH', `/targets/${webTarget}/findings/1/`, { state: 'invalid' }],
    ['PATCH', '/account/', { x_allowed_ranges: ['0.0.0.0/0'] }],
  ]
  const got = await page.evaluate(
    ([all, csrf]) =>
      Promise.all(
        all.map(async ([method, path, body]) => {
          const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }
          const answer = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) })
          return `${method} ${path} ${answer.status}`
        }),
      ),
    [attempts, token] as const,
  )
  expect(got).toEqual(attempts.map(([method, path]) => `${method} ${path} 403`))
  // The same session may look.
  const read = await page.evaluate(() => fetch('/v2/targets').then((answer) => answer.status))
  expect(read).toBe(200)
})
