import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { makePerson, terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage, makeReport } from '#db/demo/makers'
import { incidents } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { readIncidentPage } from '../public/incidents.ts'
import { readIncidentReports } from '../public/reports.ts'
import { saveReportDraft } from './report-drafts.ts'
import { publishReport, unwaiveReport, waiveReport } from './report-publication.ts'
import { readReport } from './report-record.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

function scene({ isOpen = false, isInternal = false } = {}) {
  const db = testDatabase()
  makePage(db, {}, now)
  const dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
  const checkout = makeComponent(db, {}, now)
  const components = [{ componentId: checkout, status: 'major_outage' as const }]
  const incidentId = makeIncident(db, { components, isInternal }, now)
  if (!isOpen) postUpdate(db, dana, { incidentId, status: 'resolved', body: 'It works.' }, now)
  return { db, dana, incidentId, checkout }
}

describe('a report that is published', () => {
  test('is the next version, and tells of itself by an update that leaves the incident’s status alone', () => {
    const { db, dana, incidentId } = scene()
    expect(makeReport(db, { incidentId, by: dana }, now + minuteMs)).toBe(1)
    expect(makeReport(db, { incidentId, summary: 'It stood still.' }, now + 2 * minuteMs)).toBe(2)
    expect(readReport(db, incidentId)?.status).toBe('published')
    expect(readIncidentPage(db, incidentId, now)).toMatchObject({
      incident: {
        status: 'resolved',
        resolvedAt: now,
        updates: [
          {
            status: 'postmortem',
            label: 'Follow-up report',
            body: 'The follow-up report is published, version 2.\n\nIt stood still.',
          },
          { status: 'postmortem', body: 'The follow-up report is published.\n\nIt stopped.' },
          { status: 'resolved' },
          { status: 'investigating' },
        ],
      },
    })
  })

  test('leaves a reopening the words that it has', () => {
    const { db, dana, incidentId } = scene()
    makeReport(db, { incidentId }, now + minuteMs)
    postUpdate(db, dana, { incidentId, status: 'identified' }, now + 2 * minuteMs)
    expect(readIncidentPage(db, incidentId, now)).toMatchObject({
      incident: { status: 'identified', updates: [{ label: 'Reopened: identified' }, {}, {}, {}] },
    })
  })

  test('is what was seen, and nothing that was saved since', () => {
    const { db, dana, incidentId } = scene()
    const text = { summary: 'a', affected: 'b', happened: 'c', prevention: 'd' }
    const seen = saveReportDraft(db, dana, { incidentId, seen: null, ...text }, now)
    saveReportDraft(db, terminal, { incidentId, seen, ...text, summary: 'e' }, now)
    expect(() => publishReport(db, dana, { incidentId, seen }, now)).toThrow(
      expect.objectContaining({ code: 'conflict', message: expect.stringContaining('changed the draft') as unknown }),
    )
  })

  test('has something under each of its four headings', () => {
    const { db, incidentId } = scene()
    expect(() => makeReport(db, { incidentId, summary: '', prevention: '' }, now)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        field: 'summary',
        message: 'Something is missing under “Summary”, “What are we doing to make sure it doesn’t happen again?”.',
      }),
    )
    const draft = { affected: '', happened: '', prevention: '', isPreliminary: true }
    const other = scene()
    expect(makeReport(other.db, { incidentId: other.incidentId, ...draft }, now)).toBe(1)
  })

  test('is a preliminary one while the incident is open, and then leaves its promise alone', () => {
    const { db, incidentId } = scene({ isOpen: true })
    expect(() => makeReport(db, { incidentId }, now)).toThrow(expect.objectContaining({ field: 'isPreliminary' }))
    const open = scene({ isOpen: true })
    makeReport(open.db, { incidentId: open.incidentId, isPreliminary: true }, now)
    expect(readIncidentPage(open.db, open.incidentId, now)).toMatchObject({
      incident: { promise: { missedByMs: 0 }, updates: [{ status: 'investigating' }] },
    })
  })

  test('can’t be preliminary after a final one, nor of an internal incident', () => {
    const { db, incidentId } = scene()
    makeReport(db, { incidentId }, now)
    expect(() => makeReport(db, { incidentId, isPreliminary: true }, now + 1)).toThrow(/final report is published/)
    const internal = scene({ isInternal: true })
    expect(() => makeReport(internal.db, { incidentId: internal.incidentId }, now)).toThrow(/internal/)
  })
})

describe('that no report is planned', () => {
  test('is public with its reason, and can be taken back', () => {
    const { db, dana, incidentId } = scene()
    waiveReport(db, dana, { incidentId, reason: 'A drill.' }, now)
    expect(readIncidentReports(db, incidentId, now)).toMatchObject({
      debt: null,
      waived: { at: now, reason: 'A drill.' },
    })
    expect(() => waiveReport(db, dana, { incidentId, reason: 'Twice.' }, now)).toThrow(/said already/)
    unwaiveReport(db, dana, { incidentId }, now + minuteMs)
    expect(readIncidentReports(db, incidentId, now)).toMatchObject({ waived: null, debt: { awaits: 'preliminary' } })
    expect(readReport(db, incidentId)?.status).toBe('owed')
    expect(() => unwaiveReport(db, dana, { incidentId }, now)).toThrow(/Nobody said/)
  })

  test('gives a draft back as it was', () => {
    const { db, dana, incidentId } = scene()
    saveReportDraft(db, dana, { incidentId, seen: null, summary: 'a' }, now)
    waiveReport(db, dana, { incidentId, reason: 'A drill.' }, now)
    unwaiveReport(db, dana, { incidentId }, now)
    expect(readReport(db, incidentId)?.status).toBe('draft')
  })

  test('asks for a reason, and for a report that is owed and not there', () => {
    const { db, dana, incidentId } = scene()
    expect(() => waiveReport(db, dana, { incidentId, reason: ' ' }, now)).toThrow(/Write the reason/)
    const minor = makeIncident(db, { title: 'Slow' }, now)
    postUpdate(db, dana, { incidentId: minor, status: 'resolved' }, now)
    expect(() => waiveReport(db, dana, { incidentId: minor, reason: 'x' }, now)).toThrow(/owes no report/)
    makeReport(db, { incidentId }, now)
    expect(() => waiveReport(db, dana, { incidentId, reason: 'x' }, now)).toThrow(/published already/)
  })

  test('is not told of what owes none any more', () => {
    const { db, dana, incidentId } = scene()
    waiveReport(db, dana, { incidentId, reason: 'A drill.' }, now)
    db.update(incidents).set({ falseAlarmAt: now }).where(eq(incidents.id, incidentId)).run()
    expect(readIncidentReports(db, incidentId, now)).toMatchObject({ waived: null, debt: null })
  })
})
