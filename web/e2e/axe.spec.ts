/** Every page by axe: light and dark, desktop and phone. And nothing scrolls sideways. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from '@playwright/test'
import { places, unseen, type Place } from './fixtures/pages.ts'
import { expect, open, settled, still, test } from './fixtures/test.ts'

test.use({ realm: 'seeded' })

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
/** Rules by scheme: what is not about colours was looked at in the first. */
const SCHEMES = { light: undefined, dark: ['color-contrast', 'link-in-text-block'] }

/** What axe finds wrong, in a line for each place. */
async function violations(page: Page, rules: string[] | undefined): Promise<string[]> {
  const { violations: found } = await page.evaluate(
    (runOnly) =>
      (window as unknown as { axe: { run: (on: Document, options: object) => Promise<AxeResults> } }).axe.run(document, {
        resultTypes: ['violations'],
        ...(runOnly === undefined ? {} : { runOnly }),
      }),
    rules,
  )
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${(node.failureSummary ?? '').replaceAll('\n', ' ').slice(0, 300)}`))
}

/** How far the page can be scrolled sideways, in pixels. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector('main')
    return Math.max(document.documentElement.scrollWidth - innerWidth, (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0))
  })
}

async function look(page: Page, place: Place, axe: string): Promise<string[]> {
  const found: string[] = []
  await page.setViewportSize(place.narrow === true ? SIZES.phone : SIZES.desktop)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await open(page, place.path)
  await place.then?.(page)
  await settled(page)
  // By the debugger, which the content security policy does not hold back.
  await page.evaluate(axe)
  for (const [size, viewport] of Object.entries(SIZES)) {
    if (place.narrow === true && size !== 'phone') continue
    await page.setViewportSize(viewport)
    for (const [scheme, rules] of Object.entries(SCHEMES)) {
      await page.emulateMedia({ colorScheme: scheme as keyof typeof SCHEMES, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
      // Colours that are on their way to others have a contrast that nobody sees.
      await still(page)
      for (const violation of await violations(page, rules)) found.push(`${place.name}, ${size}, ${scheme}: ${violation}`)
    }
    const scrolled = await sideways(page)
    if (scrolled > 1) found.push(`${place.name}, ${size}: scrolls sideways by ${scrolled} px`)
  }
  return found
}

const PARTS = 4
for (let part = 0; part < PARTS; part += 1) {
  test(`axe finds nothing, part ${part + 1} of ${PARTS}`, async ({ page, stranger, seeded, site }) => {
    test.setTimeout(900_000)
    expect(seeded.netScan).not.toBe('')
    const axe = await readFile(AXE, 'utf8')
    const all = await places(site.owner)
    const found: string[] = []
    for (const [index, place] of all.entries()) {
      if (index % PARTS !== part) continue
      found.push(...(await look(place.open === true ? stranger : page, place, axe)))
    }
    expect(found.join('\n')).toBe('')
  })
}

test('no page is left out', async ({ seeded, site }) => {
  expect(seeded.netScan).not.toBe('')
  expect(await unseen(await places(site.owner))).toEqual([])
})

test('a long list comes to rest whatever the height of the window', async ({ page, seeded }) => {
  expect(seeded.webScan).not.toBe('')
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(page, '/web/findings')
  const restless: number[] = []
  for (let height = 640; height <= 1060; height += 20) {
    await page.setViewportSize({ width: 1440, height })
    const rests = await page.evaluate(async () => {
      const look = (): string => `${document.querySelector('tbody')?.getBoundingClientRect().height} ${document.querySelectorAll('tr[data-index]').length}`
      // At rest when some frames in a row show the same; a list that goes to and fro never is.
      for (let frames = 0, same = 0, before = ''; frames < 300; frames += 1) {
        await new Promise((done) => requestAnimationFrame(done))
        same = look() === before ? same + 1 : 0
        before = look()
        if (same === 8) return true
      }
      return false
    })
    if (!rests) restless.push(height)
  }
  expect(restless).toEqual([])
})
