import { expect, test } from 'vitest'
import { countOf, recipientWords } from './recipient-words.ts'

test.each([
  [{ email: 4_800, webhook: 12 }, '4,812 subscribers are told: 4,800 by mail, 12 by webhook.'],
  [{ email: 1 }, '1 subscriber is told: 1 by mail.'],
  [{}, 'No subscriber is told: nobody asked to hear of this.'],
  [null, 'No subscriber is told of it.'],
])('%o is told as “%s”', (recipients, words) => {
  expect(recipientWords(recipients)).toBe(words)
})

test('what is for too many says that an owner is asked', () => {
  expect(recipientWords({ email: 4_800, webhook: 12 }, 4_000)).toBe(
    'It is for 4,812 subscribers, 4,800 by mail, 12 by webhook: more than the 4,000 who may be told unasked. It is held back until an owner agrees.',
  )
  expect(recipientWords({ email: 4_000 }, 4_000)).toBe('4,000 subscribers are told: 4,000 by mail.')
})

test('all channels count', () => {
  expect(countOf({ email: 4_800, slack: 2 })).toBe(4_802)
  expect(countOf(null)).toBe(0)
})
