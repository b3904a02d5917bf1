import { expect, test } from 'vitest'
import { makePerson } from '#db/demo/actors'
import { rateLimits, sessions, verifications } from '#db/schema/people'
import { testDatabase } from '#db/test-database'
import { purgeExpired } from './housekeeping.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)
const dayMs = 86_400_000

test('what has expired is deleted, and what still serves somebody stays', () => {
  const db = testDatabase()
  const { id: userId } = makePerson(db, {}, now)
  const dates = { createdAt: new Date(now - dayMs), updatedAt: new Date(now - dayMs) }
  for (const [id, expiresAt] of [
    ['old', new Date(now - 1)],
    ['live', new Date(now + 1)],
  ] as const) {
    db.insert(sessions)
      .values({ id, token: id, userId, expiresAt, ...dates })
      .run()
    db.insert(verifications)
      .values({ id, identifier: id, value: id, expiresAt, ...dates })
      .run()
  }
  db.insert(rateLimits)
    .values([
      { id: 'old', key: 'old', count: 9, lastRequest: now - dayMs - 1 },
      { id: 'live', key: 'live', count: 9, lastRequest: now - dayMs },
    ])
    .run()
  purgeExpired(db, now)
  for (const table of [sessions, verifications, rateLimits]) {
    expect(db.select({ id: table.id }).from(table).all()).toEqual([{ id: 'live' }])
  }
})
