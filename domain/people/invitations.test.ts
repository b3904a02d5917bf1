import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson } from '#db/demo/actors'
import { invitations } from '#db/schema/access'
import { auditLog } from '#db/schema/audit'
import { accounts } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../actor.ts'
import { acceptInvitation, invitePerson, listOpenInvitations, readInvitation, revokeInvitation } from './invitations.ts'
import { deactivatePerson } from './membership.ts'
import { readPersonByEmail } from './people.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 24 * 3_600_000
const toni = { email: 'Toni@Acme.example', role: 'responder' as const }

let db: Connection
let dana: Actor & { kind: 'person' }
beforeEach(() => {
  db = testDatabase()
  dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
})

function accept(token: string, at = now) {
  return acceptInvitation(db, token, { name: ' Toni ' }, 'a hash', at)
}

describe('an invitation', () => {
  test('lets somebody join with the role and address that it names, once', () => {
    const { token } = invitePerson(db, dana, toni, now)
    expect(readInvitation(db, token, now)).toEqual({ email: 'toni@acme.example', role: 'responder' })
    const { id } = accept(token)
    expect(readPersonByEmail(db, 'toni@acme.example')).toMatchObject({ id, name: 'Toni', role: 'responder' })
    expect(db.select().from(accounts).all()).toMatchObject([{ userId: id, password: 'a hash' }])
    expect(() => accept(token)).toThrow(expect.objectContaining({ code: 'forbidden' }))
    expect(listOpenInvitations(db, now)).toEqual([])
    const [row] = db.select().from(auditLog).all().slice(-1)
    expect(row).toMatchObject({ action: 'invitation.accept', actorName: 'Toni', actorId: id })
  })

  test('ends after 7 days', () => {
    const { token } = invitePerson(db, dana, toni, now)
    expect(readInvitation(db, token, now + 7 * dayMs - 1)).not.toBeNull()
    expect(readInvitation(db, token, now + 7 * dayMs)).toBeNull()
    expect(() => accept(token, now + 7 * dayMs)).toThrow('older than 7 days')
  })

  test('ends where it is revoked, and where the same address is invited anew', () => {
    const first = invitePerson(db, dana, toni, now)
    const second = invitePerson(db, dana, { ...toni, role: 'viewer' }, now)
    expect(readInvitation(db, first.token, now)).toBeNull()
    expect(listOpenInvitations(db, now)).toMatchObject([{ id: second.id, role: 'viewer', invitedBy: 'Dana' }])
    revokeInvitation(db, dana, second.id, now)
    expect(() => accept(second.token)).toThrow('was revoked')
    expect(() => revokeInvitation(db, dana, second.id, now)).toThrow(expect.objectContaining({ code: 'conflict' }))
    expect(() => revokeInvitation(db, dana, 'nothing', now)).toThrow(expect.objectContaining({ code: 'not_found' }))
  })

  test('is for who is not on the team', () => {
    const priya = makePerson(db, { name: 'Priya', role: 'viewer' }, now)
    const again = () => invitePerson(db, dana, { email: 'PRIYA@acme.example', role: 'viewer' }, now)
    expect(again).toThrow(expect.objectContaining({ code: 'conflict', field: 'email' }))
    deactivatePerson(db, dana, priya.id, now)
    expect(again).toThrow('Reactivate them instead')
    const { token } = invitePerson(db, dana, toni, now)
    makePerson(db, { name: 'Toni', email: 'toni@acme.example', role: 'viewer' }, now)
    expect(() => accept(token)).toThrow('on the team already')
  })

  test('keeps neither its token in the database nor an address in the audit log', () => {
    const { token } = invitePerson(db, dana, toni, now)
    expect(JSON.stringify(db.select().from(invitations).all())).not.toContain(token)
    expect(JSON.stringify(db.select().from(auditLog).all())).not.toContain('toni@')
  })

  test('gives no name away that is empty', () => {
    const { token } = invitePerson(db, dana, toni, now)
    expect(() => acceptInvitation(db, token, { name: ' ' }, 'a hash', now)).toThrow('Your name is empty')
  })
})
