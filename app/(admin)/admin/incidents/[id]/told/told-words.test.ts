import { expect, test } from 'vitest'
import type { Telling } from '#domain/outbox/ledger'
import { tellingWords, unreachableWords } from './told-words.ts'

const telling: Telling = {
  number: 1,
  kind: 'update',
  label: 'Resolved',
  at: 0,
  isQuiet: false,
  isOpen: false,
  isHeld: false,
  isDropped: false,
  expected: 0,
  total: 4_820,
  told: 4_812,
  failed: 8,
  waiting: 0,
  held: 0,
  dropped: 0,
  lastAfterMs: 89_400,
}

test.each([
  [{}, '4,812 of 4,820 subscribers told within 90 seconds; 8 failed.'],
  [{ told: 4_800, failed: 0, waiting: 20 }, '4,800 of 4,820 subscribers told; 20 wait.'],
  [{ total: 1, told: 1, failed: 0, lastAfterMs: 400_000 }, '1 of 1 subscriber told within 6 minutes.'],
  [{ total: 0, told: 0, failed: 0, lastAfterMs: null }, 'Nobody asked to hear of it.'],
  [
    { told: 4_800, failed: 0, dropped: 8, waiting: 12, held: 2 },
    '4,800 of 4,820 subscribers told; 8 dropped by an owner; 10 wait; 2 held back until an owner decides.',
  ],
  [
    { isOpen: true, isHeld: true, expected: 1_204_000, total: 0 },
    'Held back until an owner decides: it is for 1,204,000 subscribers, more than may be told unasked.',
  ],
  [{ isDropped: true, total: 0 }, 'An owner decided that nobody is told.'],
  [{ isQuiet: true, total: 0 }, 'Posted quietly: nobody was told.'],
])('%o reads “%s”', (changes, words) => {
  expect(tellingWords({ ...telling, ...changes })).toBe(words)
})

test.each([
  [8, 8, null],
  [1_208, 8, '1,200 of the 1,208 can’t be reached now: the address refuses mail, or they left.'],
  [8, 0, 'None of those whom it did not reach can be reached now: the address refuses mail, or they left.'],
])('of %i that failed, %i can be sent again: %s', (failed, again, words) => {
  expect(unreachableWords(failed, again)).toBe(words)
})
