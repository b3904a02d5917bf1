import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { addTeam, terminal } from '#db/demo/actors'
import { auditLog } from '#db/schema/audit'
import { testDatabase } from '#db/test-database'
import { addPerson, listPeople, readPersonByEmail } from './people.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const noor = { name: 'Noor', email: 'Noor@Acme.example', role: 'support' as const }

let db: Connection
beforeEach(() => {
  db = testDatabase()
})

describe('somebody on the team', () => {
  test('is found by address, in any case of letters', () => {
    const id = addPerson(db, terminal, noor, now)
    expect(readPersonByEmail(db, 'NOOR@acme.example')).toMatchObject({
      id,
      email: 'noor@acme.example',
      role: 'support',
    })
    expect(readPersonByEmail(db, 'nobody@acme.example')).toBeNull()
  })

  test('is added once', () => {
    addPerson(db, terminal, noor, now)
    const again = () => addPerson(db, terminal, { ...noor, email: 'noor@acme.example' }, now)
    expect(again).toThrow(expect.objectContaining({ code: 'conflict', field: 'email' }))
    expect(listPeople(db)).toHaveLength(1)
  })

  test.each(['noor', 'noor@', '@acme.example', ''])('needs an address: %j is none', (email) => {
    expect(() => addPerson(db, terminal, { ...noor, email }, now)).toThrow('Write an e-mail address')
  })

  test('is listed by name', () => {
    addTeam(db, now)
    expect(listPeople(db).map((person) => `${person.name}, ${person.role}`)).toEqual([
      'Dana Whitfield, owner',
      'Priya Raman, responder',
      'Sam Okafor, support',
      'Vic Lindqvist, viewer',
    ])
  })

  test('leaves no address and no name in the audit log', () => {
    addPerson(db, terminal, noor, now)
    const [row] = db.select().from(auditLog).all()
    expect(row).toMatchObject({ actorKind: 'command', actorId: null, after: '{"role":"support"}' })
  })
})
