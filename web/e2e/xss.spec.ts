/**
 * A hostile target's words on every page: nothing of them runs, nothing becomes markup, no address of theirs can be followed,
 * and none of them turns the words of the page around.
 */
import type { Page } from '@playwright/test'
import { places } from './fixtures/pages.ts'
import { expect, open, settled, test } from './fixtures/test.ts'

test.use({ realm: 'seeded' })

/** What of the page a target has made: empty, or it has won. */
function taken(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    if ((window as unknown as { owned?: unknown }).owned !== undefined) found.push('a script of the target ran')
    for (const element of document.querySelectorAll('*')) {
      const markup = element.outerHTML.slice(0, 160)
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) found.push(`handler: ${markup}`)
        // Browsers leave out white space and control characters in front.
        const scheme = /^[\s\0-\x20]*([a-z]+):/i.exec(value)?.[1]?.toLowerCase()
        const followed = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(name)
        if (followed && scheme !== undefined && !['http', 'https', 'mailto'].includes(scheme)) found.push(`address: ${markup}`)
        if (name === 'srcdoc') found.push(`frame: ${markup}`)
      }
      const name = element.tagName.toLowerCase()
      if (name === 'script' && !(element as HTMLScriptElement).src.startsWith(`${location.origin}/app/`)) found.push(`script: ${markup}`)
      if (['img', 'iframe', 'object', 'embed', 'base', 'style'].includes(name)) found.push(`element: ${markup}`)
    }
    return found
  })
}

/** Texts that turn what stands beside them around: a direction change of the target's in the same line as words of ours. */
function turned(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!/[\u202A-\u202E\u2066-\u2069]/.test(node.textContent ?? '')) continue
      let at = node.parentElement
      while (at !== null) {
        const { display, unicodeBidi } = getComputedStyle(at)
        if (unicodeBidi.includes('isolate') || unicodeBidi === 'plaintext') break
        if (display !== 'inline' && display !== 'contents') break
        at = at.parentElement
      }
      if (at !== null && at.textContent?.trim() !== node.textContent?.trim()) found.push(at.outerHTML.slice(0, 200))
    }
    return found
  })
}

async function look(page: Page, name: string): Promise<string[]> {
  return [...(await taken(page)), ...(await turned(page))].map((what) => `${name}: ${what}`)
}

test('nothing that a target sends runs or becomes markup on any page', async ({ page, seeded, site }) => {
  test.setTimeout(600_000)
  expect(seeded.webScan).not.toBe('')
  const found: string[] = []
  for (const place of (await places(site.owner)).filter((one) => one.narrow !== true)) {
    await open(page, place.path)
    await place.then?.(page)
    await settled(page)
    found.push(...(await look(page, place.name)))
  }
  expect(found.join('\n')).toBe('')
})

test('nothing runs in the details of any finding', async ({ page, seeded, site }) => {
  test.setTimeout(600_000)
  const net = (await site.owner.must('GET', `/v2/vulnerabilities?per_page=100&q[scan_id]=${seeded.netScan}`)).data as { id: string }[]
  const web = (await site.owner.must('GET', `/targets/${seeded.webTarget}/findings/?length=200`)).results as { id: number; definition: { id: string } }[]
  // One of each kind is enough: its sightings differ in addresses only.
  const kinds = [...new Map(web.map((one) => [one.definition.id, one])).values()]
  expect(net.length, 'the hostile services were found out').toBeGreaterThan(3)
  expect(kinds.length, 'the hostile site was found out').toBeGreaterThan(8)
  const all = [...net.map((one) => `/net/findings?finding=${one.id}`), ...kinds.map((one) => `/web/findings?finding=${seeded.webTarget}-${one.id}`)]
  const found: string[] = []
  let seen = ''
  for (const path of all) {
    await open(page, path)
    const drawer = page.getByRole('dialog')
    await expect(drawer).toContainText('History')
    await settled(page)
    found.push(...(await look(page, path)))
    for (const more of await drawer.getByRole('button', { name: /^Show all/ }).all()) await more.click()
    for (const tab of await drawer.getByRole('tab').all()) {
      await tab.click()
      found.push(...(await look(page, path)))
      seen += await drawer.textContent()
    }
    seen += await drawer.textContent()
  }
  // The attacks were there to be seen: as text.
  for (const attack of ['onerror=', 'onload=', '{{constructor', 'javascript:window', '‹U+202E›']) expect(seen, attack).toContain(attack)
  expect(found.join('\n')).toBe('')
})

test('files of a report are downloads, never pages', async ({ page, seeded }) => {
  await open(page, '/')
  const addresses = ['pdf', 'csv', 'json'].map((type) => `/v2/reports/${seeded.netReport}/download?type=${type}`)
  for (const address of addresses) {
    const answer = await page.request.get(address)
    expect(answer.status(), address).toBe(200)
    const headers = answer.headers()
    expect(headers['content-disposition'], address).toMatch(/^attachment/)
    expect(headers['x-content-type-options'], address).toBe('nosniff')
    expect(headers['content-type'], address).not.toMatch(/html|svg|xml/)
  }
})

test('the watch over all of this sees what it should see', async ({ page, watched }) => {
  watched.allow(/policy violated: script-src|Content Security Policy/)
  await open(page, '/')
  // What a page with a hole would do. The policy is the last line: it holds, and says so.
  await page.evaluate(() => {
    const hole = document.createElement('div')
    hole.innerHTML = '<img src=x onerror="window.owned=1"><a href="javascript:window.owned=1">go</a>'
    document.querySelector('main')?.append(hole)
  })
  await expect.poll(() => taken(page)).toEqual(expect.arrayContaining([expect.stringMatching(/^handler/), expect.stringMatching(/^address/), expect.stringMatching(/^element/)]))
  await expect.poll(() => watched.seen(/policy violated: script-src/)).toBe(true)
  await page.getByRole('link', { name: 'go', exact: true }).click()
  expect(await page.evaluate(() => (window as unknown as { owned?: unknown }).owned)).toBeUndefined()
})
