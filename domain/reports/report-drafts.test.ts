import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { makeComponent, makeIncident, makeMaintenance, makePage, makeReport } from '#db/demo/makers'
import { auditLog } from '#db/schema/audit'
import { incidents } from '#db/schema/incidents'
import { page } from '#db/schema/page'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { approveReport, saveReportDraft, submitReport, type ReportDraftInput } from './report-drafts.ts'
import { publishReport, waiveReport } from './report-publication.ts'
import { readDraft, readReport } from './report-record.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

/** A critical incident that is over, and three people who may write of it. */
function scene() {
  const db = testDatabase()
  makePage(db, {}, now)
  const dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
  const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
  const checkout = makeComponent(db, {}, now)
  const incidentId = makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, now)
  postUpdate(db, dana, { incidentId, status: 'resolved' }, now)
  const save = (by = priya, input: Partial<ReportDraftInput> = {}, at = now) =>
    saveReportDraft(db, by, { incidentId, seen: null, ...whole, ...input }, at)
  return { db, dana, priya, incidentId, save }
}

const whole = { summary: 'It stopped.', affected: 'All.', happened: 'A cable.', prevention: 'A second one.' }

describe('a draft', () => {
  test('is saved as it is typed, and tells when', () => {
    const { db, incidentId, priya, save } = scene()
    const seen = save(priya, { summary: ' It *stopped*. \u0007' })
    expect(readDraft(db, incidentId)).toMatchObject({ summary: 'It *stopped*.', customerAction: null, updatedAt: seen })
    expect(readReport(db, incidentId)).toMatchObject({ status: 'draft', authorId: priya.id })
    const later = save(priya, { seen, customerAction: 'Nothing.' }, now + minuteMs)
    expect(later).toBe(now + minuteMs)
    expect(readDraft(db, incidentId)).toMatchObject({ customerAction: 'Nothing.', createdAt: now })
  })

  test('that is the same is saved without anything changing, whatever was seen', () => {
    const { save, dana } = scene()
    const seen = save()
    expect(save(dana, { seen: 7 }, now + minuteMs)).toBe(seen)
  })

  test('is refused where somebody saved another text since, also in the same instant', () => {
    const { db, incidentId, priya, dana, save } = scene()
    const seen = save(priya)
    const danas = save(dana, { seen, summary: 'It stood still.' })
    const theirs = { label: 'Summary', text: 'It stood still.' }
    expect(danas).toBe(seen + 1)
    expect(() => save(priya, { seen, summary: 'It halted.' })).toThrow(
      expect.objectContaining({
        code: 'conflict',
        message: 'Dana saved another text while you were writing.',
        changes: [{ by: 'Dana', isOwn: false, at: danas, did: 'saved another text', parts: [theirs] }],
        seen: String(danas),
      }),
    )
    expect(readDraft(db, incidentId)?.summary).toBe('It stood still.')
    save(priya, { seen: danas, summary: 'It halted.' })
    const [overwritten] = db.select().from(auditLog).where(eq(auditLog.actorId, priya.id)).all().slice(-1)
    // A draft is nobody's statement: the audit log tells that it was written over, and none of its words.
    expect(overwritten?.before).toMatch(/^\{"summary":"15 characters",/)
    expect(overwritten?.before).not.toContain('still')
  })

  test('that two begin at once is kept as the first of them saved it', () => {
    const { dana, save } = scene()
    save()
    expect(() => save(dana, { summary: 'Mine.' })).toThrow(/Priya saved another text/)
  })

  test('is refused where it was published meanwhile', () => {
    const { db, incidentId, priya, dana, save } = scene()
    const seen = save()
    publishReport(db, dana, { incidentId, seen }, now + minuteMs)
    expect(() => save(priya, { seen, summary: 'More.' }, now + 2 * minuteMs)).toThrow(
      /^Dana published the draft while you were writing/,
    )
  })

  test('leaves one audit row for a sitting, however often it is saved', () => {
    const { db, priya, dana, save } = scene()
    let seen = save(priya)
    for (let minute = 1; minute < 10; minute++)
      seen = save(priya, { seen, summary: `${minute}` }, now + minute * minuteMs)
    const rows = () => db.select().from(auditLog).where(eq(auditLog.action, 'report.save_draft')).all()
    expect(rows()).toHaveLength(1)
    seen = save(dana, { seen, summary: 'Dana' }, now + 10 * minuteMs)
    seen = save(priya, { seen, summary: 'Priya' }, now + 11 * minuteMs)
    save(priya, { seen, summary: 'Later' }, now + 60 * minuteMs)
    expect(rows()).toHaveLength(4)
  })

  test('can be of an open or an internal incident, and not of a maintenance or of what was merged away', () => {
    const { db, incidentId, priya } = scene()
    const open = makeIncident(db, { isInternal: true }, now)
    expect(saveReportDraft(db, priya, { incidentId: open, seen: null, ...whole }, now)).toBe(now)
    const maintenance = makeMaintenance(db, {}, now)
    db.update(incidents).set({ mergedIntoId: open }).where(eq(incidents.id, incidentId)).run()
    for (const id of [maintenance, incidentId]) {
      expect(() => saveReportDraft(db, priya, { incidentId: id, seen: null, ...whole }, now)).toThrow(
        expect.objectContaining({ code: 'conflict' }),
      )
    }
    expect(() => saveReportDraft(db, priya, { incidentId: 'nosuchthing1', seen: null }, now)).toThrow(
      /no such incident/,
    )
  })

  test('is not saved while no report is planned', () => {
    const { db, incidentId, dana, save } = scene()
    waiveReport(db, dana, { incidentId, reason: 'A test.' }, now)
    expect(() => save()).toThrow(/no report is planned/)
  })

  test('of a later version leaves the published one as it is', () => {
    const { db, incidentId, save, priya } = scene()
    makeReport(db, { incidentId, summary: 'First.' }, now)
    save(priya, { summary: 'Second.' }, now + minuteMs)
    expect(readReport(db, incidentId)?.status).toBe('draft')
    expect(readDraft(db, incidentId)?.summary).toBe('Second.')
  })
})

describe('a review', () => {
  test('is asked for by the author and given by somebody else', () => {
    const { db, incidentId, priya, dana, save } = scene()
    const seen = save(priya)
    expect(() => approveReport(db, dana, { incidentId, seen }, now)).toThrow(/Nobody has asked/)
    submitReport(db, priya, { incidentId, seen }, now)
    expect(() => approveReport(db, priya, { incidentId, seen }, now)).toThrow(
      expect.objectContaining({
        code: 'forbidden',
        message: 'You changed this draft last. Somebody else must approve it.',
      }),
    )
    approveReport(db, dana, { incidentId, seen }, now + minuteMs)
    expect(readReport(db, incidentId)).toMatchObject({ approvedAt: now + minuteMs, reviewerId: dana.id })
    expect(() => submitReport(db, priya, { incidentId, seen }, now)).toThrow(/in review already/)
    expect(() => approveReport(db, dana, { incidentId, seen }, now)).toThrow(/approved already/)
  })

  test('is taken back by a change of the draft, whoever makes it', () => {
    const { db, incidentId, priya, dana, save } = scene()
    const seen = save(priya)
    submitReport(db, priya, { incidentId, seen }, now)
    approveReport(db, dana, { incidentId, seen }, now)
    const changed = save(dana, { seen, summary: 'It stood still.' })
    expect(readReport(db, incidentId)).toMatchObject({ status: 'draft', approvedAt: null, reviewerId: null })
    submitReport(db, priya, { incidentId, seen: changed }, now)
    expect(() => approveReport(db, dana, { incidentId, seen: changed }, now)).toThrow(/changed this draft last/)
    expect(() => approveReport(db, priya, { incidentId, seen }, now)).toThrow(/Dana changed the draft since/)
  })

  test('is not asked for where a heading is empty', () => {
    const { db, incidentId, priya, save } = scene()
    const seen = save(priya, { affected: '', prevention: ' ' })
    expect(() => submitReport(db, priya, { incidentId, seen }, now)).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'affected' }),
    )
  })

  test('must be there before publication where the page asks for it', () => {
    const { db, incidentId, priya, dana, save } = scene()
    db.update(page).set({ reviewsReports: true }).run()
    const seen = save(priya)
    expect(() => publishReport(db, priya, { incidentId, seen }, now)).toThrow(/must approve this report first/)
    submitReport(db, priya, { incidentId, seen }, now)
    expect(() => publishReport(db, priya, { incidentId, seen }, now)).toThrow(/must approve this report first/)
    approveReport(db, dana, { incidentId, seen }, now)
    expect(publishReport(db, priya, { incidentId, seen }, now)).toBe(1)
  })
})
