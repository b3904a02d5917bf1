import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeGroup, makeIncident, makeMaintenance, makePage, makeReport } from '#db/demo/makers'
import { incidents, incidentUpdates } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { correctUpdate, markOfUpdate } from '../../corrections/update-corrections.ts'
import { postUpdate } from '../../incidents/incident-updates.ts'
import { markFalseAlarm } from '../../incidents/life/false-alarms.ts'
import { mergeIncident } from '../../incidents/life/merges.ts'
import { publishIncident } from '../../incidents/life/publications.ts'
import { incidentsDocument, maintenancesDocument, summaryDocument, unresolvedIncidentsDocument } from './documents.ts'
import { incidentDocument, readToldIncident } from './incident-document.ts'
import { incidentDocumentSchema, statusApiSchemas } from './schemas.ts'
import { readIncidentList, readMaintenanceList, readStatusApi } from './status-api.ts'

const url = 'https://status.acme.example'
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const now = Date.UTC(2026, 10, 24, 14, 5)
const begun = now - 2 * hourMs

let db: Connection
let checkout: string

beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 400 * 24 * hourMs)
  checkout = makeComponent(db, { groupId: makeGroup(db, {}, begun) }, begun - hourMs)
})

function listed() {
  return statusApiSchemas['incidents.json'].parse(incidentsDocument(readIncidentList(db, url, now))).incidents
}

function maintenances() {
  const list = maintenancesDocument(readMaintenanceList(db, url, now))
  return statusApiSchemas['scheduled-maintenances.json'].parse(list).scheduled_maintenances
}

function ownDocument(id: string) {
  const found = readToldIncident(db, id, url, now)
  if (!found || 'forwardTo' in found) return found
  return incidentDocumentSchema.parse(incidentDocument(found))
}

function outage(at = begun): string {
  return makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, at)
}

function resolve(incidentId: string, at: number): void {
  postUpdate(db, terminal, { incidentId, status: 'resolved', body: 'Payments work again.' }, at)
}

