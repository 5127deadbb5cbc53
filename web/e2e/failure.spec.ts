/** A server that fails, stops or is out of reach: the page says so in words, keeps what it has, and goes on when it can. */
import { arrived, expect, menu, open, SCAN, settled, signIn, startSite, test } from './fixtures/test.ts'
import { OWNER } from './fixtures/server.ts'

const AWAY = /The server cannot be reached|The server does not answer/

test('a server that was killed is said to be away, and is used again when it is back', async ({ browser, watched }) => {
  watched.allow(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_NETWORK|50[23] \(/)
  const site = await startSite()
  try {
    await site.owner.netTarget('Harbour office', '127.0.0.1')
    const context = await browser.newContext({ baseURL: site.url })
    await watched.attach(context)
    await signIn(context, site.url, OWNER)
    const page = await context.newPage()
    await open(page, '/net/targets')
    await expect(page.getByRole('table', { name: 'targets' })).toContainText('Harbour office')
    // Pages come in pieces that are loaded when they are first opened: this one has been.
    await open(page, '/net/scans')
    await page.goBack()
    await arrived(page, 'Network targets')

    await site.server.stop('SIGKILL')
    await menu(page, 'Scans').click()
    const alerts = page.getByRole('main').getByRole('alert')
    await expect(alerts.first()).toContainText(AWAY, { timeout: SCAN })

    await site.server.begin()
    // By itself, in its time, or at once when one asks for it.
    await page.getByRole('button', { name: 'Try again' }).first().click({ timeout: 5000 }).catch(() => undefined)
    await expect(alerts).toHaveCount(0, { timeout: SCAN })
    await settled(page)
    // Still signed in: sessions outlive the process.
    await menu(page, 'Targets').click()
    await arrived(page, 'Network targets')
    await expect(page.getByRole('table', { name: 'targets' })).toContainText('Harbour office')
    await context.close()
  } finally {
    await site.stop()
  }
})

test('an answer that says the server failed is shown with what finds it in the log', async ({ page, site, watched }) => {
  watched.allow(/500 \(Internal Server Error\)/)
  await site.owner.netTarget('Of a failing server', '127.0.0.1')
  const broken = /\/v2\/targets\?/
  const answer = { status: 500, headers: { 'x-request-id': 'a1b2c3' }, json: { status: 500, status_text: 'Internal Server Error', errors: [{ code: 'internal', detail: '' }] } }
  await page.route(broken, (route) => route.fulfill(answer))
  await open(page, '/net/targets')
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('This did not work')
  await expect(alert).toContainText('a1b2c3')
  await page.unroute(broken)
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('table', { name: 'targets' })).toContainText('Of a failing server')
  await expect(alert).toHaveCount(0)
})

test('answers that are no JSON, or cut off, are failures in words and no crash', async ({ page, watched }) => {
  watched.allow(/502 \(Bad Gateway\)|ERR_/)
  const broken = /\/v2\/(targets|schedules)\?/
  await page.route(broken, (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1><script>window.owned=1</script>' }))
  await open(page, '/net/schedules')
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: 'This did not work' })
  await expect(alert).toContainText('The server does not answer', { timeout: SCAN })
  expect(await page.evaluate(() => (window as unknown as { owned?: unknown }).owned)).toBeUndefined()
  await page.unroute(broken)
  await page.route(broken, (route) => route.abort('connectionreset'))
  await open(page, '/net/targets')
  await expect(alert).toContainText(AWAY, { timeout: SCAN })
})

test('without a network a change is refused in words, nothing is lost, and it can be made again', async ({ page, context, site, watched }) => {
  watched.allow(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK/)
  await open(page, '/net/targets/new')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Made on a train')
  await page.getByRole('textbox', { name: 'Hosts', exact: true }).fill('127.0.0.1')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Add target' }).click()
  await expect(page.locator('main form').getByRole('alert')).toContainText(AWAY)
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Made on a train')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Add target' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Made on a train')
  const made = await site.owner.must('GET', '/v2/targets?q[name]=Made*')
  expect(made.data).toHaveLength(1)
})

test('a server that takes its time shows that something is coming', async ({ page }) => {
  let release = (): void => undefined
  const held = new Promise<void>((done) => (release = done))
  await page.route(/\/v2\/targets\?/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/app/net/targets')
  await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible()
  release()
  await settled(page)
})

test('the navigation stands still while the rest of the page comes', async ({ page }) => {
  let release = (): void => undefined
  const held = new Promise<void>((done) => (release = done))
  await page.route(/\/v2\/user\/products/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/app/')
  // Not drawn yet, or where it stays: a link that moves while the mouse is pressed on it is not followed.
  const early = await menu(page, 'Targets').boundingBox({ timeout: 2000 }).catch(() => null)
  release()
  await arrived(page, 'Dashboard')
  const late = await menu(page, 'Targets').boundingBox()
  expect(late).not.toBeNull()
  if (early !== null) expect(late).toEqual(early)
})
