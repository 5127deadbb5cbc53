/** Schedules that one can trust: what is shown before they are saved, where they are seen, and what holds them back. */
import type { Locator, Page } from '@playwright/test'
import { serveSilence } from './fixtures/hostile.ts'
import { arrived, choose, expect, open, ownAddress, settled, test } from './fixtures/test.ts'

// Blackouts hold everything of an organization: these tests have a server to themselves.
test.use({ realm: 'schedules' })

const main = (page: Page): Locator => page.getByRole('main')
const dates = (page: Page): Locator => page.getByRole('list', { name: 'Next dates' })

/** A local time as an input of date and time takes it, so many hours from now, in the zone of the test's browser. */
const hours = (from: number): string => new Date(Date.now() + from * 3_600_000).toISOString().slice(0, 16)

test('a schedule says what will come of it while one writes it, and is then in the calendar', async ({ page, site, hostile }) => {
  await open(page, '/net/schedules/new')
  await page.getByLabel('Name').fill('Early in the morning')
  await page.getByLabel('First time').fill('2027-03-26T02:30')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('europe berl')
  await page.getByRole('option', { name: 'Europe/Berlin' }).click()
  await choose(page, 'Repeated', 'Daily')
  const jump = dates(page).getByRole('listitem').filter({ hasText: '28 Mar 2027' })
  await expect(jump).toContainText('Clocks go forward')
  await expect(jump).toContainText('03:30')
  await expect(jump).toContainText('01:30 UTC')

  await page.getByText('When clocks change').click()
  await choose(page, 'A time that the clocks jump over', 'Not on that day')
  await expect(jump).toHaveCount(0)
  await expect(dates(page).getByRole('listitem').first()).toContainText('26 Mar 2027, 02:30')

  await page.getByLabel('First time').fill('2027-01-31T02:30')
  await choose(page, 'Repeated', 'Monthly')
  await expect(dates(page).getByRole('listitem').filter({ hasText: '28 Feb 2027' })).toContainText('Last day of the month')

  // A window that lasts all day, every day, lets nothing through.
  await page.getByRole('switch', { name: 'A blackout period of its own' }).check()
  await page.getByLabel('Begins', { exact: true }).fill('00:00')
  await page.getByLabel('Ends', { exact: true }).last().fill('00:00')
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) await page.getByRole('checkbox', { name: day }).uncheck()
  await expect(main(page)).toContainText('It never runs')
  await page.getByLabel('Ends', { exact: true }).last().fill('04:00')
  await expect(main(page)).toContainText('It is always deferred')
  await expect(dates(page).getByRole('listitem').first()).toContainText('Deferred')
  await page.getByRole('button', { name: 'Save' }).click()
  await arrived(page, 'Early in the morning')
  await expect(page.getByRole('switch', { name: 'A blackout period of its own' })).toBeChecked()

  const schedule = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const target = await site.owner.netTarget('Harbour', hostile.host)
  await site.owner.must('POST', '/v2/scans', { scan: { name: 'Harbour by night', target_id: target, profile_id: 'quick', schedule_id: schedule } })
  await open(page, '/net/calendar?month=2027-02&day=2027-02-28')
  const day = page.getByRole('gridcell', { name: /28 February 2027: .*planned/ })
  await expect(day).toHaveAttribute('aria-selected', 'true')
  await expect(main(page).getByRole('link', { name: /Harbour by night/ }).last()).toHaveAttribute('href', new RegExp(schedule))
})

