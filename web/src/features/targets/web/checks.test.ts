import { expect, it } from 'vitest'
import { wrongPayload } from './ApiLogin'
import { wrongHost } from './Hosts'
import { wrongSecret } from './Otp'

it.each([
  ['JBSW Y3DP-EHPK3PXP', true],
  ['********', true],
  ['', false],
  ['secret1', false],
])('the secret %j', (text, fine) => expect(wrongSecret(text, true) === undefined).toBe(fine))

it.each([
  ['api.example', true],
  ['api.example:8443', true],
  ['[::1]:80', true],
  ['http://api.example', false],
  ['a b', false],
])('the host %j', (text, fine) => expect(wrongHost(text) === undefined).toBe(fine))

it.each([
  ['{"a":1}', 'application/json', true],
  ['{a', 'application/json', false],
  ['a=1', 'application/x-www-form-urlencoded', true],
])('the body %j as %s', (text, media, fine) => expect(wrongPayload(text, media) === undefined).toBe(fine))
