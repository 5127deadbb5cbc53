import { expect, it } from 'vitest'
import { curl, quote } from './curl'

it('writes a request as a command', () => {
  const message = "POST /a?b=1 HTTP/1.1\nHost: h:8080\nContent-Length: 9\nX-Name: it's\n\nq=a&c='d'\n"
  expect(curl(message, 'https://other/')).toBe(
    "curl -i --path-as-is \\\n  -X POST \\\n  -H 'X-Name: it'\\''s' \\\n  --data-raw 'q=a&c='\\''d'\\''' \\\n  'https://h:8080/a?b=1'",
  )
})

it.each([
  ['plain', 'plain'],
  ['$(reboot)', "'$(reboot)'"],
  ["';x;'", "''\\'';x;'\\'''"],
])('quotes %j', (text, quoted) => expect(quote(text)).toBe(quoted))

it('makes nothing of what is no request', () => expect(curl('HTTP/1.1 200 OK\n\n', 'http://a/')).toBeUndefined())
