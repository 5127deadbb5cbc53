import { expect, it } from 'vitest'
import { forms, pieces, unfence } from './highlight'

it('cuts a message and loses nothing of it', () => {
  const message = 'GET /?q=<b>1 HTTP/1.1\nHost: a\nX: y:z\n\n<script>alert(1)</script>\nHost: body\n'
  const cut = pieces(message, ['<b>1', 'alert'])
  expect(cut.map((piece) => piece.text).join('')).toBe(message)
  expect(cut.filter((piece) => piece.tone === 'name').map((piece) => piece.text)).toEqual(['Host:', 'X:'])
  expect(cut.filter((piece) => piece.tone === 'mark').map((piece) => piece.text)).toEqual(['<b>1', 'alert'])
})

it('takes messages out of their fences', () => {
  expect(unfence('```http\nGET / HTTP/1.1\n\n```')).toBe('GET / HTTP/1.1\n')
  expect(unfence('plain')).toBe('plain')
})

it('finds a value as it was sent and as it came back', () => {
  expect(forms("a'<")).toEqual(["a'<", 'a%27%3C', "a'%3C", "a'&lt;", 'a&#39;&lt;'])
})

it('names what is not seen and what turns the direction of text', () => {
  const cut = pieces('HTTP/1.1 200 OK\nName: a\u202Egnp.exe\0\n\ttab\n')
  expect(cut.map((piece) => piece.text).join('')).toBe('HTTP/1.1 200 OK\nName: a‹U+202E›gnp.exe‹U+0000›\n\ttab\n')
  expect(cut.filter((piece) => piece.tone === 'control')).toHaveLength(2)
})
