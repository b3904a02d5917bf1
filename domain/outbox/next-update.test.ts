import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeComponent, makeIncident, makePage } from '#db/demo/makers'
import { makeHook } from '#db/demo/hooks'
import { makeSubscriber } from '#db/demo/subscribers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import { rehearse } from '../database.ts'
import { postUpdate } from '../incidents/incident-updates.ts'
import { addSubscriber } from '../subscriptions/subscriber-acts.ts'
import { countRecipients, lastAnnouncement } from './hand-out.ts'
import { countForNextUpdate } from './next-update.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)

let db: Connection
let incidentId: string
beforeEach(() => {
  db = testDatabase()
  makePage(db, {}, start - 1)
  const checkout = makeComponent(db, {}, start)
  const search = makeComponent(db, { name: 'Search' }, start)
  makeSubscriber(db, { email: 'all@example.com' }, start)
  makeSubscriber(db, { email: 'checkout@example.com', componentIds: [checkout] }, start)
  makeSubscriber(db, { email: 'search@example.com', componentIds: [search] }, start)
  makeSubscriber(db, { email: 'critical@example.com', coversPage: true, leastImpact: 'critical' }, start)
  makeSubscriber(db, { email: 'ends@example.com', coversPage: true, updates: 'start_and_end' }, start)
  makeHook(db, { url: 'https://hooks.example.com/status' }, start)
  addSubscriber(db, terminal, { email: 'boss@example.com', audience: 'internal', choices: { coversPage: true } }, start)
  const components = [{ componentId: checkout, status: 'partial_outage' as const }]
  incidentId = makeIncident(db, { components }, start + 1)
  makeSubscriber(db, { email: 'late@example.com', coversPage: true, updates: 'start_and_end' }, start + 2)
  makeSubscriber(db, { email: 'one@example.com', incidentIds: [incidentId], updates: 'start_and_end' }, start + 2)
})

test('as many are counted for one more update as hear of it', () => {
  const now = start + 3
  const counted = countForNextUpdate(db, incidentId, now)
  expect(counted).toEqual({ email: 5, webhook: 1 })
  const heard = rehearse(db, (tx) => {
    const before = lastAnnouncement(tx)
    postUpdate(tx, terminal, { incidentId, status: 'investigating', body: 'Nothing new.' }, now)
    return countRecipients(tx, before)
  })
  expect(counted).toEqual(heard)
})

test('of very many nothing is counted, so that nobody waits', () => {
  db.run(sql`update sqlite_sequence set seq = 20000 where name = 'subscribers'`)
  makeSubscriber(db, { email: 'another@example.com' }, start + 3)
  expect(countForNextUpdate(db, incidentId, start + 4)).toBeNull()
})
