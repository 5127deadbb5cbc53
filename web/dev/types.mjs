// Generates src/api/*.gen.ts from the two committed OpenAPI documents; `--check` fails when what is committed differs.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const root = new URL('..', import.meta.url)
const check = process.argv.includes('--check')
let drift = false
for (const name of ['v2', 'dast']) {
  const source = new URL(`../docs/openapi/${name}.json`, root)
  const target = new URL(`src/api/${name}.gen.ts`, root)
  const head = `// Generated from docs/openapi/${name}.json by \`npm run gen\`. Do not edit.\n`
  const text = head + astToString(await openapiTS(source, { alphabetize: true }))
  if (!check) {
    await writeFile(target, text)
    continue
  }
  const have = await readFile(target, 'utf8').catch(() => '')
  if (have !== text) {
    drift = true
    console.error(`src/api/${name}.gen.ts does not match docs/openapi/${name}.json: run \`npm run gen\``)
  }
}
process.exit(drift ? 1 : 0)
