import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { components } from '#db/schema/components'
import { incidents, incidentUpdates, updateComponents } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { correctUpdate, markOfUpdate } from '../corrections/update-corrections.ts'
import {
  correctWindows,
  listWindows,
  markOfWindows,
  type CorrectWindowsInput,
} from '../corrections/window-corrections.ts'
import { requireIncident } from '../incidents/incident-record.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { readIncidentPage } from './incidents.ts'
import { readStatusPage } from './status-page.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

let db: Connection
let checkout: string
let fraud: string
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
  checkout = makeComponent(db, {}, now - minuteMs)
  fraud = makeComponent(db, { name: 'Fraud screening', isHidden: true }, now - minuteMs)
  incidentId = makeIncident(db, { components: [{ componentId: checkout, status: 'major_outage' }] }, now)
})

function correct(windows: CorrectWindowsInput['windows'], reason: string, at = now): void {
  const seen = markOfWindows(requireIncident(db, incidentId), listWindows(db, incidentId))
  correctWindows(db, terminal, { incidentId, windows, reason, seen }, at)
}

function told(of = incidentId) {
  const page = readIncidentPage(db, of, now)
  if (!page || !('incident' in page)) throw new Error('the incident is not public')
  return page.incident
}

function kinds() {
  return told().corrections.map(({ changes }) => changes.map(({ kind }) => kind))
}

describe('a window of a hidden component', () => {
  const times = { status: 'partial_outage', startedAt: now - minuteMs, endedAt: null } as const

  test('is corrected without a word in public', () => {
    correct([{ id: null, componentId: fraud, ...times, startedAt: now - 1 }], 'a secret')
    expect(kinds()).toEqual([['incident_start']])
    correct(
      [
        {
          id: null,
          componentId: makeComponent(db, { name: 'Also hidden', isHidden: true }, now),
          ...times,
          startedAt: now - 1,
        },
      ],
      'another secret',
    )
    expect(kinds()).toEqual([['incident_start']])
    expect(JSON.stringify(told())).not.toContain('another secret')
  })

  test('that is moved to what customers see appears there as added, and leaves it as withdrawn', () => {
    const [window] = listWindows(db, incidentId)
    if (!window) throw new Error('the incident has a window')
    correct([{ ...window, componentId: fraud }], 'it was not checkout')
    expect(kinds()).toEqual([['window_withdrawn']])
    const [moved] = listWindows(db, incidentId)
    if (!moved) throw new Error('the incident has a window')
    correct([{ ...moved, componentId: checkout }], 'it was checkout after all', now + 1)
    expect(kinds()).toEqual([['window_added'], ['window_withdrawn']])
    expect(JSON.stringify(told())).not.toContain('Fraud')
  })

  test('is told of once the component is shown', () => {
    const [window] = listWindows(db, incidentId)
    if (!window) throw new Error('the incident has a window')
    correct([{ ...window, componentId: fraud }], 'it was not checkout')
    db.update(components).set({ hiddenAt: null }).where(eq(components.id, fraud)).run()
    expect(kinds()).toEqual([['window_component']])
  })
})

test('what was corrected before a merge stays with the update, where that stands now', () => {
  const update = db.select().from(incidentUpdates).get()
  if (!update) throw new Error('the incident has an update')
  correctUpdate(
    db,
    terminal,
    { updateId: update.id, body: 'Some cards fail.', reason: 'two banks work', seen: markOfUpdate(update) },
    now,
  )
  const target = makeIncident(db, { title: 'All payments fail' }, now)
  db.delete(updateComponents).run()
  db.update(incidents).set({ mergedIntoId: target, mergedAt: now }).where(eq(incidents.id, incidentId)).run()
  db.update(incidentUpdates)
    .set({ incidentId: target, mergedFromId: incidentId })
    .where(eq(incidentUpdates.id, update.id))
    .run()
  expect(told(target).corrections).toMatchObject([{ reason: 'two banks work', changes: [{ kind: 'text' }] }])
  expect(told(target).updates.find(({ id }) => id === update.id)?.versions).toHaveLength(1)
})

test('a list says that an incident was corrected, and nothing more', () => {
  const [window] = listWindows(db, incidentId)
  if (!window) throw new Error('the incident has a window')
  correct([{ ...window, startedAt: now - minuteMs }], 'the logs say so', now + 1)
  postUpdate(db, terminal, { incidentId, status: 'resolved' }, now + 2)
  const listed = readStatusPage(db, now + 3).recent[0]?.incidents[0]
  expect(listed).toMatchObject({ correctedAt: now + 1 })
  expect(JSON.stringify(listed)).not.toContain('the logs say so')
})
