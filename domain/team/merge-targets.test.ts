import { expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeIncident, makeMaintenance, makePage } from '#db/demo/makers'
import { testDatabase } from '#db/test-database'
import { rehearse } from '../database.ts'
import { requireIncident } from '../incidents/incident-record.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { markFalseAlarm } from '../incidents/life/false-alarms.ts'
import { mergeIncident } from '../incidents/life/merges.ts'
import { listMergeTargets } from './merge-targets.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 86_400_000

test('an incident is offered whatever it can be merged into, and nothing else', () => {
  const db = testDatabase()
  makePage(db, {}, now)
  const make = (title: string, at: number, isInternal = false) => makeIncident(db, { title, isInternal }, at)
  const end = (incidentId: string, at: number) => postUpdate(db, terminal, { incidentId, status: 'resolved' }, at)
  const titles = (id: string) => listMergeTargets(db, requireIncident(db, id), now).map((target) => target.title)
  const open = make('Open', now - 3 * dayMs)
  make('Open, newer', now - 2 * dayMs)
  const internal = make('Internal', now - dayMs, true)
  const ended = make('Ended', now - 9 * dayMs)
  end(ended, now - 8 * dayMs)
  end(make('Long ago', now - 100 * dayMs), now - 99 * dayMs)
  const falseAlarm = make('False alarm', now - dayMs)
  markFalseAlarm(db, terminal, { incidentId: falseAlarm, reason: 'A check.' }, now)
  mergeIncident(db, terminal, { incidentId: make('Merged', now), intoId: open }, now)
  makeMaintenance(db, {}, now)
  expect(titles(open)).toEqual(['Open, newer'])
  expect(titles(ended)).toEqual(['Open, newer', 'Open'])
  expect(titles(internal)).toEqual(['Open, newer', 'Open'])
  end(internal, now)
  expect(titles(internal)).toEqual(['Open, newer', 'Open', 'Ended'])
  for (const { id } of listMergeTargets(db, requireIncident(db, ended), now)) {
    expect(() =>
      rehearse(db, (tx) => mergeIncident(tx, terminal, { incidentId: ended, intoId: id }, now)),
    ).not.toThrow()
  }
})
