import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { auditLog } from '#db/schema/audit'
import { testDatabase } from '#db/test-database'
import { readHistoryPage } from '#domain/public/history-page'
import { readIncidentPage, type PublicIncident } from '#domain/public/incidents'
import { readIncidentReports, readReportsPage } from '#domain/public/reports'
import { readStatusPage } from '#domain/public/status-page'
import { pastIncidents } from './past-incidents.ts'
import { tellStory } from './story.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

describe('the demo story', () => {
  const db = testDatabase()
  const story = tellStory(db, now)
  const home = readStatusPage(db, now)

  function incident(id: string): PublicIncident {
    const found = readIncidentPage(db, id, now)
    if (!found || !('incident' in found)) throw new Error(`no public incident ${id}`)
    return found.incident
  }

  test('has twelve components, one of them outside of any group', () => {
    expect(home.groups.map((group) => group.name)).toEqual(['Shop', 'Platform', 'Messages'])
    expect(home.ungrouped.map((component) => component.name)).toEqual(['Website'])
    expect(home.groups.flatMap((group) => group.components)).toHaveLength(11)
  })

  test('says first that Checkout has a partial outage', () => {
    expect(home.headline).toMatchObject({ state: 'partial_outage', text: 'Checkout has a partial outage' })
    expect(home.headline.since).toBe(now - 21 * minuteMs)
  })

  test('has one incident in progress, whose next update is promised', () => {
    expect(home.open.map((open) => open.id)).toEqual([story.incidents.current])
    const [current] = home.open
    expect(current?.updates.map((update) => update.label)).toEqual(['Identified', 'Investigating'])
    expect(current?.promise).toEqual({ by: now + 24 * minuteMs, missedByMs: 0 })
  })

  test('has one planned maintenance in two days and a completed one', () => {
    expect(home.plannedMaintenance.map((planned) => planned.id)).toEqual([story.maintenances.planned])
    expect(home.plannedMaintenance[0]?.components.map((component) => component.name)).toEqual(['API', 'Webhooks'])
    expect(home.activeMaintenance).toEqual([])
    expect(incident(story.maintenances.completed)).toMatchObject({ status: 'completed', impact: 'maintenance' })
  })

  test('shows every incident in its history, the false alarm and the open one too', () => {
    const history = [1, 2].flatMap((number) =>
      readHistoryPage(db, { number, componentSlug: null }, now).months.flatMap((month) => month.incidents),
    )
    const ids = new Set(history.map((past) => past.id))
    expect(pastIncidents.every((past) => ids.has(story.incidents[past.name] ?? ''))).toBe(true)
    expect(ids.size).toBe(pastIncidents.length + 3)
    expect(incident(story.incidents.falseAlarm)).toMatchObject({ impact: 'none', isOver: true })
  })

  test('has incidents of every impact', () => {
    const impacts = pastIncidents.map((past) => incident(story.incidents[past.name] ?? '').impact)
    expect(new Set(impacts)).toEqual(new Set(['minor', 'major', 'critical']))
  })

  test('says that an incident was reopened and that an update was corrected', () => {
    const reopened = incident(story.incidents.searchGaps)
    expect(reopened.updates.map((update) => update.label)).toContain('Reopened: identified')
    expect(incident(story.incidents.exportsSlow).updates.at(-1)).toMatchObject({
      body: 'Data exports take about 40 minutes in place of 5. They do complete.',
      correction: { at: now - 8 * 24 * 60 * minuteMs, reason: 'we measured again', isMinor: false },
    })
  })

  test('has a published follow-up report with all headings, whose promises stand differently', () => {
    const { newest, actionItems, debt } = readIncidentReports(db, story.incidents.cardsRefused, now)
    expect(newest?.sections.map((section) => section.key)).toEqual([
      'summary',
      'affected',
      'happened',
      'prevention',
      'customerAction',
    ])
    expect(actionItems.map((item) => item.state)).toEqual(['done', 'open', 'late', 'dropped'])
    expect(debt).toBeNull()
  })

  test('has a report that came in two versions, one that is late and one that was called off', () => {
    const of = (id: string) => readIncidentReports(db, id, now)
    expect(of(story.incidents.signInFails)).toMatchObject({
      versions: [
        { number: 2, isPreliminary: false },
        { number: 1, isPreliminary: true },
      ],
      debt: null,
    })
    expect(of(story.incidents.textMessagesLost)).toMatchObject({ newest: null, debt: { awaits: 'final' } })
    expect(of(story.incidents.textMessagesLost).debt?.lateByMs).toBeGreaterThan(10 * 24 * 60 * minuteMs)
    expect(of(story.incidents.searchEmpty)).toMatchObject({ newest: null, debt: null, waived: {} })
  })

  test('leaves an audit row for each thing that its people did', () => {
    const opened = db.select().from(auditLog).where(eq(auditLog.action, 'incident.open')).all()
    expect(opened).toHaveLength(pastIncidents.length + 3)
    expect(new Set(opened.map((row) => row.actorName))).toEqual(new Set(['Dana Whitfield', 'Priya Raman']))
  })

  test('shows nothing of what is private', () => {
    const surfaces = JSON.stringify([
      home,
      incident(story.incidents.current),
      readIncidentReports(db, story.incidents.textMessagesLost, now),
      readReportsPage(db, 1, now),
    ])
    expect(surfaces).not.toContain('Fraud screening')
    expect(surfaces).not.toContain('stock import')
    expect(surfaces).not.toContain('Draft')
    expect(surfaces).not.toContain('wiki.acme.example')
    expect(surfaces).not.toContain('Harbour Books')
  })

  test('can be told at any time of the year', () => {
    const other = testDatabase()
    expect(() => tellStory(other, Date.UTC(2027, 2, 1, 0, 0, 1))).not.toThrow()
  })
})
