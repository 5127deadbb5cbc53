// A thin client for Chromium's debugging protocol over pipes: no dependency, no port.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Starts a headless Chromium and returns what drives it. */
export async function launch(binary = process.env.CHROMIUM ?? 'chromium') {
  const home = await mkdtemp(join(tmpdir(), 'watchpost-shots-'))
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', '--hide-scrollbars', '--disable-dev-shm-usage']
  const child = spawn(binary, [...flags, `--user-data-dir=${home}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const waiting = new Map()
  const listeners = []
  let number = 0
  let rest = ''
  child.stdio[4].on('data', (chunk) => {
    const parts = (rest + chunk).split('\0')
    rest = parts.pop()
    for (const part of parts) {
      const message = JSON.parse(part)
      if (message.id !== undefined) waiting.get(message.id)?.(message)
      else for (const listen of listeners) listen(message)
    }
  })
  const command = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      const id = ++number
      waiting.set(id, (answer) => {
        waiting.delete(id)
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`))
        else resolve(answer.result)
      })
      child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  const { targetInfos } = await command('Target.getTargets')
  const page = targetInfos.find((one) => one.type === 'page')
  const { sessionId } = await command('Target.attachToTarget', { targetId: page.targetId, flatten: true })
  const call = (method, params) => command(method, params, sessionId)
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await call(`${domain}.enable`)
  return {
    call,
    on: (listen) => listeners.push(listen),
    close: async () => {
      await command('Browser.close').catch(() => undefined)
      await new Promise((done) => child.once('exit', done))
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Runs an expression in the page. */
export async function run(browser, expression) {
  const { result, exceptionDetails } = await browser.call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value
}

/** Waits until an expression is true in the page. */
export async function until(browser, expression, seconds = 10) {
  for (let left = seconds * 10; left > 0; left -= 1) {
    if (await run(browser, expression).catch(() => false)) return true
    await new Promise((done) => setTimeout(done, 100))
  }
  return false
}
