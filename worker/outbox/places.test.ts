import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeHook } from '#db/demo/hooks'
import { makeIncident, makePage } from '#db/demo/makers'
import type { Connection } from '#db/connection'
import { testDatabase } from '#db/test-database'
import type { Actor } from '#domain/actor'
import { postUpdate } from '#domain/incidents/incident-updates'
import type { Sender } from './deliver.ts'
import type { Outcome } from './outcome.ts'
import { createPlaces } from './places.ts'

const start = Date.UTC(2026, 10, 24, 14, 5)
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }

let db: Connection
let now: number
/** Ends what is on its way, by subscriber. */
let end: Map<number, (outcome: Outcome) => void>
beforeEach(() => {
  db = testDatabase()
  now = start
  end = new Map()
  makePage(db, {}, start - 1)
})

const sent: Outcome = { kind: 'sent', answer: 'HTTP 200' }
/** The first of all is as slow as the test wants it; the others are taken at once. */
const places = (most: number) => {
  const send: Sender['send'] = (_db, _message, { number }) =>
    number === 1 ? new Promise<Outcome>((resolve) => end.set(number, resolve)) : Promise.resolve(sent)
  const sender: Sender = { channel: 'webhook', most, send }
  return createPlaces(sender, actor, {
    clock: () => now,
    random: () => 0.5,
    retry: (run) => Promise.resolve().then(run),
  })
}
const hook = (name: string) => makeHook(db, { url: `https://${name}.example/hook` }, now)
const told = () =>
  db.all<{ number: number }>(sql`select subscriber_number as number from notifications
    where announcement_number is not null and sent_at is not null order by number`)

test('whoever answers slowly holds up nobody else', async () => {
  for (const name of ['slow', 'one', 'two', 'three']) hook(name)
  makeIncident(db, {}, now)
  const { fill, freed } = places(2)
  for (let count = 0; count < 3; count++) {
    await fill(db)
    await freed()
  }
  expect(told().map(({ number }) => number)).toEqual([2, 3, 4])
  expect(await fill(db)).toBe(0)
  end.get(1)?.(sent)
})

test('what is to be told next waits for what is on its way there', async () => {
  hook('slow')
  hook('one')
  const incidentId = makeIncident(db, {}, now)
  const { fill, freed } = places(2)
  expect(await fill(db)).toBe(2)
  await freed()
  postUpdate(db, terminal, { incidentId, status: 'identified' }, (now += 1))
  expect(await fill(db)).toBe(1)
  await freed()
  expect(told().map(({ number }) => number)).toEqual([2, 2])
  makeIncident(db, { title: 'Another' }, (now += 1))
  await fill(db)
  await freed()
  expect(told()).toHaveLength(3)
  expect(end.size).toBe(1)
})

test('a place is free again when what became of a message can’t be noted', async () => {
  hook('slow')
  makeIncident(db, {}, now)
  const { fill, freed } = places(1)
  await fill(db)
  db.run(sql`create trigger broken before update on notifications begin select raise(abort, 'broken'); end`)
  end.get(1)?.(sent)
  await freed()
  db.run(sql`drop trigger broken`)
  hook('one')
  makeIncident(db, { title: 'Another' }, (now += 1))
  expect(await fill(db)).toBe(1)
})
