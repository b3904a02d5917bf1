import { expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { listActivity } from './activity.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { readTeamIncident } from './incident.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

function scene({ isInternal = false } = {}) {
  const db = testDatabase()
  makePage(db, {}, now)
  const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
  const dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
  const checkout = makeComponent(db, {}, now)
  const components = [{ componentId: checkout, status: 'partial_outage' as const }]
  const incidentId = makeIncident(db, { by: priya, components, isInternal }, now)
  return { db, priya, dana, checkout, incidentId }
}

test('an incident is read with its updates, their authors, and its windows', () => {
  const { db, dana, checkout, incidentId } = scene()
  postUpdate(db, dana, { incidentId, status: 'resolved', body: 'It **works** again.' }, now + minuteMs)
  expect(readTeamIncident(db, incidentId, now + minuteMs)).toMatchObject({
    isOver: true,
    openedByName: 'Priya',
    updates: [
      {
        label: 'Resolved',
        html: '<p>It <strong>works</strong> again.</p>',
        authorName: 'Dana',
        components: [{ name: 'Checkout', oldStatus: 'partial_outage', newStatus: 'operational' }],
      },
      { label: 'Investigating', authorName: 'Priya', publishedAt: now },
    ],
    windows: [{ componentId: checkout, status: 'partial_outage', startedAt: now, endedAt: now + minuteMs }],
    schedule: null,
  })
})

test('an internal incident can be read, and none of its updates is public', () => {
  const { db, incidentId } = scene({ isInternal: true })
  expect(readTeamIncident(db, incidentId, now)).toMatchObject({
    isInternal: true,
    publishedAt: null,
    updates: [{ publishedAt: null }],
  })
})

test('an unknown id is no incident', () => {
  const { db } = scene()
  expect(readTeamIncident(db, 'nosuchthing1', now)).toBeNull()
})

test('who did what to an incident is read newest first', () => {
  const { db, dana, incidentId } = scene()
  postUpdate(db, dana, { incidentId, status: 'identified' }, now + minuteMs)
  expect(listActivity(db, { kind: 'incident', id: incidentId }, 10)).toMatchObject([
    { actorName: 'Dana', action: 'incident_update.post', at: now + minuteMs },
    { actorName: 'Priya', action: 'incident.open', at: now },
  ])
  expect(listActivity(db, { kind: 'incident', id: incidentId }, 1)).toHaveLength(1)
})
