import { expect, test } from 'vitest'
import { timelineMarkdown } from './timeline-words.ts'

const began = Date.UTC(2026, 10, 24, 23, 50)
const told = { now: began, timeZone: 'Europe/Berlin' }

test('each moment is a line, with the day only where it is another one', () => {
  const moments = [
    {
      at: began,
      changes: [{ name: 'Check_out', status: 'major_outage' as const }],
      updates: [{ label: 'Investigating', text: 'Nothing\n\n**works**.' }],
    },
    { at: began + 24 * 3_600_000, changes: [{ name: 'Check_out', status: 'operational' as const }], updates: [] },
  ]
  expect(timelineMarkdown(moments, told)).toBe(
    '- **00:50 CET** Check\\_out: major outage. Investigating: Nothing **works**.\n- **26 Nov, 00:50 CET** Check\\_out: operational again.',
  )
})

test('an incident of which nothing is public has no line', () => {
  expect(timelineMarkdown([], told)).toBe('')
})
