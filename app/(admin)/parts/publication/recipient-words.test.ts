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

test('all channels count', () => {
  expect(countOf({ email: 4_800, slack: 2 })).toBe(4_802)
  expect(countOf(null)).toBe(0)
})
