import { describe, expect, test } from 'vitest'
import {
  actionStateAt,
  debtAt,
  missingSections,
  owingImpacts,
  reportDueDates,
  reportHeadings,
  type ReportPolicy,
} from './reports.ts'

const policy: ReportPolicy = { reportsOwedFrom: 'major', preliminaryReportHours: 72, finalReportDays: 14 }
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const resolvedAt = Date.UTC(2026, 10, 1)

test('the policy’s impact and what is worse owe a report', () => {
  expect(owingImpacts(policy)).toEqual(['major', 'critical'])
  expect(owingImpacts({ reportsOwedFrom: 'minor' })).toEqual(['minor', 'major', 'critical'])
  expect(owingImpacts({ reportsOwedFrom: 'none' })).toEqual([])
})

test('a preliminary report is due in the policy’s hours, the final one in its days', () => {
  expect(reportDueDates(resolvedAt, policy)).toEqual({
    preliminaryDueAt: Date.UTC(2026, 10, 4),
    dueAt: Date.UTC(2026, 10, 15),
  })
})

describe('what is due next', () => {
  const dates = reportDueDates(resolvedAt, policy)

  test('is the preliminary report, and it can be late', () => {
    expect(debtAt(dates, false, resolvedAt)).toEqual({
      awaits: 'preliminary',
      dueAt: dates.preliminaryDueAt,
      lateByMs: 0,
      finalDueAt: dates.dueAt,
    })
    expect(debtAt(dates, false, dates.preliminaryDueAt).lateByMs).toBe(0)
    expect(debtAt(dates, false, dates.preliminaryDueAt + hourMs)).toMatchObject({
      awaits: 'preliminary',
      lateByMs: hourMs,
    })
  })

  test('is the final one after a preliminary one, or once its own day has passed', () => {
    expect(debtAt(dates, true, resolvedAt + 5 * dayMs)).toMatchObject({ awaits: 'final', lateByMs: 0 })
    expect(debtAt(dates, false, dates.dueAt + dayMs)).toMatchObject({ awaits: 'final', lateByMs: dayMs })
    expect(debtAt(dates, true, dates.dueAt + dayMs)).toMatchObject({ awaits: 'final', lateByMs: dayMs })
  })

  test('is the final one where a preliminary one would not come before it', () => {
    const quick = reportDueDates(resolvedAt, { ...policy, finalReportDays: 3 })
    expect(debtAt(quick, false, resolvedAt)).toMatchObject({ awaits: 'final', dueAt: quick.dueAt })
  })
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

test('a final report needs its four headings, a preliminary one its summary', () => {
  const empty = { summary: '', affected: ' ', happened: 'A fault.', prevention: '', customerAction: '' }
  expect(missingSections(empty, false)).toEqual(['summary', 'affected', 'prevention'])
  expect(missingSections(empty, true)).toEqual(['summary'])
  expect(missingSections({ ...empty, summary: 'It stopped.' }, true)).toEqual([])
})

test('an action item is late once its day is over, unless it is done or dropped', () => {
  const item = { dueAt: resolvedAt, doneAt: null, droppedAt: null }
  expect(actionStateAt(item, resolvedAt)).toBe('open')
  expect(actionStateAt(item, resolvedAt + 1)).toBe('late')
  expect(actionStateAt({ ...item, dueAt: null }, resolvedAt + 1)).toBe('open')
  expect(actionStateAt({ ...item, doneAt: resolvedAt }, resolvedAt + 1)).toBe('done')
  expect(actionStateAt({ ...item, droppedAt: resolvedAt }, resolvedAt + 1)).toBe('dropped')
})
