import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson } from '#db/demo/actors'
import { makeIncident, makePage } from '#db/demo/makers'
import { incidents } from '#db/schema/incidents'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../actor.ts'
import { handOverLead, listLeads, listPossibleLeads, readLead } from './leads.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const minuteMs = 60_000

let db: Connection
let priya: Actor & { kind: 'person' }
let dana: Actor & { kind: 'person' }
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
  priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
  dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
  makePerson(db, { name: 'Sam', role: 'support' }, now)
  incidentId = makeIncident(db, { by: priya }, now)
})

function handOver(personId: string, note = 'The provider calls back at three.'): void {
  handOverLead(db, priya, { incidentId, personId, note }, now + minuteMs)
}

describe('the pen of an incident', () => {
  test('is handed over with a note, and who held it before stays on record', () => {
    handOver(dana.id)
    expect(listLeads(db, incidentId)).toEqual([
      { personId: dana.id, name: 'Dana', since: now + minuteMs, note: 'The provider calls back at three.' },
      { personId: priya.id, name: 'Priya', since: now, note: null },
    ])
  })

  test('can come back', () => {
    handOver(dana.id)
    handOverLead(db, dana, { incidentId, personId: priya.id, note: 'I am off.' }, now + minuteMs)
    expect(readLead(db, incidentId)).toMatchObject({ name: 'Priya', note: 'I am off.' })
    expect(listLeads(db, incidentId)).toHaveLength(3)
  })

  test('goes to nobody who could not post an update, and not to whoever holds it', () => {
    expect(listPossibleLeads(db).map((person) => person.name)).toEqual(['Dana', 'Priya'])
    for (const personId of [priya.id, 'nobody']) {
      expect(() => handOver(personId)).toThrow(expect.objectContaining({ code: 'invalid', field: 'personId' }))
    }
    expect(listLeads(db, incidentId)).toHaveLength(1)
  })

  test('is not handed over without a word, nor for an incident that is not there or was merged', () => {
    expect(() => handOver(dana.id, ' ')).toThrow('The note is empty')
    expect(() => handOverLead(db, priya, { incidentId: 'none', personId: dana.id, note: 'A' }, now)).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    )
    db.update(incidents).set({ mergedIntoId: incidentId }).run()
    expect(() => handOver(dana.id)).toThrow(expect.objectContaining({ code: 'conflict' }))
  })
})
