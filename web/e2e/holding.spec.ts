/** What one does on screen to a run that is under way or held: pause, resume, stop, and run it in spite of a blackout. */
import type { Locator, Page } from '@playwright/test'
import { serveSilence, slowShop } from './fixtures/hostile.ts'
import { arrived, expect, open, ownAddress, SCAN, test } from './fixtures/test.ts'

const main = (page: Page): Locator => page.getByRole('main')
const held = (page: Page): Locator => main(page).getByRole('alert')
const state = (page: Page, name: string): Locator => main(page).getByText(name, { exact: true }).first()

/** Says why a run goes on, and lets it. */
async function runItNow(page: Page, why: string): Promise<void> {
  await page.getByRole('button', { name: 'Run in spite of the blackout' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Run it now' })).toBeDisabled()
  await dialog.getByLabel('Why').fill(why)
  await dialog.getByRole('button', { name: 'Run it now' }).click()
  await expect(dialog).toHaveCount(0)
}

/** A window that lasts all day, on every day. */
const always = { begin: '00:00', cease: '00:00', weekdays: [1, 2, 3, 4, 5, 6, 7], timezone: 'UTC', enabled: true }

test('a person pauses a web scan, resumes it, and it ends with what it would have found', async ({ page, site }) => {
  const shop = await slowShop(ownAddress())
  try {
    const target = await site.owner.webTarget('Paused shop', shop.url)
    await open(page, `/web/targets/${target}`)
    await page.getByRole('button', { name: 'Scan now' }).click()
    await arrived(page, 'Scan of Paused shop')
    await shop.attacked
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(held(page)).toContainText('Paused since', { timeout: SCAN })
    await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Scan again' })).toHaveCount(0)
    // What was in flight was dropped, and nothing came after it.
    await expect.poll(shop.held).toBe(0)
    await open(page, `/web/scans?target=${target}`)
    await expect(page.getByRole('table', { name: 'scans' }).getByRole('row', { name: /Paused shop/ })).toContainText('by a person')
    await page.getByRole('link', { name: 'Paused shop' }).click()
    await arrived(page, 'Scan of Paused shop')
    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    await expect(state(page, 'Running')).toBeVisible({ timeout: SCAN })
    await expect.poll(shop.held, { timeout: SCAN }).toBeGreaterThan(0)
    await expect(held(page)).toHaveCount(0)
    shop.release()
    await expect(state(page, 'Completed')).toBeVisible({ timeout: SCAN })
    await expect(page.getByRole('table', { name: 'findings' }).getByRole('row', { name: /cross-site scripting|XSS/i }).first()).toBeVisible()
  } finally {
    await shop.stop()
  }
})

test('a web scan is stopped, and what it had found stays', async ({ page, site }) => {
  const shop = await slowShop(ownAddress())
  try {
    const target = await site.owner.webTarget('Stopped shop', shop.url)
    const scan = await site.owner.webScan(target, 'normal')
    await open(page, `/web/scans/${scan}`)
    await shop.attacked
    const found = page.getByRole('table', { name: 'findings' }).getByRole('row', { name: /Content-Security-Policy/ }).first()
    await expect(found).toBeVisible({ timeout: SCAN })
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(state(page, 'Canceled')).toBeVisible({ timeout: SCAN })
    await expect.poll(shop.held).toBe(0)
    await expect(page.getByRole('button', { name: 'Scan again' })).toBeVisible()
    await expect(found).toBeVisible()
  } finally {
    await shop.stop()
  }
})

test('a network scan that a blackout holds is run now, with a reason that is kept', async ({ page, site }) => {
  const silence = await serveSilence(ownAddress(), 2)
  try {
    const target = await site.owner.netTarget('Held office', silence.host)
    const ports = await site.owner.portList('Held office', silence.ports)
    await site.owner.must('POST', '/v2/blackouts', { blackout: { name: 'Office hours', scope: 'target', target_id: target, kind: 'window', ...always } })
    const scan = await site.owner.netScan('Of the held office', target, ports)
    await open(page, `/net/scans/${scan}`)
    await expect(held(page)).toContainText('Office hours', { timeout: SCAN })
    await runItNow(page, 'the auditor waits for it')
    await expect(state(page, 'Completed')).toBeVisible({ timeout: SCAN })
    await expect(main(page)).toContainText('Runs in spite of blackout periods: the auditor waits for it')
    await open(page, '/audit')
    await expect(main(page)).toContainText('the auditor waits for it')
  } finally {
    await silence.stop()
  }
})

test('a web scan that a blackout of its target holds is run now, as another one in its place', async ({ page, site }) => {
  const shop = await slowShop(ownAddress())
  try {
    shop.release()
    const target = await site.owner.webTarget('Held shop', shop.url)
    await site.owner.must('PATCH', `/targets/${target}/`, { blackout_period: always })
    await open(page, `/web/targets/${target}`)
    await page.getByRole('button', { name: 'Scan now' }).click()
    await arrived(page, 'Scan of Held shop')
    await expect(held(page)).toContainText('Waits for the end of a blackout period', { timeout: SCAN })
    await runItNow(page, 'a fix is looked at again')
    await expect(state(page, 'Completed')).toBeVisible({ timeout: SCAN })
    await expect(main(page)).toContainText('Runs in spite of blackout periods: a fix is looked at again')
    const all = (await site.owner.must('GET', `/targets/${target}/scans/`)).results as { status: string }[]
    expect(all.map((one) => one.status).sort()).toEqual(['canceled', 'completed'])
  } finally {
    await shop.stop()
  }
})
