/**
 * A picture of every page of a demo, light and dark, on a desktop and on a phone, and what is plainly wrong with it.
 * `SHOTS_DIR` says where to (a folder for temporary files unless it does), `SHOTS_ONLY=net-scan,dashboard` takes some,
 * `SHOTS_URL` with `WATCHPOST_EMAIL` and `WATCHPOST_PASSWORD` those of a server that runs already.
 */
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { Api } from './fixtures/api.ts'
import { places, type Place } from './fixtures/pages.ts'
import { OWNER, Server, type Account } from './fixtures/server.ts'
import { settled, signIn, still } from './fixtures/test.ts'
import { Watch } from './fixtures/watch.ts'

const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const folder = process.env.SHOTS_DIR ?? join(tmpdir(), 'watchpost-shots')
const only = process.env.SHOTS_ONLY?.split(',')

interface Demo {
  url: string
  account: Account
  stop: () => Promise<void>
}

/** A server that runs already, or a demo of our own. */
async function demo(): Promise<Demo> {
  const { SHOTS_URL: url, WATCHPOST_EMAIL: email, WATCHPOST_PASSWORD: password } = process.env
  if (url !== undefined) return { url, account: { email: email ?? OWNER.email, password: password ?? OWNER.password }, stop: async () => undefined }
  const server = await Server.start(['--demo'])
  return { url: server.url, account: OWNER, stop: () => server.remove() }
}

/** Waits until scans have found something of both kinds, and the first ones are over. */
async function lively(api: Api): Promise<void> {
  const ended = async (): Promise<boolean> => {
    const net = (await api.must('GET', '/v2/scans?per_page=100')).data as { attributes: { status: string } }[]
    const web = (await api.must('GET', '/scans/?length=100')).results as { status: string }[]
    const over = (all: string[]): boolean => all.some((one) => one === 'completed') && all.every((one) => !['queued', 'started'].includes(one))
    return over(net.map((one) => one.attributes.status)) && over(web.map((one) => one.status))
  }
  await expect.poll(ended, { timeout: 400_000, intervals: [1000] }).toBe(true)
}

/** What anybody would see at a glance. */
function faults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const main = document.querySelector('main')
    if (document.documentElement.scrollWidth > innerWidth + 1) found.push('the page scrolls sideways')
    if (main !== null && main.scrollWidth > main.clientWidth + 1) found.push('the content scrolls sideways')
    if (document.querySelectorAll('h1').length !== 1) found.push('not exactly one first heading')
    for (const alert of document.querySelectorAll('[role=alert]')) found.push(`an error is shown: ${alert.textContent}`)
    return found
  })
}

async function shoot(page: Page, place: Place): Promise<string[]> {
  const found: string[] = []
  for (const [size, viewport] of Object.entries(SIZES)) {
    if (place.narrow === true && size !== 'phone') continue
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(`/app${place.path}`)
    await settled(page)
    await place.then?.(page)
    await settled(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
      await still(page)
      await page.screenshot({ path: join(folder, `${place.name}-${size}-${colorScheme}.png`), animations: 'disabled' })
    }
    found.push(...(await faults(page)).map((fault) => `${place.name}, ${size}: ${fault}`))
  }
  return found
}

test('pictures of every page', async ({ browser }) => {
  const { url, account, stop } = await demo()
  try {
    await mkdir(folder, { recursive: true })
    const api = await Api.signIn(url, account)
    await lively(api)
    const watched = new Watch()
    const [inside, outside] = [await browser.newContext({ baseURL: url }), await browser.newContext({ baseURL: url })]
    for (const context of [inside, outside]) await watched.attach(context)
    await signIn(inside, url, account)
    const [page, stranger] = [await inside.newPage(), await outside.newPage()]
    const found: string[] = []
    for (const place of await places(api)) {
      if (only !== undefined && !only.some((part) => place.name.includes(part))) continue
      found.push(...(await shoot(place.open === true ? stranger : page, place)))
    }
    console.log(`pictures are in ${folder}`)
    expect([...found, ...watched.problems].join('\n')).toBe('')
  } finally {
    await stop()
  }
})
