/** Scans that run while one looks: progress and findings come by themselves, and what is shown at the end is all of it. */
import type { Page } from '@playwright/test'
import { serveSilence, slowShop } from './fixtures/hostile.ts'
import { arrived, expect, open, ownAddress, SCAN, settled, test } from './fixtures/test.ts'

/** Marks the document: a page that was loaded anew has lost the mark. */
const mark = (page: Page) => page.evaluate(() => void ((window as unknown as { same: boolean }).same = true))
const same = (page: Page) => page.evaluate(() => (window as unknown as { same?: boolean }).same === true)

const rows = (page: Page) => page.getByRole('table', { name: 'findings' }).locator('tr[data-open]')

/** How many findings the list has; it draws only those in sight. */
const listed = async (page: Page): Promise<number> => Number((await page.getByRole('table', { name: 'findings' }).getAttribute('aria-rowcount')) ?? 1) - 1

/** The sum that the head of the page shows: "1 critical, 0 high, …". */
async function counted(page: Page, kinds: RegExp): Promise<number> {
  const said = (await page.getByRole('main').getByRole('img', { name: /critical/ }).first().getAttribute('aria-label')) ?? ''
  return [...said.matchAll(/(\d+) (\w+)/g)].filter((one) => kinds.test(one[2] ?? '')).reduce((sum, one) => sum + Number(one[1]), 0)
}

/** Waits until the list has as many as the head of the page says; what came last comes to both in its time. */
async function agree(page: Page, kinds: RegExp): Promise<void> {
  await expect.poll(async () => (await listed(page)) - (await counted(page, kinds))).toBe(0)
  expect(await listed(page)).toBeGreaterThan(0)
}

test('a web scan shows its stages and its findings as they come', async ({ page, site }) => {
  const shop = await slowShop(ownAddress())
  try {
    const target = await site.owner.webTarget('Slow shop', shop.url)
    await open(page, `/web/targets/${target}`)
    await mark(page)
    await page.getByRole('button', { name: 'Scan now' }).click()
    await arrived(page, 'Scan of Slow shop')
    await expect(page.getByRole('main').getByText('Running', { exact: true }).first()).toBeVisible({ timeout: SCAN })
    await shop.attacked
    // What was found without an attack is there while the attacks are still held.
    await expect(rows(page).first()).toBeVisible({ timeout: SCAN })
    // A bar that has not begun has no width.
    await expect(page.getByRole('progressbar', { name: /^Testing/ })).toBeAttached()
    await expect(page.getByRole('main').getByText('Running', { exact: true }).first()).toBeVisible()
    shop.release()
    await expect(page.getByRole('main').getByText('Completed', { exact: true }).first()).toBeVisible({ timeout: SCAN })
    await expect(rows(page).filter({ hasText: /cross-site scripting|XSS/i }).first()).toBeVisible()
    await agree(page, /critical|high|medium|low/)
    expect(await same(page)).toBe(true)
  } finally {
    await shop.stop()
  }
})

test('a network scan shows how far it is and what it has found so far', async ({ page, site, hostile }) => {
  const silence = await serveSilence(ownAddress(), 12)
  try {
    const target = await site.owner.netTarget('Two hosts', `${hostile.host}, ${silence.host}`)
    const ports = await site.owner.portList('Two hosts', `${hostile.ports},${silence.ports}`)
    const scan = (await site.owner.must('POST', '/v2/scans', { scan: { name: 'Of two hosts', target_id: target, profile_id: 'quick', port_list_id: ports } })).data.id
    await open(page, `/net/scans/${scan}`)
    await mark(page)
    await page.getByRole('button', { name: 'Start' }).click()
    await expect(page.getByRole('progressbar', { name: 'Progress of the scan' })).toBeVisible({ timeout: SCAN })
    await expect(page.getByRole('main').getByText('Completed', { exact: true }).first()).toBeVisible({ timeout: SCAN })
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await agree(page, /./)
    expect(await same(page)).toBe(true)
  } finally {
    await silence.stop()
  }
})

test('the dashboard follows what runs', async ({ page, site, hostile }) => {
  await open(page, '/')
  await mark(page)
  const target = await site.owner.netTarget('On the dashboard', hostile.host)
  const ports = await site.owner.portList('On the dashboard', hostile.ports)
  const scan = await site.owner.netScan('Seen from the dashboard', target, ports)
  await site.owner.netDone(scan)
  await expect(page.getByRole('main')).toContainText(hostile.host, { timeout: SCAN })
  await settled(page)
  expect(await same(page)).toBe(true)
})
