/** The main job, by mouse: sign in, say what to scan and how, watch, read findings, take a report home and verify it. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { OWNER } from './fixtures/server.ts'
import { arrived, expect, menu, SCAN, settled, test } from './fixtures/test.ts'

async function signInByForm(page: Page): Promise<void> {
  await page.goto('/app/')
  await expect(page).toHaveURL(/\/app\/sign-in/)
  await page.getByLabel('E-mail address').fill(OWNER.email)
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await arrived(page, 'Dashboard')
}

const main = (page: Page) => page.getByRole('main')
/** A field of a form, by its whole name: filters of lists are search boxes. */
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

/** The bytes that a click on a link brings. */
async function download(page: Page, name: string | RegExp): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  return readFile(await file.path())
}

test('a network, from signing in to a verified PDF', async ({ stranger: page, hostile, site }) => {
  const ports = `Ports of ${hostile.host}`
  await site.owner.portList(ports, hostile.ports)
  await signInByForm(page)

  await menu(page, 'Targets').click()
  await arrived(page, 'Network targets')
  await main(page).getByRole('link', { name: 'New target' }).first().click()
  await arrived(page, 'New network target')
  await field(page, 'Name').fill('Harbour office')
  await field(page, 'Hosts').fill('10.0.0.999')
  await page.getByRole('button', { name: 'Add target' }).click()
  await expect(main(page)).toContainText('is not an address, network, range or host name')
  await field(page, 'Hosts').fill(hostile.host)
  await page.getByRole('button', { name: 'Add target' }).click()
  await arrived(page, 'Harbour office')

  await main(page).getByRole('link', { name: 'Scan this' }).click()
  await arrived(page, 'New network scan')
  await expect(main(page)).toContainText('Why it cannot be changed')
  await page.getByRole('radio', { name: 'Quick', exact: true }).check()
  await page.getByRole('combobox', { name: 'Other ports' }).click()
  await page.getByRole('option', { name: ports }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await field(page, 'Name of the scan').fill('First look at the harbour')
  await page.getByRole('button', { name: 'Start scan' }).click()

  await arrived(page, 'First look at the harbour')
  await expect(main(page).getByText('Completed', { exact: true })).toBeVisible({ timeout: SCAN })
  await settled(page)
  const findings = page.getByRole('table', { name: 'findings' })
  await findings.getByRole('row', { name: /redis/i }).first().click()
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('What to do')
  await expect(drawer).toContainText('INFO was answered without a password')
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)

  await main(page).getByRole('link', { name: 'Reports' }).click()
  await arrived(page, 'Network reports')
  await page.getByRole('table', { name: 'reports' }).getByRole('row', { name: /First look at the harbour/ }).first().click()
  await drawer.getByRole('button', { name: 'Make files' }).click()
  await expect(drawer).toContainText('SHA-256', { timeout: SCAN })
  const pdf = await download(page, 'Download')
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  await expect(drawer).toContainText(createHash('sha256').update(pdf).digest('hex'))
  await drawer.getByRole('button', { name: 'Verify the files' }).click()
  await expect(drawer).toContainText('Each file still is what was made')
})

test('a web application, from signing in to a PDF', async ({ stranger: page, weak }) => {
  await signInByForm(page)
  await page.getByText('Web & APIs', { exact: true }).click()
  await menu(page, 'Targets').click()
  await arrived(page, 'Web targets')
  await main(page).getByRole('link', { name: 'New target' }).first().click()
  await arrived(page, 'New web target')
  await field(page, 'Address').fill(weak.url('headers-bare'))
  await field(page, 'Name').fill('Harbour shop')
  await page.getByRole('button', { name: 'Add target' }).click()
  await arrived(page, 'Harbour shop')

  await menu(page, 'Scans').click()
  await arrived(page, 'Web scans')
  await main(page).getByRole('link', { name: 'New scan' }).first().click()
  await arrived(page, 'New web scan')
  await page.getByRole('combobox', { name: 'Target' }).fill('Harbour shop')
  await page.getByRole('option', { name: /Harbour shop/ }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('radio', { name: 'Lightning', exact: true }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Start scan' }).click()
  await arrived(page, 'Scan of Harbour shop')
  await expect(main(page).getByText('Completed', { exact: true })).toBeVisible({ timeout: SCAN })
  await settled(page)

  await page.getByRole('table', { name: 'findings' }).getByRole('row', { name: /Content-Security-Policy/i }).first().click()
  await expect(page.getByRole('dialog').getByLabel('Response').first()).toContainText('HTTP/1.1 200')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('tab', { name: 'Report' }).click()
  await page.getByRole('button', { name: 'Make report' }).click()
  const pdf = await download(page, 'Download PDF')
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
})