test("a schedule's own blackout period is changed with it, and given up", async ({ page, site }) => {
  const own = { begin: '22:00', cease: '06:00', weekdays: [1, 2], timezone: 'Europe/Berlin', enabled: true }
  const schedule = { name: 'With a window', first_time: '2031-01-31 02:30:00', timezone: 'Europe/Berlin', period_unit: 'month', blackout_period: own }
  const id = (await site.owner.must('POST', '/v2/schedules', { schedule })).data.id
  const kept = async () => (await site.owner.must('GET', `/v2/schedules/${id}`)).data.attributes
  const save = async (): Promise<void> => {
    const answered = page.waitForResponse((one) => one.request().method() === 'PUT' && one.url().endsWith(`/v2/schedules/${id}`))
    await page.getByRole('button', { name: 'Save' }).click()
    expect((await answered).status()).toBe(200)
  }
  await open(page, `/net/schedules/${id}`)
  await expect(main(page)).toContainText('No scan uses it, so it starts nothing')
  await page.getByLabel('Begins', { exact: true }).fill('23:30')
  await page.getByRole('checkbox', { name: 'Sunday' }).check()
  await save()
  expect((await kept()).blackout_period).toEqual({ ...own, begin: '23:30', weekdays: [1, 2, 7] })
  await open(page, `/net/schedules/${id}`)
  await page.getByRole('switch', { name: 'A blackout period of its own' }).uncheck()
  await save()
  expect(await kept()).toMatchObject({ blackout_period: null, blackout_ids: [] })
  await main(page).getByRole('link', { name: 'New scan by this schedule' }).click()
  await arrived(page, 'New network scan')
})

test('the calendar is walked by keyboard, and an agenda on a phone', async ({ page }) => {
  await open(page, '/net/calendar?month=2027-01&day=2027-01-31')
  await page.getByRole('gridcell', { selected: true }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/day=2027-02-01/)
  await expect(page.getByRole('gridcell', { name: /\b1 February 2027/ })).toBeFocused()
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('grid', { name: 'March 2027' })).toBeVisible()
  await page.keyboard.press('Home')
  await page.getByRole('button', { name: 'Today' }).click()
  await expect(page).not.toHaveURL(/month=/)
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('grid')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: /today/ })).toBeVisible()
})

test('a feed is shown once, and leads nowhere when it is revoked', async ({ page, site, request }) => {
  await open(page, '/net/calendar')
  await page.getByRole('button', { name: 'Make a secret address' }).click()
  const address = await page.locator('code').filter({ hasText: '.ics' }).innerText()
  const path = new URL(address, site.url).pathname
  const feed = await request.get(site.url + path)
  expect(feed.status()).toBe(200)
  expect(await feed.text()).toContain('BEGIN:VCALENDAR')
  await open(page, '/net/calendar')
  await expect(page.locator('code')).toHaveCount(0)
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByRole('button', { name: 'Make a secret address' })).toBeVisible()
  expect((await request.get(site.url + path)).status()).toBe(404)
})

