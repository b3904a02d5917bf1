import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { makePerson } from '#db/demo/actors'
import { makePage } from '#db/demo/makers'
import { giveSecondFactor } from '#db/demo/people-writes'
import { accessReviews } from '#db/schema/access'
import { accounts } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../actor.ts'
import { newId } from '../identity.ts'
import { listAccess, markOfAccess } from './access.ts'
import { owesSecondFactor, readAccessPolicy, updateAccessPolicy } from './access-policy.ts'
import { confirmAccessReview, readAccessReview } from './access-reviews.ts'
import { changeRole, deactivatePerson } from './membership.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 24 * 3_600_000

let db: Connection
let dana: Actor & { kind: 'person' }
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, now)
  dana = makePerson(db, { name: 'Dana', role: 'owner' }, now)
})

const mark = () => markOfAccess(listAccess(db))

describe('the review of access', () => {
  test('is due a year after the page was set up, and a year after each one', () => {
    expect(readAccessReview(db, now + 365 * dayMs - 1)).toMatchObject({ last: null, isOverdue: false })
    expect(readAccessReview(db, now + 365 * dayMs)).toMatchObject({ isOverdue: true, dueAt: now + 365 * dayMs })
    confirmAccessReview(db, dana, { seen: mark() }, now + 400 * dayMs)
    expect(readAccessReview(db, now + 400 * dayMs)).toEqual({
      last: { confirmedAt: now + 400 * dayMs, confirmedBy: 'Dana' },
      dueAt: now + 765 * dayMs,
      isOverdue: false,
    })
  })

  test('keeps who had what, and nobody who was deactivated', () => {
    const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
    const vic = makePerson(db, { name: 'Vic', role: 'viewer' }, now)
    deactivatePerson(db, dana, vic.id, now)
    confirmAccessReview(db, dana, { seen: mark() }, now)
    const [row] = db.select().from(accessReviews).all()
    expect(JSON.parse(row?.access ?? '')).toEqual([
      { personId: dana.id, role: 'owner' },
      { personId: priya.id, role: 'responder' },
    ])
  })

  test.each([
    ['a role changed', (person: string) => changeRole(db, dana, person, { role: 'owner' }, now)],
    ['somebody was deactivated', (person: string) => deactivatePerson(db, dana, person, now)],
    ['somebody joined', () => void makePerson(db, { name: 'Toni', role: 'owner' }, now)],
  ])('is refused where %s since the list was shown', (_, change) => {
    const priya = makePerson(db, { name: 'Priya', role: 'responder' }, now)
    const seen = mark()
    change(priya.id)
    expect(() => confirmAccessReview(db, dana, { seen }, now)).toThrow(expect.objectContaining({ code: 'conflict' }))
    expect(db.select().from(accessReviews).all()).toEqual([])
  })
})

describe('a second factor', () => {
  const asks = (secondFactorFor: 'nobody' | 'owners_and_responders' | 'everybody') =>
    updateAccessPolicy(db, dana, { secondFactorFor }, now)
  const owes = (role: 'owner' | 'responder' | 'support' | 'viewer', id = dana.id, hasSecondFactor = false) =>
    owesSecondFactor(db, { id, role, hasSecondFactor })

  test('is owed by whom the owners ask, and by nobody who has one', () => {
    expect(readAccessPolicy(db)).toEqual({ secondFactorFor: 'nobody' })
    expect(owes('owner')).toBe(false)
    asks('owners_and_responders')
    expect([owes('owner'), owes('responder'), owes('support'), owes('viewer')]).toEqual([true, true, false, false])
    asks('everybody')
    expect([owes('support'), owes('viewer')]).toEqual([true, true])
    expect(owes('owner', dana.id, true)).toBe(false)
  })

  test('is not owed by whom single sign-on alone lets in', () => {
    const at = { createdAt: new Date(now), updatedAt: new Date(now) }
    const join = (providerId: string) =>
      db
        .insert(accounts)
        .values({ id: newId(), accountId: newId(), providerId, userId: dana.id, ...at })
        .run()
    asks('everybody')
    join('oidc')
    expect(owes('owner')).toBe(false)
    join('credential')
    expect(owes('owner')).toBe(true)
  })

  test('and the ways to sign in are on the list of access', () => {
    giveSecondFactor(db, dana.id)
    expect(listAccess(db)).toMatchObject([
      { name: 'Dana', hasSecondFactor: true, hasPassword: false, hasProvider: false, lastSeenAt: null },
    ])
  })
})
