import { beforeEach, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../actor.ts'
import { renameIncident } from '../corrections/title-corrections.ts'
import { correctUpdate, markOfUpdate } from '../corrections/update-corrections.ts'
import { correctWindows, listWindows, markOfWindows } from '../corrections/window-corrections.ts'
import { requireIncident } from '../incidents/incident-record.ts'
import { listCorrections } from './corrections.ts'
import { readTeamIncident } from './incident.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

let db: Connection
let priya: Actor
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
  priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
})

function told(incidentId: string) {
  const incident = readTeamIncident(db, incidentId, now)
  if (!incident) throw new Error('there is no such incident')
  return { updates: incident.updates, list: listCorrections(db, incidentId, incident.updates) }
}

test('the team reads who corrected what, also of components that are hidden', () => {
  const hidden = makeComponent(db, { name: 'Fraud screening', isHidden: true }, now)
  const components = [{ componentId: hidden, status: 'major_outage' as const }]
  const incidentId = makeIncident(db, { title: 'Cards fail', components }, now)
  const rows = listWindows(db, incidentId)
  const windows = rows.map((row) => ({ ...row, startedAt: row.startedAt - minuteMs }))
  const seen = markOfWindows(requireIncident(db, incidentId), rows)
  correctWindows(db, priya, { incidentId, windows, reason: 'the logs say so', seen }, now)
  renameIncident(db, priya, { incidentId, title: 'Some cards fail', isMinor: true }, now + 1)
  expect(told(incidentId).list).toMatchObject([
    { at: now + 1, byName: 'Priya', isMinor: true, isPublic: true, changes: [{ kind: 'title', from: 'Cards fail' }] },
    {
      at: now,
      byName: 'Priya',
      reason: 'the logs say so',
      changes: [{ kind: 'incident_start' }, { kind: 'window_start', component: { name: 'Fraud screening' } }],
    },
  ])
})

test('what was corrected while an incident was internal is told from the audit log', () => {
  const incidentId = makeIncident(db, { body: 'A disk fills up.', isInternal: true }, now)
  const [update] = told(incidentId).updates
  if (!update) throw new Error('the incident has an update')
  correctUpdate(db, priya, { updateId: update.id, body: 'Two disks fill up.', seen: markOfUpdate(update) }, now)
  expect(told(incidentId).list).toMatchObject([
    { byName: 'Priya', isPublic: false, changes: [{ kind: 'text', html: '<p>A disk fills up.</p>' }] },
  ])
})
