// How much a first visit loads: what index.html names, compressed as the server will. Fails above the limit.
import { readFile, readdir } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const LIMIT = 300_000
const dist = new URL('../dist/', import.meta.url)
const html = await readFile(new URL('index.html', dist), 'utf8')
const named = [...html.matchAll(/(?:src|href)="\/app\/([^"]+\.(?:js|css))"/g)].map((match) => match[1])
let sum = gzipSync(html).length
for (const name of named) {
  const size = gzipSync(await readFile(new URL(name, dist))).length
  sum += size
  console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${name}`)
}
const assets = await readdir(new URL('assets/', dist))
console.log(`${(sum / 1000).toFixed(1).padStart(8)} kB  first load, gzip (${assets.length} files in all); limit ${LIMIT / 1000} kB`)
if (/<script(?![^>]*\bsrc=)|<style|\son\w+=/.test(html)) {
  console.error('index.html holds inline scripts or styles')
  process.exit(1)
}
process.exit(sum > LIMIT ? 1 : 0)
