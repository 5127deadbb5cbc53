import { defineConfig } from '@playwright/test'

/** Everything that needs a real browser: Debian's Chromium, never one that is downloaded. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'e2e-results',
  // A worker has a server of its own; two keep two processors busy.
  workers: 2,
  fullyParallel: true,
  // A test that only passes at the second try has found something.
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // Long: a busy machine is slow, and what is only slow has not failed. What is ready is never waited for.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    },
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 60_000,
    navigationTimeout: 90_000,
    // Recording costs more than the tests themselves; WATCHPOST_TRACE=1 keeps what led to a failure.
    trace: process.env.WATCHPOST_TRACE === undefined ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'e2e', testMatch: '*.spec.ts' },
    { name: 'bench', testMatch: '*.bench.ts', workers: 1, timeout: 900_000 },
    { name: 'shots', testMatch: 'shots.ts', timeout: 600_000, workers: 1 },
  ],
})
