import { expect, it } from 'vitest'
import { daysInWords, windowInWords, wrongWindow } from './window'

it.each([
  [[], 'every day'],
  [[1, 2, 3, 4, 5, 6, 7], 'every day'],
  [[5, 1, 2, 4, 3], 'Mon–Fri'],
  [[6, 7], 'Sat, Sun'],
  [[1, 3, 5], 'Mon, Wed, Fri'],
  [[7], 'Sun'],
])('%j are %s', (days, said) => expect(daysInWords(days)).toBe(said))

it.each([
  [{ begin: '08:00', cease: '18:00', weekdays: [1, 2, 3, 4, 5] }, 'Mon–Fri, 08:00 until 18:00'],
  [{ begin: '22:00', cease: '06:00', weekdays: [] }, 'Every day, 22:00 until 06:00 of the next day'],
  [{ begin: '00:00', cease: '00:00', weekdays: [6, 7] }, 'Sat, Sun, the whole day'],
  [{ begin: '18:00', cease: '18:00', weekdays: [5] }, 'Fri, 24 hours from 18:00 on'],
])('%j is said as %s', (window, said) => expect(windowInWords(window)).toBe(said))

it('needs both ends', () => expect(wrongWindow({ begin: '', cease: '06:00' })).toEqual({ begin: 'When it begins is needed' }))
