import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { setConnection } from '#db/connection'
import { makeIncident, makePage } from '#db/demo/makers'
import { makeSubscriber } from '#db/demo/subscribers'
import { testDatabase } from '#db/test-database'
import type { Outcome } from './outcome.ts'
import { startOutbox } from './outbox.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

afterEach(() => setConnection(null))

test('an outbox that is stopped notes what it is sending, and takes nothing more', async () => {
  const db = testDatabase()
  setConnection(db)
  makePage(db, {}, now - 1)
  makeSubscriber(db, {}, now)
  makeSubscriber(db, { email: 'bo@example.com' }, now)
  makeIncident(db, {}, now)
  let answer: (outcome: Outcome) => void = () => undefined
  const outcome = new Promise<Outcome>((resolve) => (answer = resolve))
  let sends = 0
  let isSending: () => void = () => undefined
  const sending = new Promise<void>((resolve) => (isSending = resolve))
  const send = (): Promise<Outcome> => {
    sends++
    isSending()
    return outcome
  }
  const outbox = startOutbox(
    [{ channel: 'email', most: 1, send }],
    { clock: () => now, random: () => 0.5, retry: (run) => Promise.resolve().then(run) },
    { mostRecipients: 1_000_000, askOwners: () => Promise.resolve(0) },
  )
  await sending
  let isStopped = false
  const stopped = outbox.stop().then(() => (isStopped = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(isStopped).toBe(false)
  answer({ kind: 'sent', answer: '250 ok' })
  await stopped
  const told = sql`select count(*) as told from notifications where sent_at is not null and letter is null`
  expect([sends, db.get(told)]).toEqual([1, { told: 1 }])
})