describe('an incident', () => {
  test('is told with its times, its impact and its components as they are now', () => {
    const id = outage()
    postUpdate(db, terminal, { incidentId: id, status: 'monitoring' }, begun + 20 * minuteMs)
    postUpdate(db, terminal, { incidentId: id, status: 'monitoring', body: 'Still well.' }, begun + 30 * minuteMs)
    resolve(id, begun + hourMs)
    expect(listed()).toMatchObject([
      {
        id,
        name: 'Checkout refuses card payments',
        status: 'resolved',
        created_at: '2026-11-24T12:05:00.000Z',
        updated_at: '2026-11-24T13:05:00.000Z',
        monitoring_at: '2026-11-24T12:25:00.000Z',
        resolved_at: '2026-11-24T13:05:00.000Z',
        impact: 'critical',
        shortlink: `${url}/incidents/${id}`,
        started_at: '2026-11-24T12:05:00.000Z',
        components: [{ id: checkout, status: 'operational', updated_at: '2026-11-24T13:05:00.000Z' }],
        reminder_intervals: null,
      },
    ])
  })

  test('has its updates newest first, each with what it changed or null, and the group in the name', () => {
    const id = outage()
    postUpdate(
      db,
      terminal,
      { incidentId: id, status: 'identified', body: 'One\ntwo\n\nthree & four' },
      begun + minuteMs,
    )
    resolve(id, begun + hourMs)
    expect(listed()[0]?.incident_updates).toMatchObject([
      {
        status: 'resolved',
        incident_id: id,
        affected_components: [
          { code: checkout, name: 'Shop - Checkout', old_status: 'major_outage', new_status: 'operational' },
        ],
      },
      { status: 'identified', body: 'One<br />two<br /><br />three & four', affected_components: null },
      { status: 'investigating', affected_components: [{ old_status: 'operational', new_status: 'major_outage' }] },
    ])
  })

  test('that became public later was created then, and started when it happened', () => {
    const id = makeIncident(db, { isInternal: true }, begun)
    expect(listed()).toEqual([])
    expect(ownDocument(id)).toBeNull()
    publishIncident(db, terminal, { incidentId: id }, begun + 10 * minuteMs)
    expect(listed()[0]).toMatchObject({
      created_at: '2026-11-24T12:15:00.000Z',
      started_at: '2026-11-24T12:05:00.000Z',
      incident_updates: [{ created_at: '2026-11-24T12:15:00.000Z', display_at: '2026-11-24T12:05:00.000Z' }],
    })
  })

  test('that was a false alarm is resolved, without impact and without components', () => {
    const id = outage()
    markFalseAlarm(db, terminal, { incidentId: id, reason: 'Our own check was at fault.' }, begun + hourMs)
    const [told] = listed()
    expect(told).toMatchObject({ status: 'resolved', impact: 'none', components: [] })
    expect(told?.incident_updates[0]?.body).toBe('This was a false alarm. Our own check was at fault.')
    expect(told?.incident_updates.map((update) => update.affected_components)).toEqual([null, null])
  })

  test('that was merged away stands in no list, and its document leads to the other', () => {
    const [other, merged] = [outage(), outage(begun + minuteMs)]
    mergeIncident(db, terminal, { incidentId: merged, intoId: other }, now)
    expect(listed().map((incident) => incident.id)).toEqual([other])
    expect(listed()[0]?.incident_updates.map((update) => update.incident_id)).toEqual([other, other, other])
    expect(ownDocument(merged)).toEqual({ forwardTo: other })
  })

  test('with a published report is a postmortem, whose update holds all of it', () => {
    const id = outage()
    resolve(id, begun + hourMs)
    makeReport(db, { incidentId: id, happened: 'One.\n\nTwo.' }, begun + 90 * minuteMs)
    const [told] = listed()
    expect(told).toMatchObject({ status: 'postmortem', resolved_at: '2026-11-24T13:05:00.000Z' })
    expect(told?.incident_updates.map((update) => update.status)).toEqual(['postmortem', 'resolved', 'investigating'])
    const body =
      '<h3>Summary</h3><p>It stopped.</p><h3>Who was affected?</h3><p>Everybody.</p>' +
      '<h3>What happened?</h3><p>One.<br /><br />Two.</p>' +
      '<h3>What are we doing to make sure it doesn’t happen again?</h3><p>A second one.</p>'
    expect(told?.incident_updates[0]).toMatchObject({ body, display_at: '2026-11-24T13:35:00.000Z' })
    expect(ownDocument(id)).toMatchObject({
      code: id,
      status: 'postmortem',
      postmortem_body: body,
      postmortem_published_at: '2026-11-24T13:35:00.000Z',
      postmortem_body_last_updated_at: '2026-11-24T13:35:00.000Z',
    })
  })

  test('whose report gets another version tells the newest, and when the first came', () => {
    const id = outage()
    resolve(id, begun + hourMs)
    makeReport(db, { incidentId: id, isPreliminary: true }, begun + 80 * minuteMs)
    makeReport(db, { incidentId: id, summary: 'It stopped twice.' }, begun + 100 * minuteMs)
    const [newest, first] = listed()[0]?.incident_updates ?? []
    expect(newest?.body).toContain('It stopped twice.')
    expect(first).toMatchObject({ status: 'postmortem', display_at: '2026-11-24T13:25:00.000Z' })
    expect(ownDocument(id)).toMatchObject({
      postmortem_published_at: '2026-11-24T13:25:00.000Z',
      postmortem_body_last_updated_at: '2026-11-24T13:45:00.000Z',
    })
  })

  test('with a preliminary report goes on while it lasts, and is a postmortem when it is over', () => {
    const id = outage()
    makeReport(db, { incidentId: id, isPreliminary: true }, begun + 10 * minuteMs)
    expect(listed()[0]?.status).toBe('investigating')
    resolve(id, begun + hourMs)
    const [told] = listed()
    expect(told?.incident_updates.map((update) => update.status)).toEqual(['postmortem', 'resolved', 'investigating'])
    expect(listed()[0]?.incident_updates[0]?.id).toBe(told?.incident_updates[0]?.id)
  })

  test('without one has no report in its document', () => {
    expect(ownDocument(outage())).toMatchObject({ postmortem_body: null, postmortem_published_at: null })
  })

  test('whose last word is of something earlier still says it first', () => {
    const id = outage()
    postUpdate(db, terminal, { incidentId: id, status: 'monitoring' }, begun + 20 * minuteMs)
    const happenedAt = begun + 5 * minuteMs
    postUpdate(db, terminal, { incidentId: id, status: 'identified', happenedAt }, begun + 40 * minuteMs)
    const [told] = listed()
    expect(told?.status).toBe('identified')
    expect(told?.incident_updates.map((update) => [update.status, update.display_at])).toEqual([
      ['identified', '2026-11-24T12:25:00.000Z'],
      ['monitoring', '2026-11-24T12:25:00.000Z'],
      ['investigating', '2026-11-24T12:05:00.000Z'],
    ])
  })

  test('that is over says so even where no update does', () => {
    const id = outage()
    const resolvedAt = begun + hourMs
    db.update(incidents).set({ status: 'resolved', resolvedAt }).where(eq(incidents.id, id)).run()
    const [first, second] = listed()[0]?.incident_updates ?? []
    expect(first).toMatchObject({
      status: 'resolved',
      body: 'This incident is resolved.',
      display_at: '2026-11-24T13:05:00.000Z',
    })
    expect(second?.status).toBe('investigating')
  })

  test('changes with a correction of what it said', () => {
    const id = outage()
    const update = db.select().from(incidentUpdates).where(eq(incidentUpdates.incidentId, id)).get()
    if (!update) throw new Error('no update')
    const correction = { updateId: update.id, body: 'Cards fail.', reason: 'It is cards.', seen: markOfUpdate(update) }
    correctUpdate(db, terminal, correction, begun + 45 * minuteMs)
    expect(listed()[0]).toMatchObject({
      updated_at: '2026-11-24T12:50:00.000Z',
      incident_updates: [
        {
          body: 'Cards fail.',
          created_at: '2026-11-24T12:05:00.000Z',
          updated_at: '2026-11-24T12:50:00.000Z',
          display_at: '2026-11-24T12:05:00.000Z',
        },
      ],
    })
  })

  test('never names a hidden component', () => {
    const hidden = makeComponent(db, { name: 'Vault', isHidden: true }, begun)
    makeIncident(db, { components: [{ componentId: hidden, status: 'major_outage' }] }, begun)
    expect(listed()[0]).toMatchObject({ components: [], incident_updates: [{ affected_components: null }] })
    expect(JSON.stringify(summaryDocument(readStatusApi(db, url, now)))).not.toContain('Vault')
  })
})

