import { expect, test } from 'vitest'
import { staleWords, type NewerChange } from './stale-view.ts'

const at = Date.UTC(2026, 10, 24, 14, 5)

function change(overrides: Partial<NewerChange>): NewerChange {
  return { by: 'Dana', isOwn: false, at, did: 'posted an update', parts: [], ...overrides }
}

test.each<[string, NewerChange[]]>([
  ['Dana posted an update while you were writing.', [change({})]],
  ['Dana and Sam posted an update while you were writing.', [change({}), change({ by: 'Sam' }), change({})]],
  ['You and Dana posted an update while you were writing.', [change({ isOwn: true }), change({})]],
  ['You posted an update in another tab while you were writing.', [change({ isOwn: true, by: 'Priya' })]],
  ['Candor posted an update while you were writing.', [change({ by: null })]],
  ['Somebody changed this while you were writing.', []],
])('%s', (words, changes) => {
  expect(staleWords(changes)).toBe(words)
})
