import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson, terminal } from '#db/demo/actors'
import { makeSession } from '#db/demo/people-writes'
import { auditLog } from '#db/schema/audit'
import { people, sessions } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import { roles } from '#db/schema/people'
import type { Actor } from '../actor.ts'
import { invitePerson, listOpenInvitations } from './invitations.ts'
import { changeRole, deactivatePerson, isRise, reactivatePerson } from './membership.ts'
import { requirePerson } from './people.ts'
import { resetSecondFactor } from './second-factors.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
let dana: Actor & { kind: 'person' }
let priya: Actor & { kind: 'person' }
beforeEach(() => {
  db = testDatabase()
  dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
  priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
})

function sessionsOf(personId: string): number {
  return db.select().from(sessions).where(eq(sessions.userId, personId)).all().length
}

describe('the last owner', () => {
  test.each([
    ['deactivated', () => deactivatePerson(db, dana, dana.id, now)],
    ['demoted', () => changeRole(db, dana, dana.id, { role: 'responder' }, now)],
    ['deactivated from the terminal', () => deactivatePerson(db, terminal, dana.id, now)],
  ])('can’t be %s', (_, run) => {
    expect(run).toThrow(expect.objectContaining({ code: 'conflict', message: expect.stringContaining('last owner') }))
    expect(requirePerson(db, dana.id)).toMatchObject({ role: 'owner', deactivatedAt: null })
  })

  test('is who stays: of two that take each other away, the second is refused', () => {
    const robin = makePerson(db, { name: 'Robin', role: 'owner' }, now)
    deactivatePerson(db, dana, robin.id, now)
    expect(() => deactivatePerson(db, robin, dana.id, now)).toThrow('last owner')
    expect(() => changeRole(db, robin, dana.id, { role: 'viewer' }, now)).toThrow('last owner')
  })

  test('is not a deactivated one', () => {
    const robin = makePerson(db, { name: 'Robin', role: 'owner' }, now)
    deactivatePerson(db, robin, dana.id, now)
    expect(() => deactivatePerson(db, robin, robin.id, now)).toThrow('last owner')
  })
})

describe('a change of role', () => {
  test('upward ends sessions, downward leaves them', () => {
    makeSession(db, priya.id, now)
    changeRole(db, dana, priya.id, { role: 'viewer' }, now)
    expect(sessionsOf(priya.id)).toBe(1)
    changeRole(db, dana, priya.id, { role: 'owner' }, now)
    expect(sessionsOf(priya.id)).toBe(0)
    const [row] = db.select().from(auditLog).where(eq(auditLog.action, 'person.change_role')).all().slice(-1)
    expect(row).toMatchObject({ before: '{"role":"viewer"}', after: expect.stringContaining('"role":"owner"') })
  })

  test('says so where there is nothing to change, or nobody to change', () => {
    expect(() => changeRole(db, dana, priya.id, { role: 'responder' }, now)).toThrow(
      'Priya has the role Responder already',
    )
    expect(() => changeRole(db, dana, 'nobody', { role: 'viewer' }, now)).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    )
    deactivatePerson(db, dana, priya.id, now)
    expect(() => changeRole(db, dana, priya.id, { role: 'viewer' }, now)).toThrow('Reactivate them first')
  })

  test('from owner ends the links that they made to invite others', () => {
    const robin = makePerson(db, { name: 'Robin', role: 'owner' }, now)
    invitePerson(db, robin, { email: 'toni@acme.example', role: 'owner' }, now)
    changeRole(db, dana, robin.id, { role: 'viewer' }, now)
    expect(listOpenInvitations(db, now)).toEqual([])
  })
})

test.each(roles.flatMap((from) => roles.map((to) => [from, to] as const)))('from %s to %s', (from, to) => {
  const rises = ['viewer support', 'viewer responder', 'viewer owner', 'support responder', 'support owner']
  const crosses = ['responder support', 'responder owner']
  expect(isRise(from, to)).toBe([...rises, ...crosses].includes(`${from} ${to}`))
})

describe('whoever is deactivated', () => {
  test('is signed out at once, and comes back as they were', () => {
    makeSession(db, priya.id, now)
    deactivatePerson(db, dana, priya.id, now)
    expect(sessionsOf(priya.id)).toBe(0)
    expect(() => deactivatePerson(db, dana, priya.id, now)).toThrow('was deactivated')
    reactivatePerson(db, dana, priya.id, now)
    expect(requirePerson(db, priya.id)).toMatchObject({ name: 'Priya', role: 'responder', deactivatedAt: null })
    expect(() => reactivatePerson(db, dana, priya.id, now)).toThrow('active already')
  })

  test('opens no door any more by a link that they made', () => {
    const robin = makePerson(db, { name: 'Robin', role: 'owner' }, now)
    invitePerson(db, robin, { email: 'robin.two@acme.example', role: 'owner' }, now)
    deactivatePerson(db, dana, robin.id, now)
    expect(listOpenInvitations(db, now)).toEqual([])
  })
})

test('a second factor that nobody has can’t be reset', () => {
  expect(() => resetSecondFactor(db, dana, priya.id, now)).toThrow('There is no second factor')
  expect(db.select().from(people).where(eq(people.id, priya.id)).get()?.twoFactorEnabled).toBe(false)
})
