import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { IncidentReports, PublicActionItem, PublicReport } from '#domain/public/reports'
import type { ReportDebt, ReportPolicy } from '#domain/reports/reports'
import { IncidentReport } from './incident-report.tsx'
import { policyWords } from './report-words.tsx'

const dayMs = 86_400_000
const now = Date.UTC(2026, 10, 24, 14, 5)
const told = { now, timeZone: 'Etc/UTC' }

const newest: PublicReport = {
  number: 1,
  isPreliminary: false,
  publishedAt: now - 2 * dayMs,
  sections: [{ key: 'summary', html: '<p>Short.</p>' }],
}

function shown(reports: Partial<IncidentReports>): string {
  const none = { newest: null, versions: [], actionItems: [], debt: null, waived: null, dueAt: null }
  const html = renderToStaticMarkup(
    <IncidentReport incidentId="abcdefghijkl" reports={{ ...none, ...reports }} {...told} />,
  )
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll(' .', '.')
    .replaceAll(' ,', ',')
}

function debt(overrides: Partial<ReportDebt>): ReportDebt {
  return { awaits: 'final', dueAt: now + dayMs, lateByMs: 0, finalDueAt: now + dayMs, ...overrides }
}

describe('what is awaited', () => {
  test('says by when it comes', () => {
    expect(shown({ debt: debt({}) })).toContain('The final report is due by 25 Nov, 14:05 UTC.')
    const preliminary = debt({ awaits: 'preliminary', finalDueAt: now + 12 * dayMs })
    expect(shown({ debt: preliminary })).toContain(
      'A preliminary report is due by 25 Nov, 14:05 UTC, the final one by 6 Dec, 14:05 UTC.',
    )
  })

  test('says by how much it is late', () => {
    const late = debt({ awaits: 'preliminary', dueAt: now - 3 * dayMs, lateByMs: 3 * dayMs })
    expect(shown({ debt: late })).toContain(
      'A preliminary report is 3 days late: it was due by 21 Nov, 14:05 UTC. The final one is due by 25 Nov, 14:05 UTC.',
    )
    expect(shown({ debt: debt({ dueAt: now - dayMs, lateByMs: dayMs }) })).toContain('The final report is 1 day late:')
  })

  test('is nothing to say where nothing is owed', () => {
    expect(shown({})).toBe('')
  })

  test('says why none is planned', () => {
    expect(shown({ waived: { at: now, reason: 'A drill.' } })).toContain('No report is planned. A drill. Decided')
  })
})

describe('a published report', () => {
  test('says how it kept its day', () => {
    const published = (dueAt: number | null) => shown({ newest, dueAt })
    expect(published(now)).toContain('Published 22 Nov, 14:05 UTC, 2 days before it was due')
    expect(published(now - 2 * dayMs + 60_000)).toContain('14:05 UTC, in time')
    expect(published(now - 5 * dayMs)).toContain('14:05 UTC, 3 days after it was due')
    expect(published(null)).not.toContain('due')
  })

  test('names its version and leads to the earlier ones', () => {
    const versions = [2, 1].map((number) => ({ number, isPreliminary: number === 1, publishedAt: now - dayMs }))
    const html = shown({ newest: { ...newest, number: 2 }, versions })
    expect(html).toContain('Version 2, published 22 Nov')
    expect(html).toContain('Version 1, 23 Nov')
  })

  test('has its promises with their states in words', () => {
    const item = (overrides: Partial<PublicActionItem>): PublicActionItem => ({
      id: 'a',
      title: 'Watch',
      ownerRole: 'Platform',
      dueAt: now - dayMs,
      state: 'open',
      lateByMs: 0,
      doneAt: null,
      dropped: null,
      ...overrides,
    })
    const actionItems = [
      item({ dueAt: now + dayMs }),
      item({ id: 'b', state: 'late', lateByMs: dayMs + 60_000 }),
      item({ id: 'c', state: 'done', doneAt: now }),
      item({ id: 'd', state: 'dropped', dropped: { at: now, reason: 'Not possible.' } }),
    ]
    const html = shown({ newest, actionItems })
    for (const words of [
      'Platform · due 25 Nov',
      '2 days late, was due 23 Nov',
      'done 24 Nov',
      'dropped 24 Nov Why it was dropped: Not possible.',
    ]) {
      expect(html).toContain(words)
    }
  })
})

test('the policy says which incidents get a report, and by when', () => {
  const policy: ReportPolicy = { reportsOwedFrom: 'major', preliminaryReportHours: 72, finalReportDays: 14 }
  expect(policyWords(policy)).toBe(
    'An incident of major or critical impact gets a follow-up report: a preliminary one within 72 hours of its end, the final one within 14 days.',
  )
  expect(policyWords({ ...policy, reportsOwedFrom: 'minor', finalReportDays: 1 })).toBe(
    'An incident of minor, major or critical impact gets a follow-up report: one within 1 day of its end.',
  )
  expect(policyWords({ ...policy, reportsOwedFrom: 'critical' })).toMatch(/^An incident of critical impact/)
  expect(policyWords({ ...policy, reportsOwedFrom: 'none' })).not.toMatch(/impact/)
})
