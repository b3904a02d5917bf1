import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { addTeam, terminal, type Team } from '#db/demo/actors'
import { makePage } from '#db/demo/makers'
import { auditLog } from '#db/schema/audit'
import { accounts, sessions } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import { personOf, type Actor } from '../actor.ts'
import { newId } from '../identity.ts'
import { StaleViewError } from '../stale-view.ts'
import { listBreakGlassOwners, markBreakGlass, unmarkBreakGlass } from './break-glass.ts'
import {
  allowOnlySingleSignOn,
  allowPasswords,
  countSessionsByPassword,
  readSingleSignOn,
  removeSingleSignOn,
  saveAccess,
  saveProvider,
} from './settings.ts'
import { isOverForProvider, mayComeWithoutProvider } from './ways-in.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const provider = {
  issuer: 'https://login.acme.example/',
  clientId: 'candor',
  clientSecret: 'v1.sealed',
  scopes: 'openid email',
  label: 'Acme',
  seenAt: null,
}
const access = {
  groupsClaim: 'groups',
  groups: [{ name: 'ops', role: 'responder' as const }],
  defaultRole: null,
  trustsEmail: false,
}

let db: Connection
let team: Team
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now - 1)
  team = addTeam(db, now)
})

const idOf = (actor: Actor) => personOf(actor) ?? ''
const seenAt = () => readSingleSignOn(db)?.updatedAt ?? null

function givePassword(actor: Actor): void {
  const at = new Date(now)
  const userId = idOf(actor)
  db.insert(accounts)
    .values({
      id: newId(),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: 'hash',
      createdAt: at,
      updatedAt: at,
    })
    .run()
}

function startSession(actor: Actor, singleSignOnAt: number | null): void {
  const at = new Date(now)
  const row = { id: newId(), token: newId(), userId: idOf(actor), singleSignOnAt }
  db.insert(sessions)
    .values({ ...row, expiresAt: new Date(now + 1_000), createdAt: at, updatedAt: at })
    .run()
}

function makeReady(): void {
  saveProvider(db, team.dana, provider, now)
  saveAccess(db, team.dana, { ...access, seenAt: seenAt() }, now)
  givePassword(team.dana)
  markBreakGlass(db, team.dana, idOf(team.dana), now)
}

describe('the provider', () => {
  test.each([
    ['login.acme.example', 'Write the provider’s address'],
    ['http://login.acme.example', 'must begin with https://'],
    ['https://login.acme.example/?tenant=1', 'no question mark'],
    ['https://user@login.acme.example', 'no user name'],
  ])('is not %s', (issuer, words) => {
    expect(() => saveProvider(db, team.dana, { ...provider, issuer }, now)).toThrow(words)
  })

  test.each([
    ['http://localhost:8080/realms/acme', 'http://localhost:8080/realms/acme'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['https://a.example/.well-known/openid-configuration', 'https://a.example'],
    [' https://a.example/ ', 'https://a.example/'],
  ])('may be typed as %j', (issuer, saved) => {
    saveProvider(db, team.dana, { ...provider, issuer }, now)
    expect(readSingleSignOn(db)?.issuer).toBe(saved)
  })

  test('keeps its secret where none is typed, and tells it to no audit row', () => {
    saveProvider(db, team.dana, provider, now)
    saveProvider(db, team.dana, { ...provider, clientSecret: null, label: 'Login', seenAt: seenAt() }, now)
    expect(readSingleSignOn(db)).toMatchObject({ clientSecret: 'v1.sealed', label: 'Login' })
    saveProvider(db, team.dana, { ...provider, clientSecret: '', seenAt: seenAt() }, now)
    expect(readSingleSignOn(db)?.clientSecret).toBeNull()
    expect(JSON.stringify(db.select().from(auditLog).all())).not.toContain('v1.sealed')
  })

  test('is not saved over what somebody else saved meanwhile', () => {
    saveProvider(db, team.dana, provider, now)
    expect(() => saveProvider(db, team.dana, provider, now)).toThrow(StaleViewError)
    expect(() => saveAccess(db, team.dana, { ...access, seenAt: 1 }, now)).toThrow(StaleViewError)
  })

  test('must be there before anybody can be let in by it', () => {
    expect(() => saveAccess(db, team.dana, { ...access, seenAt: null }, now)).toThrow('There is no provider yet')
    expect(() => removeSingleSignOn(db, team.dana, now)).toThrow('There is no provider yet')
  })

  test('gives a group one role', () => {
    saveProvider(db, team.dana, provider, now)
    const groups = [...access.groups, { name: 'ops', role: 'owner' as const }]
    expect(() => saveAccess(db, team.dana, { ...access, groups, seenAt: seenAt() }, now)).toThrow('twice')
  })
})

describe('only single sign-on', () => {
  test('needs an owner for emergencies, and somebody who would be let in', () => {
    saveProvider(db, team.dana, provider, now)
    expect(() => allowOnlySingleSignOn(db, team.dana, now)).toThrow('Mark an owner for emergencies first')
    givePassword(team.dana)
    markBreakGlass(db, team.dana, idOf(team.dana), now)
    expect(() => allowOnlySingleSignOn(db, team.dana, now)).toThrow('Nobody would be let in')
  })

  test('lets nobody in by password but the owner for emergencies, and ends the others’ sessions', () => {
    makeReady()
    startSession(team.dana, null)
    startSession(team.priya, null)
    startSession(team.sam, now)
    expect(countSessionsByPassword(db, idOf(team.dana), now)).toEqual({ sessions: 1, people: 1 })
    expect(mayComeWithoutProvider(db, idOf(team.priya))).toBe(true)
    allowOnlySingleSignOn(db, team.dana, now)
    expect(mayComeWithoutProvider(db, idOf(team.priya))).toBe(false)
    expect(mayComeWithoutProvider(db, idOf(team.dana))).toBe(true)
    const left = db.select({ userId: sessions.userId }).from(sessions).all()
    expect(left.map(({ userId }) => userId).sort()).toEqual([idOf(team.dana), idOf(team.sam)].sort())
    allowPasswords(db, terminal, now)
    expect(mayComeWithoutProvider(db, idOf(team.priya))).toBe(true)
  })

  test('keeps the last owner for emergencies', () => {
    makeReady()
    allowOnlySingleSignOn(db, team.dana, now)
    expect(() => unmarkBreakGlass(db, team.dana, idOf(team.dana), now)).toThrow('last owner who can sign in without')
    allowPasswords(db, team.dana, now)
    unmarkBreakGlass(db, team.dana, idOf(team.dana), now)
    expect(listBreakGlassOwners(db)).toEqual([])
  })

  test('marks only owners with a password', () => {
    expect(() => markBreakGlass(db, team.dana, idOf(team.dana), now)).toThrow('has no password')
    expect(() => markBreakGlass(db, team.dana, idOf(team.priya), now)).toThrow('is no owner')
  })
})

test('a session that the provider vouched for is over after 12 hours, any other is not', () => {
  expect(isOverForProvider(now, now + 12 * 3_600_000 - 1)).toBe(false)
  expect(isOverForProvider(now, now + 12 * 3_600_000)).toBe(true)
  expect(isOverForProvider(null, now)).toBe(false)
})
