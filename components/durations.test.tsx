import { expect, test } from 'vitest'
import { counted, durationWords } from './durations.tsx'

const minuteMs = 60_000

test.each([
  [0, 'less than a minute'],
  [59_999, 'less than a minute'],
  [minuteMs, '1 minute'],
  [51 * minuteMs, '51 minutes'],
  [60 * minuteMs, '1 hour'],
  [64 * minuteMs + 59_000, '1 hour 4 minutes'],
  [24 * 60 * minuteMs, '1 day'],
  [(51 * 60 + 7) * minuteMs, '2 days 3 hours'],
  [(48 * 60 + 7) * minuteMs, '2 days'],
])('%i ms are %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words)
})

test('one thing stands alone, others have an s', () => {
  expect([counted(0, 'day'), counted(1, 'day'), counted(2, 'day')]).toEqual(['0 days', '1 day', '2 days'])
})
