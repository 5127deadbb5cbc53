/**
 * What the interface has to reach, as ratios to the limits: below 1.00 is within. Meant for the release build
 * (`WATCHPOST_BIN=../target/release/watchpost npm run bench:ui`) on a machine that does nothing else.
 *   BENCH_ROWS=1000000 (findings of the long list), BENCH_DATABASE=FILE (one that the bench `fill` of `store` made before)
 */
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { Api } from './fixtures/api.ts'
import { run } from './fixtures/process.ts'
import { OWNER, Server, type Account } from './fixtures/server.ts'
import { settled, signIn } from './fixtures/test.ts'

/** Compressed bytes of a first visit. */
const SIZE = 300_000
/** From the first request to a page that answers to keys, ms. */
const INTERACTIVE = 1000
/** One answer of the server, from the page's request to its last byte, ms. */
const ANSWER = 100
const VISITS = 7
const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000)

function print(what: string, value: number, unit: string, limit: number): void {
  console.log(`  ${what.padEnd(46)} ${value.toFixed(unit === 'ms' ? 1 : 0).padStart(9)} ${unit}   ${(value / limit).toFixed(2)} of the limit`)
}

const middle = (all: number[]): number => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN

interface Visit {
  bytes: number
  interactive: number
}

/** A first visit with an empty cache: what it loads, and when the page is drawn and its thread is free. */
async function visit(browser: Browser, url: string, account: Account | undefined): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url })
  if (account !== undefined) await signIn(context, url, account)
  const page = await context.newPage()
  await page.addInitScript(() => {
    const found = { drawn: 0 }
    Object.assign(window, { found })
    const look = (): void => {
      const waiting = document.querySelector('[role=status][aria-label=Loading]')
      if (document.querySelector('h1') === null || waiting !== null) requestAnimationFrame(look)
      else requestIdleCallback(() => (found.drawn = performance.now()))
    }
    requestAnimationFrame(look)
  })
  await page.goto('/app/')
  await page.waitForFunction(() => (window as unknown as { found: { drawn: number } }).found.drawn > 0)
  await settled(page)
  const seen = await page.evaluate(() => {
    const files = performance.getEntries().filter((one): one is PerformanceResourceTiming => 'encodedBodySize' in one && new URL(one.name).pathname.startsWith('/app/'))
    return { bytes: files.reduce((sum, one) => sum + one.encodedBodySize, 0), interactive: (window as unknown as { found: { drawn: number } }).found.drawn }
  })
  await context.close()
  return seen
}

test('first visits', async ({ browser }) => {
  const server = await Server.start()
  try {
    for (const [name, account] of [['sign-in page', undefined], ['dashboard', OWNER]] as const) {
      const visits: Visit[] = []
      for (let left = VISITS; left > 0; left -= 1) visits.push(await visit(browser, server.url, account))
      print(`${name}: first load, compressed`, visits[0]?.bytes ?? NaN, 'B ', SIZE)
      print(`${name}: interactive (middle of ${VISITS})`, middle(visits.map((one) => one.interactive)), 'ms', INTERACTIVE)
    }
  } finally {
    await server.remove()
  }
})

/** A server over many findings. */
async function long(data: string): Promise<Server> {
  const file = join(data, 'watchpost.db')
  const given = process.env.BENCH_DATABASE
  if (given !== undefined) await copyFile(given, file)
  else await run('cargo', ['bench', '-p', 'watchpost-store', '--bench', 'fill', '--', file, String(ROWS)])
  console.log(`  database of ${((await stat(file)).size / 1e6).toFixed(0)} MB`)
  return Server.on(data)
}

/** The times of all answers of the list's operation that something leads to, in ms. */
async function answers(page: Page, act: () => Promise<void>): Promise<number[]> {
  const all: Promise<number>[] = []
  const note = (request: { url: () => string; timing: () => { responseEnd: number } }): void => {
    if (/\/v2\/vulnerabilities\?/.test(request.url())) all.push(Promise.resolve(request.timing().responseEnd))
  }
  page.on('requestfinished', note)
  await act()
  await settled(page)
  await expect(page.locator('tr.ghost')).toHaveCount(0)
  page.off('requestfinished', note)
  return Promise.all(all)
}

/** Scrolls, and waits until the page has drawn what it knows of the rows there. */
const scrollTo = (page: Page, part: number) => (): Promise<void> =>
  page.evaluate(async (to) => {
    const main = document.getElementById('main')
    main?.scrollTo(0, main.scrollHeight * to)
    for (let frames = 3; frames > 0; frames -= 1) await new Promise((done) => requestAnimationFrame(done))
  }, part)

test('a list of many findings', async ({ browser }) => {
  const data = await mkdtemp(join(tmpdir(), 'watchpost-bench-'))
  const server = await long(data)
  try {
    const account = await server.addUser('owner', 'bench')
    const context = await browser.newContext({ baseURL: server.url })
    await (await Api.signIn(server.url, account)).must('PUT', '/v2/user/change_product?product_code=vrms')
    await signIn(context, server.url, account)
    const page = await context.newPage()
    const open = (search: string) => async (): Promise<void> => void (await page.goto(`/app/net/findings${search}`))
    const steps: [string, () => Promise<void>][] = [
      ['opened', open('')],
      ...[0.1, 0.5, 0.9, 1, 0.3, 0].map((part): [string, () => Promise<void>] => [`scrolled to ${part * 100} %`, scrollTo(page, part)]),
      ...['severity=critical', 'severity=low,medium', 'state=fixed', 'confidence=confirmed', 'name=number-42', 'host=host-77'].map((one): [string, () => Promise<void>] => [`filtered by ${one}`, open(`?${one}`)]),
      ...['severity', 'name', 'host', '-host', '-last_seen'].map((one): [string, () => Promise<void>] => [`sorted by ${one}`, open(`?sort=${one}`)]),
    ]
    const total = { answers: 0, worst: 0 }
    for (const [name, act] of steps) {
      const times = await answers(page, act)
      total.answers += times.length
      total.worst = Math.max(total.worst, ...times)
      if (times.length > 0) print(`${name}: slowest of ${times.length} answers`, Math.max(...times), 'ms', ANSWER)
    }
    expect(total.answers).toBeGreaterThanOrEqual(steps.length)
    const shown = await page.getByRole('table', { name: 'findings' }).getAttribute('aria-rowcount')
    console.log(`  rows that can be scrolled to: ${shown}`)
    print('slowest of all', total.worst, 'ms', ANSWER)
    await context.close()
  } finally {
    await server.stop()
    await rm(data, { recursive: true, force: true, maxRetries: 5 })
  }
})
