/** The main job again, without a pointer. */
import type { Page } from '@playwright/test'
import { choose, find, go, tabTo } from './fixtures/keyboard.ts'
import { OWNER } from './fixtures/server.ts'
import { arrived, expect, SCAN, settled, test } from './fixtures/test.ts'

/** Whatever is clicked, a person with a keyboard could not have done. */
async function noPointer(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const kind of ['mousedown', 'pointerdown', 'touchstart']) {
      document.addEventListener(kind, (event) => { if (event.isTrusted) throw new Error('a pointer was used') }, true)
    }
  })
}

async function signInByKeys(page: Page): Promise<void> {
  await page.goto('/app/')
  await expect(page.getByLabel('E-mail address')).toBeFocused()
  await page.keyboard.type(OWNER.email)
  await tabTo(page, 'Password')
  await page.keyboard.type(OWNER.password)
  await page.keyboard.press('Enter')
  await arrived(page, 'Dashboard')
}

test('a network, from signing in to a verified PDF', async ({ stranger: page, hostile, site }) => {
  const ports = `Keys of ${hostile.host}`
  await site.owner.portList(ports, hostile.ports)
  await noPointer(page)
  await signInByKeys(page)

  await find(page, 'new network target')
  await arrived(page, 'New network target')
  await tabTo(page, 'Name')
  await page.keyboard.type('Harbour by keys')
  await tabTo(page, 'Hosts')
  await page.keyboard.type(hostile.host)
  await tabTo(page, 'Add target')
  await page.keyboard.press('Enter')
  await arrived(page, 'Harbour by keys')

  await tabTo(page, 'Scan this')
  await page.keyboard.press('Enter')
  await arrived(page, 'New network scan')
  await tabTo(page, 'Normal')
  await tabTo(page, 'Quick', 'ArrowDown')
  await expect(page.getByRole('radio', { name: 'Quick' })).toBeChecked()
  await choose(page, 'Other ports', ports)
  await tabTo(page, 'Continue')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Name of the scan')
  await page.keyboard.type('Scanned by keys')
  await tabTo(page, 'Start scan')
  await page.keyboard.press('Enter')
  await arrived(page, 'Scanned by keys')
  await expect(page.getByRole('main').getByText('Completed', { exact: true })).toBeVisible({ timeout: SCAN })
  await settled(page)

  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('What to do')
  const first = await drawer.getByRole('heading').first().textContent()
  await page.keyboard.press('j')
  await expect(drawer.getByRole('heading').first()).not.toHaveText(first ?? '')
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)

  await go(page, 'r')
  await arrived(page, 'Network reports')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(drawer.getByRole('button', { name: 'Make files' })).toBeVisible()
  await tabTo(page, 'Make files')
  await page.keyboard.press('Enter')
  await expect(drawer).toContainText('SHA-256', { timeout: SCAN })
  await tabTo(page, 'Download')
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(file.suggestedFilename()).toMatch(/\.pdf$/)
  await tabTo(page, 'Verify the files')
  await page.keyboard.press('Enter')
  await expect(drawer).toContainText('Each file still is what was made')
})

test('a web application, from its address to a finding', async ({ page, weak }) => {
  await noPointer(page)
  await page.goto('/app/')
  await settled(page)
  await find(page, 'new web target')
  await arrived(page, 'New web target')
  await tabTo(page, 'Address')
  await page.keyboard.type(weak.url('cookies'))
  await tabTo(page, 'Name')
  await page.keyboard.type('Shop by keys')
  await page.keyboard.press('Enter')
  await arrived(page, 'Shop by keys')

  await find(page, 'new web scan')
  await arrived(page, 'New web scan')
  await choose(page, 'Target', 'Shop by keys')
  await tabTo(page, 'Continue')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Normal')
  await tabTo(page, 'Lightning', 'ArrowUp')
  await expect(page.getByRole('radio', { name: 'Lightning' })).toBeChecked()
  await tabTo(page, 'Continue')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Start scan')
  await page.keyboard.press('Enter')
  await arrived(page, 'Scan of Shop by keys')
  await expect(page.getByRole('main').getByText('Completed', { exact: true })).toBeVisible({ timeout: SCAN })
  await settled(page)

  await go(page, 'v')
  await arrived(page, 'Web findings')
  await page.keyboard.press('/')
  await page.keyboard.type('Shop by keys')
  await expect(page).toHaveURL(/search=Shop/)
  await settled(page)
  await tabTo(page, /Shop by keys/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('What to do')
})
