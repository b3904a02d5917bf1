import { expect, test } from 'vitest'
import { clockNotes } from './clock-notes.ts'

const now = Date.UTC(2026, 10, 24)

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

test('a time that the clock shows twice, or skips, is told with what it is taken for; others are not', () => {
  const form = formOf({ a: '2026-10-25T02:30', b: '2026-03-29T02:30', c: '2026-10-25T04:30', d: 'two o’clock' })
  expect(clockNotes(form, ['a', 'b', 'c', 'd', 'none'], 'Europe/Berlin', now)).toEqual([
    '02:30 comes twice on that day, as the clock goes back. The first is taken: 25 Oct, 02:30 CEST.',
    '02:30 is left out on that day, as the clock goes forward. It is taken as 29 Mar, 03:30 CEST.',
  ])
})
