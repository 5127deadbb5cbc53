// Opens every page in light and dark, on a desktop and on a phone, and keeps a picture of each in `shots/`. Says what went
// wrong: errors on the console, violations of the content security policy, pages that scroll sideways, controls without names.
//   UI=http://127.0.0.1:4173 WATCHPOST_EMAIL=… WATCHPOST_PASSWORD=… node dev/shots.mjs [part of a page's name …]
import { mkdir, writeFile } from 'node:fs/promises'
import { launch, run, until } from './browser.mjs'
import { pages } from './pages.mjs'

const ui = process.env.UI ?? 'http://127.0.0.1:4173'
const email = process.env.WATCHPOST_EMAIL ?? 'admin@localhost'
const password = process.env.WATCHPOST_PASSWORD ?? ''
const wanted = process.argv.slice(2)
const sizes = { desktop: [1440, 900], phone: [390, 844] }
const problems = []
let here = 'start'

const browser = await launch()
browser.on(({ method, params }) => {
  if (method === 'Runtime.exceptionThrown') problems.push(`${here}: ${params.exceptionDetails.exception?.description ?? params.exceptionDetails.text}`)
  if (method === 'Log.entryAdded' && params.entry.level === 'error') problems.push(`${here}: ${params.entry.text} ${params.entry.url ?? ''}`)
  if (method === 'Runtime.consoleAPICalled' && params.type === 'error') problems.push(`${here}: ${params.args.map((one) => one.value ?? one.description).join(' ').slice(0, 400)}`)
})

const settled = "document.querySelector('h1') !== null && document.querySelector('[role=status][aria-label=Loading]') === null && document.querySelector('.loading-line.on') === null"
const LOOK = `(() => {
  const found = []
  if (document.scrollingElement.scrollWidth > innerWidth + 1) found.push('the page scrolls sideways')
  const main = document.querySelector('main')
  if (main && main.scrollWidth > main.clientWidth + 1) found.push('the content scrolls sideways: ' + [...main.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map((e) => e.tagName + '.' + e.className).join(' '))
  for (const e of document.querySelectorAll('button, a[href], input:not([type=hidden]), textarea')) {
    const name = e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim() || (e.labels && e.labels[0]?.textContent)
    if (!name && e.getClientRects().length > 0 && e.getAttribute('aria-hidden') !== 'true' && e.tabIndex >= 0) found.push('no name: ' + e.outerHTML.slice(0, 120))
  }
  if (document.querySelectorAll('h1').length !== 1) found.push('not exactly one h1')
  if (document.querySelector('[role=alert]')) found.push('an error is shown: ' + document.querySelector('[role=alert]').textContent)
  return found
})()`

async function show(name, path, extra) {
  await browser.call('Page.navigate', { url: `${ui}/app${path}` })
  await new Promise((done) => setTimeout(done, 300))
  if (!(await until(browser, settled))) problems.push(`${name}: did not come to rest`)
  if (extra) await run(browser, extra)
  await new Promise((done) => setTimeout(done, 400))
}

async function shoot(name) {
  for (const problem of await run(browser, LOOK)) problems.push(`${here}: ${problem}`)
  const { data } = await browser.call('Page.captureScreenshot', { format: 'png' })
  await writeFile(`shots/${name}.png`, Buffer.from(data, 'base64'))
}

async function signIn() {
  await show('sign-in', '/sign-in')
  await run(browser, `fetch('/app/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: ${JSON.stringify(JSON.stringify({ email, password }))} }).then((r) => { if (!r.ok) throw new Error('sign-in failed: ' + r.status) })`)
}

await mkdir('shots', { recursive: true })
let signedIn = false
for (const page of await pages(browser, run, ui, signIn)) {
  if (wanted.length > 0 && !wanted.some((one) => page.name.includes(one))) continue
  if (page.public !== true && !signedIn) {
    await signIn()
    signedIn = true
  }
  for (const [size, [width, height]] of Object.entries(sizes)) {
    for (const scheme of ['light', 'dark']) {
      here = `${page.name}-${size}-${scheme}`
      await browser.call('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: size === 'phone' })
      await browser.call('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
      await show(page.name, page.path, page.then)
      await shoot(here)
    }
  }
}
await browser.close()
const unique = [...new Set(problems)]
for (const problem of unique) console.error(problem)
console.log(unique.length === 0 ? 'no problems' : `${unique.length} problems`)
process.exit(unique.length === 0 ? 0 : 1)