test('a blackout holds what is started and what is due, and lets go of it', async ({ page, site }) => {
  test.setTimeout(180_000)
  const silence = await serveSilence(ownAddress(), 2)
  try {
    await open(page, '/blackouts')
    await page.getByRole('button', { name: 'New blackout period' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Stocktaking')
    await dialog.getByRole('radio', { name: /^Once/ }).check()
    await dialog.getByLabel('Begins', { exact: true }).fill(hours(-2))
    await dialog.getByLabel('Ends', { exact: true }).fill(hours(-3))
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toContainText('Not after its beginning')
    await dialog.getByLabel('Ends', { exact: true }).fill(hours(5))
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('table', { name: 'blackout periods' })).toContainText('Holds now')

    // One that is started by hand waits; so does one that is due.
    const target = await site.owner.netTarget('Stock room', silence.host)
    const ports = await site.owner.portList('Stock room', silence.ports)
    const scan = { target_id: target, profile_id: 'quick', port_list_id: ports }
    const first = new Date(Date.now() + 2000).toISOString().slice(0, 19).replace('T', ' ')
    const schedule = (await site.owner.must('POST', '/v2/schedules', { schedule: { name: 'In two seconds', first_time: first, timezone: 'UTC', period_unit: 'once' } })).data.id
    await site.owner.must('POST', '/v2/scans', { scan: { ...scan, name: 'Stock room, due', schedule_id: schedule } })
    const other = await site.owner.netTarget('Other room', ownAddress())
    const id = (await site.owner.must('POST', '/v2/scans', { scan: { ...scan, target_id: other, name: 'Stock room, by hand' } })).data.id
    await open(page, `/net/scans/${id}`)
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(main(page).getByRole('alert')).toContainText('Waits for the end of a blackout period', { timeout: 30_000 })
    await expect(main(page).getByRole('alert')).toContainText('Stocktaking')
    await page.getByRole('button', { name: 'Run in spite of the blackout' }).click()
    await expect(page.getByRole('button', { name: 'Run it now' })).toBeDisabled()
    await page.getByLabel('Why').fill('the till was asked for by the auditor')
    await page.getByRole('button', { name: 'Cancel' }).last().click()

    await open(page, `/net/occurrences?schedule=${schedule}`)
    const row = page.getByRole('table', { name: 'due times' }).getByRole('row').nth(1)
    await expect(row).toContainText('Deferred', { timeout: 30_000 })
    await expect(row.getByRole('link', { name: 'Show' })).toHaveCount(0)

    await open(page, '/blackouts')
    await page.getByRole('row', { name: /Stocktaking/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog', { name: 'Delete “Stocktaking”?' }).getByRole('button', { name: 'Delete' }).click()
    await expect(main(page)).not.toContainText('Stocktaking')
    await site.owner.netDone(id)
    await open(page, `/net/occurrences?schedule=${schedule}`)
    await expect(row.getByRole('link', { name: 'Show' })).toBeVisible({ timeout: 60_000 })
  } finally {
    await silence.stop()
  }
})

test('a person pauses a run and resumes it', async ({ page, site }) => {
  test.setTimeout(180_000)
  const silence = await serveSilence(ownAddress(), 40)
  try {
    const target = await site.owner.netTarget('Quiet', silence.host)
    const ports = await site.owner.portList('Quiet', silence.ports)
    const scan = await site.owner.netScan('A quiet host', target, ports)
    await open(page, `/net/scans/${scan}`)
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(main(page).getByRole('alert')).toContainText('Paused since', { timeout: 60_000 })
    await expect(page.getByRole('button', { name: 'Start', exact: true })).toHaveCount(0)
    await open(page, '/')
    await expect(main(page)).toContainText('by a person')
    await open(page, `/net/scans/${scan}`)
    await page.getByRole('button', { name: 'Resume', exact: true }).click()
    await expect(main(page).getByText('Running', { exact: true })).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(main(page).getByText('Canceled', { exact: true })).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible()
  } finally {
    await silence.stop()
  }
})

test('a calendar of freezes is taken, or refused with its line', async ({ page, watched }) => {
  watched.allow(/422 \(Unprocessable/)
  const event = 'BEGIN:VEVENT\r\nUID:1@harbour\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Year end\r\n'
  const calendar = (inside: string): Buffer => Buffer.from(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n${inside}END:VEVENT\r\nEND:VCALENDAR\r\n`)
  await open(page, '/blackouts?new=import')
  const dialog = page.getByRole('dialog')
  const file = dialog.locator('input[type=file]')
  await file.setInputFiles({ name: 'freezes.ics', mimeType: 'text/calendar', buffer: calendar(`${event}DTSTART:someday\r\nDTEND:20280102T000000Z\r\n`) })
  await expect(dialog.getByLabel('Name')).toHaveValue('freezes')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(dialog).toContainText(/line 8/i)
  const year = new Date().getUTCFullYear() + 1
  await file.setInputFiles({ name: 'freezes.ics', mimeType: 'text/calendar', buffer: calendar(`${event}DTSTART:${year}1220T000000Z\r\nDTEND:${year}1231T000000Z\r\n`) })
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(dialog).toHaveCount(0)
  await settled(page)
  await expect(page.getByRole('row', { name: /Year end/ })).toContainText('from “freezes”')
})

test('who may only look is offered nothing else', async ({ stranger: page, viewer, site }) => {
  await page.context().request.post(`${site.url}/app/session`, { headers: { Origin: site.url }, data: viewer })
  await open(page, '/blackouts')
  await expect(page.getByRole('button', { name: /New blackout|Import/ })).toHaveCount(0)
  const made = await site.owner.must('POST', '/v2/schedules', { schedule: { name: 'Looked at', first_time: '2031-01-31 02:30:00', timezone: 'UTC', period_unit: 'month' } })
  await open(page, `/net/schedules/${made.data.id}`)
  await arrived(page, 'Looked at')
  await expect(page.getByRole('button', { name: /Save|Delete/ })).toHaveCount(0)
  await expect(dates(page)).toBeVisible()
})