describe('the lists', () => {
  test('hold fifty incidents by the time of their newest update', () => {
    const ids = Array.from({ length: 55 }, (_, index) => outage(begun - index * minuteMs))
    const news = ids[54] as string
    postUpdate(db, terminal, { incidentId: news, status: 'identified' }, now)
    const told = listed().map((incident) => incident.id)
    expect(told).toHaveLength(50)
    expect(told.slice(0, 3)).toEqual([news, ids[0], ids[1]])
  })

  test('of what is unresolved hold all of it, and nothing else', () => {
    const open = outage()
    resolve(outage(), now)
    const document = unresolvedIncidentsDocument(readStatusApi(db, url, now))
    expect(document.incidents.map((incident) => incident.id)).toEqual([open])
  })
})

describe('a maintenance', () => {
  test('has its plan, and starts when it is announced', () => {
    const id = makeMaintenance(db, { componentIds: [checkout], scheduledFor: now + hourMs }, begun)
    expect(maintenances()).toMatchObject([
      {
        id,
        status: 'scheduled',
        impact: 'maintenance',
        started_at: '2026-11-24T12:05:00.000Z',
        scheduled_for: '2026-11-24T15:05:00.000Z',
        scheduled_until: '2026-11-24T16:05:00.000Z',
        components: [{ id: checkout }],
        incident_updates: [{ status: 'scheduled', affected_components: null }],
      },
    ])
    expect(listed()).toEqual([])
  })

  test('that was cancelled is completed, and its last update says what happened', () => {
    const id = makeMaintenance(db, {}, begun)
    postUpdate(db, terminal, { incidentId: id, status: 'cancelled', body: 'We found another way.' }, now)
    const [told] = maintenances()
    expect(told?.status).toBe('completed')
    expect(told?.incident_updates[0]?.body).toBe('This maintenance was cancelled. We found another way.')
  })

  test('that says itself that it was cancelled is left to its own words', () => {
    const id = makeMaintenance(db, {}, begun)
    postUpdate(db, terminal, { incidentId: id, status: 'cancelled', body: 'Cancelled: not needed.' }, now)
    expect(maintenances()[0]?.incident_updates[0]?.body).toBe('Cancelled: not needed.')
  })

  test('in progress, planned and over stand in the lists that ask for them', () => {
    const later = makeMaintenance(db, { scheduledFor: now + 5 * hourMs }, begun)
    const soon = makeMaintenance(db, { scheduledFor: now + hourMs }, begun)
    const running = makeMaintenance(db, { scheduledFor: begun }, begun)
    postUpdate(db, terminal, { incidentId: running, status: 'in_progress' }, begun + minuteMs)
    const over = makeMaintenance(db, { scheduledFor: begun - hourMs }, begun - 2 * hourMs)
    postUpdate(db, terminal, { incidentId: over, status: 'completed' }, begun)
    expect(maintenances().map(({ id }) => id)).toEqual([later, soon, running, over])
    const { scheduled_maintenances: current } = summaryDocument(readStatusApi(db, url, now))
    expect(current.map(({ id }) => id)).toEqual([running, soon, later])
  })
})
