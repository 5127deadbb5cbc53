/** When web scans run, and how much they test: what is said on screen is what is kept, and what runs. */
import type { Locator, Page } from '@playwright/test'
import { slowShop } from './fixtures/hostile.ts'
import { arrived, choose, expect, open, ownAddress, SCAN, settled, test } from './fixtures/test.ts'

const main = (page: Page): Locator => page.getByRole('main')
const dates = (page: Page): Locator => page.getByRole('list', { name: 'Next dates' })
const rows = (page: Page): Locator => page.getByRole('table', { name: 'schedules' })
const ownSettings = (page: Page): Locator => page.getByRole('switch', { name: 'Settings of its own' })
const ownBlackout = (page: Page): Locator => page.getByRole('switch', { name: 'A blackout period of its own' })

test('a web schedule keeps settings and a blackout period of its own, and gives them up again', async ({ page, site, hostile }) => {
  const target = await site.owner.webTarget('Kept shop', hostile.url)
  const kept = async () => (await site.owner.must('GET', `/targets/${target}/scheduledscans/`)).results
  await open(page, `/web/scans/new?when=schedule&target=${target}`)
  await page.getByRole('radio', { name: 'Lightning', exact: true }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  // Another profile than the target's only counts as a setting of the schedule.
  await expect(ownSettings(page)).toBeChecked()
  await expect(page.getByRole('combobox', { name: 'Profile' })).toHaveValue('Lightning')
  await page.getByRole('checkbox', { name: 'Only what is new or has changed' }).check()
  await page.getByLabel('First time').fill('2031-01-31T02:30')
  await choose(page, 'Repeated', 'Monthly')
  await page.getByText('Where something is in the way').click()
  await ownBlackout(page).check()
  await page.getByLabel('Begins', { exact: true }).fill('02:00')
  await page.getByLabel('Ends', { exact: true }).last().fill('04:00')
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) await page.getByRole('checkbox', { name: day }).uncheck()
  await expect(dates(page).getByRole('listitem').first()).toContainText('Deferred')
  await page.getByRole('button', { name: 'Schedule scan' }).click()
  await arrived(page, 'Web schedules')
  const row = rows(page).getByRole('row', { name: /Kept shop/ })
  await expect(row).toContainText('Lightning')
  await expect(row).toContainText('Only new and changed')
  expect(await kept()).toMatchObject([
    { override_target_settings: true, partial_scan: true, incremental: true, reduced_scope: false, scan_profile: 'lightning', recurrence: 'm', blackout_period: { begin: '02:00', cease: '04:00', enabled: true } },
  ])

  await row.getByText('Every month').click()
  const dialog = page.getByRole('dialog')
  await expect(ownSettings(page)).toBeChecked()
  await expect(ownBlackout(page)).toBeChecked()
  await expect(dialog.getByLabel('First time')).toHaveValue('2031-01-31T02:30')
  await ownSettings(page).uncheck()
  await expect(dialog).toContainText('At the moment: profile “Normal”, everything is tested')
  await ownBlackout(page).uncheck()
  await expect(dates(page).getByRole('listitem').first()).not.toContainText('Deferred')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(row).toContainText('that of the target')
  expect(await kept()).toMatchObject([{ override_target_settings: false, partial_scan: false, scan_profile: null, blackout_period: null }])
})

/** The next full minute that leaves time to press a button or two. */
const soon = (): string => new Date(Math.ceil((Date.now() + 30_000) / 60_000) * 60_000).toISOString().slice(0, 16)

test('a web schedule starts what it says, when it says so', async ({ page, site }) => {
  const shop = await slowShop(ownAddress())
  try {
    const target = await site.owner.webTarget('Shop by night', shop.url)
    await open(page, `/web/targets/${target}?tab=scope`)
    await page.getByRole('combobox', { name: 'Also begin at' }).fill('/search')
    await page.getByRole('button', { name: 'Save scope' }).click()
    await expect(page.getByText('The scope was saved.')).toBeVisible()
    await open(page, `/web/scans/new?when=schedule&target=${target}`)
    await page.getByRole('button', { name: 'Continue' }).click()
    await ownSettings(page).check()
    await choose(page, 'Profile', 'Lightning')
    await page.getByRole('checkbox', { name: 'Only given addresses' }).check()
    await choose(page, 'Repeated', 'Once')
    await page.getByLabel('First time').fill(soon())
    await page.getByRole('button', { name: 'Schedule scan' }).click()
    await arrived(page, 'Web schedules')
    shop.release()

    await open(page, `/web/occurrences?target=${target}`)
    const due = page.getByRole('table', { name: 'due times' }).getByRole('row').nth(1)
    await expect(due).toContainText('Started', { timeout: SCAN })
    await due.getByRole('link', { name: 'Show' }).click()
    await arrived(page, 'Scan of Shop by night')
    await expect(main(page).getByRole('note', { name: 'Partial scan' })).toContainText('Only given addresses')
    await expect(main(page)).toContainText('Lightning')
    await expect(main(page).getByText('Completed', { exact: true }).first()).toBeVisible({ timeout: SCAN })
    await settled(page)
    await open(page, `/web/scans?target=${target}`)
    await expect(page.getByRole('table', { name: 'scans' }).getByRole('row', { name: /Shop by night/ })).toContainText('Only given addresses')
  } finally {
    await shop.stop()
  }
})

test('a scan tests what the target says, unless who starts it says otherwise', async ({ page, site }) => {
  const shop = await slowShop(ownAddress())
  try {
    shop.release()
    const target = await site.owner.webTarget('Changing shop', shop.url)
    await open(page, `/web/targets/${target}?tab=general`)
    const changed = (group: string): Locator => page.getByRole('group', { name: group }).getByRole('checkbox', { name: 'Only what is new or has changed' })
    await changed('Scans that somebody starts').check()
    await page.getByRole('button', { name: 'Save how much is tested' }).click()
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
    expect(await site.owner.must('GET', `/targets/${target}/`)).toMatchObject({ incremental: true, reduced_scope: false, schedule_incremental: false })
    await page.getByRole('button', { name: 'Scan now' }).click()
    await arrived(page, 'Scan of Changing shop')
    const note = main(page).getByRole('note', { name: 'Partial scan' })
    await expect(note).toContainText('Only new and changed')
    await expect(main(page).getByText('Completed', { exact: true }).first()).toBeVisible({ timeout: SCAN })

    await open(page, `/web/scans/new?target=${target}`)
    await page.getByRole('radio', { name: 'Lightning', exact: true }).check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(changed('How much is tested')).toBeChecked()
    await changed('How much is tested').uncheck()
    await page.getByRole('checkbox', { name: 'Only given addresses' }).check()
    await page.getByRole('combobox', { name: 'Addresses' }).fill('/search*')
    await page.keyboard.press('Enter')
    await expect(main(page)).toContainText('Only /search*')
    await page.getByRole('button', { name: 'Start scan' }).click()
    await arrived(page, 'Scan of Changing shop')
    await expect(note).toContainText('Only given addresses')
    await expect(note).not.toContainText('new and changed')
    await expect(main(page).getByText('Completed', { exact: true }).first()).toBeVisible({ timeout: SCAN })
  } finally {
    await shop.stop()
  }
})
