import { expect, test } from 'vitest'
import { owesReport, reportDueDates, reportHeadings } from './reports.ts'

test('major and critical incidents owe a follow-up report, and no others', () => {
  const owing = (['none', 'maintenance', 'minor', 'major', 'critical'] as const).filter(owesReport)
  expect(owing).toEqual(['major', 'critical'])
})

test('a preliminary report is due in 72 hours, the final one in 14 days', () => {
  const resolvedAt = Date.UTC(2026, 10, 1)
  expect(reportDueDates(resolvedAt)).toEqual({ preliminaryDueAt: Date.UTC(2026, 10, 4), dueAt: Date.UTC(2026, 10, 15) })
})

test('the headings stand in their fixed order', () => {
  expect(Object.values(reportHeadings)).toEqual([
    'Summary',
    'Who was affected?',
    'What happened?',
    'What are we doing to make sure it doesn’t happen again?',
    'What can you do?',
  ])
})
