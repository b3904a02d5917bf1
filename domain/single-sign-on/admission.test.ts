import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { addTeam, terminal } from '#db/demo/actors'
import { makePage } from '#db/demo/makers'
import { auditLog } from '#db/schema/audit'
import { accounts, people, sessions } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import { newId } from '../identity.ts'
import { listPeople, readPersonByEmail } from '../people/people.ts'
import { admitPerson } from './admission.ts'
import { markBreakGlass } from './break-glass.ts'
import { isLinked, listLinkedAccounts, unlinkAccount } from './linked-accounts.ts'
import { readSingleSignOn, saveAccess, saveProvider } from './settings.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const issuer = 'https://login.acme.example'
const noor = {
  issuer,
  subject: 'noor-1',
  email: 'Noor@Acme.example',
  isEmailVerified: true,
  name: 'Noor Haddad',
  groups: ['ops'],
}
const dana = { ...noor, subject: 'dana-1', email: 'dana@acme.example', groups: ['heads'] }

let db: Connection
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 1)
  addTeam(db, now)
  const provider = { issuer, clientId: 'candor', clientSecret: 'sealed', scopes: 'openid', label: 'Acme', seenAt: null }
  saveProvider(db, terminal, provider, now)
  trust({})
})

function trust(changes: Partial<Parameters<typeof saveAccess>[2]>): void {
  const groups = [
    { name: 'ops', role: 'responder' as const },
    { name: 'heads', role: 'owner' as const },
  ]
  const usual = { groupsClaim: 'groups', groups, defaultRole: null, trustsEmail: false }
  saveAccess(db, terminal, { ...usual, seenAt: readSingleSignOn(db)?.updatedAt ?? null, ...changes }, now)
}

const admit = (input: typeof noor, at = now) => admitPerson(db, terminal, input, at)
const person = (email = noor.email) => readPersonByEmail(db, email)
const actions = () =>
  db
    .select({ action: auditLog.action })
    .from(auditLog)
    .all()
    .map(({ action }) => action)

function startSession(personId: string): void {
  const at = new Date(now)
  const row = { id: newId(), token: newId(), userId: personId, expiresAt: new Date(now + 1_000) }
  db.insert(sessions)
    .values({ ...row, createdAt: at, updatedAt: at })
    .run()
}

describe('whoever the provider vouches for', () => {
  test('is added at the first time, with the role of their groups and without a password', () => {
    const admission = admit(noor)
    expect(admission).toEqual({ personId: person()?.id })
    expect(person()).toMatchObject({ name: 'Noor Haddad', email: 'noor@acme.example', role: 'responder' })
    expect(actions()).toEqual(expect.arrayContaining(['person.add', 'person.link']))
    const id = person()?.id ?? ''
    expect(db.select().from(accounts).where(eq(accounts.userId, id)).all()).toMatchObject([{ password: null }])
    expect(isLinked(db, id)).toBe(true)
  })

  test('is linked to who has their verified address already, and known by the subject from then on', () => {
    const before = person(dana.email)?.id
    expect(admit(dana)).toEqual({ personId: before })
    expect(admit({ ...dana, email: 'renamed@acme.example' })).toEqual({ personId: before })
    expect(listPeople(db)).toHaveLength(4)
  })

  test('is refused with an address that is not verified, unless an owner trusts it', () => {
    expect(admit({ ...dana, isEmailVerified: false })).toEqual({ refused: 'unverified_email' })
    expect(isLinked(db, person(dana.email)?.id ?? '')).toBe(false)
    trust({ trustsEmail: true })
    expect(admit({ ...dana, isEmailVerified: false })).toHaveProperty('personId')
  })

  test('is refused without an address, and by another provider than the one that is set', () => {
    expect(admitPerson(db, terminal, { ...noor, email: null }, now)).toEqual({ refused: 'no_email' })
    expect(admit({ ...noor, issuer: 'https://evil.example' })).toEqual({ refused: 'off' })
    expect(person()).toBeNull()
  })

  test('is not taken for another who had the same address, until an owner undoes that link', () => {
    admit(noor)
    expect(admit({ ...noor, subject: 'noor-2' })).toEqual({ refused: 'other_account' })
    const [account] = listLinkedAccounts(db)
    unlinkAccount(db, terminal, account?.id ?? '', now)
    expect(admit({ ...noor, subject: 'noor-2' })).toEqual({ personId: person()?.id })
  })

  test('has the usual role where an owner chose one and no group has another', () => {
    trust({ defaultRole: 'viewer' })
    admit({ ...noor, groups: [] })
    expect(person()?.role).toBe('viewer')
  })
})

