/** A session that ends in the middle of work, and who may follow where. */
import type { Page } from '@playwright/test'
import { OWNER, type Account } from './fixtures/server.ts'
import { arrived, expect, menu, open, signIn, test } from './fixtures/test.ts'

async function signInAgain(page: Page, account: Account): Promise<void> {
  await expect(page).toHaveURL(/\/app\/sign-in\?next=/)
  await expect(page.getByText('Sign in to go on where you were.')).toBeVisible()
  await page.getByLabel('E-mail address').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a session that ends while one works leads to the sign-in page and back', async ({ stranger: page, site, watched }) => {
  watched.allow(/401 \(Unauthorized\)/)
  const admin = await site.server.addUser('admin')
  await signIn(page.context(), site.url, admin)
  await open(page, '/net/targets?name=harbour&sort=-name')

  // A new password ends all sessions: the next look at the server finds this one gone.
  await site.server.resetPassword(admin)
  await menu(page, 'Scans').click()
  await signInAgain(page, admin)
  await expect(page).toHaveURL(/\/app\/net\/scans/)
  await arrived(page, 'Network scans')

  await open(page, '/net/targets?name=harbour&sort=-name')
  await site.server.resetPassword(admin)
  await page.reload()
  await signInAgain(page, admin)
  await expect(page).toHaveURL(/\/app\/net\/targets\?.*name=harbour/)
  await expect(page).toHaveURL(/sort=-name/)

  // In the middle of a form: what is sent is refused, and nothing was made.
  await open(page, '/net/targets/new')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Lost in the middle')
  await page.getByRole('textbox', { name: 'Hosts', exact: true }).fill('127.0.0.1')
  await site.server.resetPassword(admin)
  await page.getByRole('button', { name: 'Add target' }).click()
  await signInAgain(page, admin)
  await expect(page).toHaveURL(/\/app\/net\/targets\/new/)
  const found = await site.owner.must('GET', '/v2/targets?q[name]=Lost*')
  expect(found.data).toEqual([])
})

test('signing out ends the session for every page of it', async ({ page, context, site, watched }) => {
  watched.allow(/401 \(Unauthorized\)/)
  const other = await context.newPage()
  await open(page, '/net/targets')
  await open(other, '/web/targets')
  const [cookie] = await context.cookies()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/app\/sign-in/)
  // At the next look, or by itself where something on the page is looked at again and again.
  await menu(other, 'Findings').or(other.getByLabel('E-mail address')).click()
  await expect(other).toHaveURL(/\/app\/sign-in\?next=/)
  // Not only forgotten by the browser: the server does not know it any more.
  const again = await fetch(`${site.url}/app/session`, { headers: { Cookie: `${cookie?.name}=${cookie?.value}` } })
  expect(again.status).toBe(401)
})

test('a wrong password is refused in words, and says nothing about accounts', async ({ stranger: page, watched }) => {
  watched.allow(/401 \(Unauthorized\)/)
  await page.goto('/app/')
  for (const email of ['owner@watchpost.test', 'nobody@watchpost.test']) {
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert')).toHaveText('E-mail address or password is wrong.')
    await page.reload()
  }
})

test('after signing in only addresses of the interface are followed', async ({ stranger: page, site }) => {
  const account = OWNER
  for (const next of ['//evil.test/', '/\\evil.test', 'https://evil.test/', 'javascript:alert(1)']) {
    await page.goto(`/app/sign-in?next=${encodeURIComponent(next)}`)
    await page.getByLabel('E-mail address').fill(account.email)
    await page.getByLabel('Password', { exact: true }).fill(account.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await arrived(page, 'Dashboard')
    expect(page.url()).toBe(`${site.url}/app/`)
  }
})
