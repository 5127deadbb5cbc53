// Does the main job in a real browser against a real server, by keyboard where a person would: signs in through the form, is
// refused for a wrong password, adds a target whose name is an attack on the page, scans it, reads a finding, makes a report;
// and tries what must not work: a changing request without the CSRF token, a page without a session.
//   UI=… WATCHPOST_EMAIL=… WATCHPOST_PASSWORD=… node dev/smoke.mjs
import { mkdir, writeFile } from 'node:fs/promises'
import { launch, run, until } from './browser.mjs'

const ui = process.env.UI ?? 'http://127.0.0.1:4173'
const email = process.env.WATCHPOST_EMAIL ?? 'admin@localhost'
const password = process.env.WATCHPOST_PASSWORD ?? ''
const attack = '<img src=x onerror="window.owned=1"><script>window.owned=1</script>'
const problems = []
const browser = await launch()
browser.on(({ method, params }) => {
  if (method === 'Runtime.exceptionThrown') problems.push(params.exceptionDetails.text)
  if (method === 'Log.entryAdded' && /Content.Security.Policy/i.test(params.entry.text)) problems.push(params.entry.text)
})
await browser.call('Emulation.setDeviceMetricsOverride', { width: 1280, height: 900, deviceScaleFactor: 1, mobile: false })

const open = (path) => browser.call('Page.navigate', { url: `${ui}/app${path}` })
const type = (text) => browser.call('Input.insertText', { text })
async function press(key, modifiers = 0) {
  const codes = { Enter: 13, Tab: 9, Escape: 27 }
  const text = key === 'Enter' ? '\r' : key.length === 1 && modifiers === 0 ? key : undefined
  const event = { key, modifiers, windowsVirtualKeyCode: codes[key] ?? key.toUpperCase().charCodeAt(0), text }
  await browser.call('Input.dispatchKeyEvent', { ...event, type: text === undefined ? 'rawKeyDown' : 'keyDown' })
  await browser.call('Input.dispatchKeyEvent', { ...event, type: 'keyUp' })
}
const focus = (name) => run(browser, `document.getElementsByName(${JSON.stringify(name)})[0].focus()`)
const named = (label) => `[...document.querySelectorAll('main button, main a, [role=dialog] button')].find((e) => e.textContent.trim() === ${JSON.stringify(label)})`
async function click(label) {
  await until(browser, `${named(label)} !== undefined`)
  await run(browser, `${named(label)}.click()`)
}
const says = (text) => `document.body.innerText.includes(${JSON.stringify(text)})`
const at = (path) => `location.pathname.startsWith(${JSON.stringify(`/app${path}`)})`
async function expect(what, expression, seconds) {
  const fine = await until(browser, expression, seconds)
  console.log(`${fine ? 'ok  ' : 'FAIL'} ${what}`)
  if (fine) return
  problems.push(what)
  const { data } = await browser.call('Page.captureScreenshot', { format: 'png' })
  await mkdir('shots', { recursive: true })
  await writeFile(`shots/smoke-${problems.length}.png`, Buffer.from(data, 'base64'))
}

await open('/net/findings?severity=high')
await expect('without a session one is led to the sign-in page', at('/sign-in'))
await until(browser, "document.getElementsByName('email').length === 1")
await focus('email')
await type(email)
await press('Tab')
await type('wrong')
await press('Enter')
await expect('a wrong password is refused in words', says('E-mail address or password is wrong.'))
await run(browser, "document.getElementsByName('password')[0].select()")
await type(password)
await press('Enter')
await expect('signing in leads back to where one was', `${at('/net/findings')} && location.search.includes('severity=high')`)
await expect('no script can read the cookie', "document.cookie === ''")
await expect('nothing is kept in the storage of the browser', "sessionStorage.length === 0 && Object.keys(localStorage).every((key) => key.startsWith('mantine-color'))")

const naked = "fetch('/v2/targets', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }).then((r) => r.status)"
await expect('a changing request without the CSRF token is refused', `${naked}.then((status) => status === 403)`)

await until(browser, "document.querySelector('tr[data-open]') !== null")
await press('k', 2)
await until(browser, "document.activeElement?.getAttribute('aria-controls') === 'palette'")
await type('new network target')
await press('Enter')
await expect('the palette opens pages', at('/net/targets/new'))
await until(browser, "document.getElementsByName('hosts').length === 1")
await focus('hosts')
await type('10.0.0.999')
await press('Tab')
await expect('a form says what is wrong as one goes on', says('is not an address, network, range or host name'))
await focus('hosts')
await run(browser, "document.getElementsByName('hosts')[0].select()")
await type('127.0.0.1')
await focus('name')
await type(`${attack}${Date.now()}`)
await press('Enter')
await expect('a target is added', `${at('/net/targets/')} && !${at('/net/targets/new')}`)
await expect('its name is shown as text', says('<img src=x'))
await click('Scan this')
await expect('the wizard knows the target', says('Why it cannot be changed'))
await run(browser, "document.querySelector('input[type=radio][value=quick]').click()")
await click('Continue')
await until(browser, says('Name of the scan'))
await click('Start scan')
await expect('a scan begins', `${at('/net/scans/')} && !${at('/net/scans/new')}`)
await expect('the scan page follows it to its end', says('Completed'), 90)

await open('/net/findings')
await until(browser, "document.querySelector('tr[data-open]') !== null")
await press('j')
await press('j')
await press('Enter')
await expect('a finding opens by keyboard', "document.querySelector('[role=dialog]')?.innerText.includes('What to do')")
await press('Escape')
await expect('and closes', "document.querySelector('[role=dialog]') === null")

await open('/net/reports')
await until(browser, "document.querySelector('tr[data-open]') !== null")
await press('j')
await press('Enter')
await until(browser, says('Make files'))
await click('Make files')
await expect('a report is made', "document.querySelector('[role=dialog]')?.innerText.includes('SHA-256')", 60)
await click('Verify the files')
await expect('and verified', says('Each file still is what was made'))
await expect('its download answers', "fetch(document.querySelector('[role=dialog] a[download]').href).then((r) => r.ok)")

await open('/web/findings?state=')
await until(browser, "document.querySelector('tr[data-open]') !== null")
await press('j')
await press('Enter')
await expect('evidence of a web finding is shown', "document.querySelector('[role=dialog] .raw pre') !== null")
await expect('nothing of it became part of the page', "document.querySelector('.raw pre :not(span):not(mark)') === null")

await browser.call('Network.clearBrowserCookies')
await press('Escape')
await open('/audit')
await expect('an ended session leads to the sign-in page, which keeps the place', `${at('/sign-in')} && location.search.includes('audit')`)
await expect('no attack ran', 'window.owned === undefined')
await browser.close()
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
