import { beforeEach, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { makeIncident, makePage } from '#db/demo/makers'
import { corrections } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import { readIncidentPage } from '../public/incidents.ts'
import { renameIncident } from './title-corrections.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
})

test('a public incident’s new title stands at the same permalink, with the old one and the reason', () => {
  const incidentId = makeIncident(db, { title: 'Checkout fails' }, now)
  const input = { incidentId, title: 'Checkout refuses cards', reason: 'invoices work', seen: 'Checkout fails' }
  renameIncident(db, terminal, input, now + 1)
  expect(readIncidentPage(db, incidentId, now + 1)).toMatchObject({
    incident: {
      id: incidentId,
      title: 'Checkout refuses cards',
      correctedAt: now + 1,
      corrections: [
        { reason: 'invoices work', changes: [{ kind: 'title', from: 'Checkout fails', to: 'Checkout refuses cards' }] },
      ],
    },
  })
})

test('a typo in the title needs no reason', () => {
  const incidentId = makeIncident(db, { title: 'Chekout fails' }, now)
  renameIncident(db, terminal, { incidentId, title: 'Checkout fails', isMinor: true }, now)
  expect(readIncidentPage(db, incidentId, now)).toMatchObject({
    incident: { correctedAt: null, corrections: [{ isMinor: true, reason: null }] },
  })
})

test('an internal incident is renamed without a trace in public', () => {
  const incidentId = makeIncident(db, { title: 'Disk', isInternal: true }, now)
  renameIncident(db, terminal, { incidentId, title: 'Two disks' }, now)
  expect(db.select().from(corrections).all()).toEqual([])
})

test.each([
  ['without a reason', { title: 'Cards fail' }, { code: 'invalid', field: 'reason' }],
  ['to the same title', { title: ' Checkout  fails ', reason: 'a' }, { code: 'invalid', field: 'title' }],
  ['over a title that was changed meanwhile', { title: 'Cards fail', reason: 'a', seen: 'x' }, { code: 'conflict' }],
  ['where there is none', { incidentId: 'none', title: 'Cards fail', reason: 'a' }, { code: 'not_found' }],
])('it is refused %s', (_name, input, error) => {
  const incidentId = makeIncident(db, { title: 'Checkout fails' }, now)
  expect(() => renameIncident(db, terminal, { incidentId, ...input }, now)).toThrow(expect.objectContaining(error))
})