describe('the role', () => {
  test('follows the groups at each sign-in, and what began with another one ends', () => {
    admit(noor)
    startSession(person()?.id ?? '')
    admit({ ...noor, groups: ['heads', 'ops'] })
    expect(person()?.role).toBe('owner')
    expect(db.select().from(sessions).all()).toEqual([])
    const change = db.select().from(auditLog).where(eq(auditLog.action, 'person.change_role')).get()
    expect(change).toMatchObject({
      before: '{"role":"responder"}',
      after: '{"role":"owner","endedSessions":1,"revokedInvitations":0}',
    })
  })

  test('of the last owner stays, and the audit log says so', () => {
    expect(admit({ ...dana, groups: ['ops'] })).toHaveProperty('personId')
    expect(person(dana.email)?.role).toBe('owner')
    expect(actions()).toContain('single_sign_on.keep_owner')
    expect(admit({ ...dana, groups: [] })).toEqual({ refused: 'no_group' })
    expect(person(dana.email)?.deactivatedAt).toBeNull()
  })

  test('of an owner among others follows the groups, unless they are marked for emergencies', () => {
    admit({ ...noor, groups: ['heads'] })
    const id = person(dana.email)?.id ?? ''
    const at = new Date(now)
    const account = { id: newId(), accountId: id, providerId: 'credential', userId: id, password: 'hash' }
    db.insert(accounts)
      .values({ ...account, createdAt: at, updatedAt: at })
      .run()
    markBreakGlass(db, terminal, id, now)
    admit({ ...dana, groups: ['ops'] })
    expect(person(dana.email)?.role).toBe('owner')
    // Two owners are left of whom one is marked, so that the other may go.
    admit(noor)
    expect(person()?.role).toBe('responder')
  })
})

describe('whoever left all groups', () => {
  test('is deactivated, their sessions end, and the provider’s word lets them in again', () => {
    admit(noor)
    const id = person()?.id ?? ''
    startSession(id)
    expect(admit({ ...noor, groups: ['others'] }, now + 1)).toEqual({ refused: 'no_group' })
    expect(person()?.deactivatedAt).toBe(now + 1)
    expect(db.select().from(sessions).all()).toEqual([])
    expect(admit({ ...noor, groups: [] }, now + 2)).toEqual({ refused: 'no_group' })
    expect(person()?.deactivatedAt).toBe(now + 1)
    expect(admit(noor, now + 3)).toEqual({ personId: id })
    expect(person()?.deactivatedAt).toBeNull()
    expect(actions()).toEqual(expect.arrayContaining(['person.deactivate', 'person.reactivate']))
  })

  test('stays out where it was an owner who took the access away', () => {
    admit(noor)
    db.update(people).set({ deactivatedAt: now }).where(eq(people.email, 'noor@acme.example')).run()
    expect(admit(noor, now + 1)).toEqual({ refused: 'deactivated' })
  })

  test('leaves no row of a person where they were never here', () => {
    expect(admit({ ...noor, groups: [] })).toEqual({ refused: 'no_group' })
    expect(person()).toBeNull()
    const refusal = and(eq(auditLog.action, 'single_sign_on.refuse'), eq(auditLog.subjectKind, 'single_sign_on'))
    expect(db.select().from(auditLog).where(refusal).get()?.after).toBe('{"reason":"no_group","subject":"noor-1"}')
  })
})
