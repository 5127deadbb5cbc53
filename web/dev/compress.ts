/** Leaves `x.br` and `x.gz` beside every file of dist/ that they make smaller, for the server to send as they are. */
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(html|js|css|svg|json|txt|webmanifest)$/
const FORMS = {
  '.br': (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  '.gz': (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
}

export function compress(): Plugin {
  let dir = 'dist'
  return {
    name: 'watchpost-compress',
    apply: 'build',
    configResolved: (config) => void (dir = join(config.root, config.build.outDir)),
    async closeBundle() {
      // Where the build failed there may be no folder; its own error is the one to be seen.
      const names = (await readdir(dir, { recursive: true }).catch(() => [])).filter((name) => TEXT.test(name))
      await Promise.all(names.map((name) => pack(join(dir, name))))
    },
  }
}

async function pack(path: string): Promise<void> {
  const bytes = await readFile(path)
  for (const [ending, form] of Object.entries(FORMS)) {
    const packed = await form(bytes)
    if (packed.length < bytes.length * 0.95) await writeFile(path + ending, packed)
  }
}
