import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { compress } from './dev/compress.ts'

/** Where the server to try things against listens. */
const server = process.env.WATCHPOST_URL ?? 'http://127.0.0.1:8080'

/** What the server will send; the preview sends it too, so that violations show before they are shipped. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export default defineConfig({
  base: '/app/',
  plugins: [react(), compress()],
  resolve: { alias: { '~': new URL('./src', import.meta.url).pathname } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  // The session, the events and both dialects are the server's; `Host` stays as it is, or signing in would be refused.
  server: {
    proxy: Object.fromEntries(
      ['/app/session', '/app/events', '^/(?!app(?:/|$)).+'].map((path) => [path, { target: server, changeOrigin: false }]),
    ),
  },
  preview: { headers: { 'Content-Security-Policy': policy } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
})
