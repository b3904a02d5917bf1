import { describe, expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage, makeReport } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { postUpdate } from '../incidents/incident-updates.ts'
import { addActionItem, finishActionItem } from '../reports/action-items.ts'
import { approveReport, saveReportDraft, submitReport } from '../reports/report-drafts.ts'
import { publishReport, waiveReport } from '../reports/report-publication.ts'
import { listTimeline } from './report-timeline.ts'
import { readReportDesk, readTeamReport, rehearseReport } from './reports.ts'

const began = Date.UTC(2026, 10, 1, 12)
const minuteMs = 60_000
const dayMs = 86_400_000
const ended = began + 50 * minuteMs
const now = began + 20 * dayMs
const text = { summary: 'a', affected: 'b', happened: 'c', prevention: 'd' }

function scene() {
  const db = testDatabase()
  makePage(db, {}, began)
  const dana = makePerson(db, { name: 'Dana', role: 'owner' }, began)
  const priya = makePerson(db, { name: 'Priya', role: 'responder' }, began)
  const checkout = makeComponent(db, {}, began)
  const hidden = makeComponent(db, { name: 'Fraud screening', isHidden: true }, began)
  const components = [checkout, hidden].map((componentId) => ({ componentId, status: 'major_outage' as const }))
  const incidentId = makeIncident(db, { components, body: 'Nothing\n\n**works**.' }, began)
  const milder = [{ componentId: checkout, status: 'degraded_performance' as const }]
  postUpdate(db, priya, { incidentId, status: 'monitoring', components: milder }, began + 20 * minuteMs)
  postUpdate(db, priya, { incidentId, status: 'resolved', body: 'All works.' }, ended)
  const save = (seen: number | null = null) => saveReportDraft(db, priya, { incidentId, seen, ...text }, now)
  return { db, dana, priya, checkout, incidentId, save }
}

describe('an incident’s report, for the team', () => {
  test('says how far it is', () => {
    const { db, dana, priya, incidentId, save } = scene()
    const read = () => readTeamReport(db, incidentId, now)
    expect(read()).toMatchObject({ work: 'none', draft: null, published: null, canBeWaived: true, author: null })
    const seen = save()
    expect(read()).toMatchObject({ work: 'draft', draft: { savedAt: seen, text }, author: { name: 'Priya' } })
    submitReport(db, priya, { incidentId, seen }, now)
    expect(read().work).toBe('in_review')
    approveReport(db, dana, { incidentId, seen }, now)
    expect(read()).toMatchObject({ work: 'approved', approval: { at: now, by: 'Dana' } })
    publishReport(db, priya, { incidentId, seen }, now)
    expect(read()).toMatchObject({
      work: 'none',
      draft: null,
      published: { text: { ...text, customerAction: '' } },
      canBeWaived: false,
      approval: null,
      public: { newest: { number: 1 }, debt: null },
    })
  })

  test('can be looked at as it would be published, and is not', () => {
    const { db, priya, incidentId, save } = scene()
    const run = (tx: typeof db) => void publishReport(tx, priya, { incidentId, seen: save() }, now)
    expect(rehearseReport(db, incidentId, (tx) => run(tx as typeof db), now)).toMatchObject({ newest: { number: 1 } })
    expect(readTeamReport(db, incidentId, now).public.newest).toBeNull()
  })
})

describe('the desk’s list', () => {
  test('has what is awaited and what is written besides, and the open promises by their day', () => {
    const { db, dana, priya, incidentId, save } = scene()
    const add = (id: string, dueOn: string) =>
      addActionItem(db, priya, { incidentId: id, title: dueOn, ownerRole: 'Platform', dueOn }, began)
    const minor = makeIncident(db, { title: 'Slow' }, began)
    add(incidentId, '2026-12-04')
    add(minor, '2026-11-05')
    finishActionItem(db, priya, add(minor, '2026-11-06'), began)
    saveReportDraft(db, dana, { incidentId: minor, seen: null, summary: 'x' }, began)
    expect(readReportDesk(db, now)).toMatchObject({
      reports: [
        { incidentId, work: 'none', authorName: null, owed: { awaits: 'final' } },
        { incidentId: minor, work: 'draft', authorName: 'Dana', owed: null },
      ],
      items: [
        { title: '2026-11-05', state: 'late', incidentTitle: 'Slow' },
        { title: '2026-12-04', state: 'open' },
      ],
    })
    save()
    expect(readReportDesk(db, now).reports[0]).toMatchObject({ work: 'draft', authorName: 'Priya' })
    waiveReport(db, dana, { incidentId, reason: 'A drill.' }, now)
    expect(readReportDesk(db, now).reports).toMatchObject([{ incidentId: minor }])
  })

  test('awaits the final report after a preliminary one', () => {
    const { db, incidentId } = scene()
    makeReport(db, { incidentId, isPreliminary: true }, ended + dayMs)
    expect(readReportDesk(db, ended + 2 * dayMs).reports).toMatchObject([{ work: 'none', owed: { awaits: 'final' } }])
  })
})

test('an incident’s course has its windows and updates, and nothing that customers may not know', () => {
  const { db, incidentId } = scene()
  expect(listTimeline(db, incidentId)).toEqual([
    {
      at: began,
      changes: [{ name: 'Checkout', status: 'major_outage' }],
      updates: [{ label: 'Investigating', text: 'Nothing\n\n**works**.' }],
    },
    {
      at: began + 20 * minuteMs,
      changes: [{ name: 'Checkout', status: 'degraded_performance' }],
      updates: [{ label: 'Monitoring', text: 'A fix is in place. We are watching the results.' }],
    },
    {
      at: ended,
      changes: [{ name: 'Checkout', status: 'operational' }],
      updates: [{ label: 'Resolved', text: 'All works.' }],
    },
  ])
})
