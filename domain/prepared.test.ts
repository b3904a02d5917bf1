import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { makeComponent, makePage } from '#db/demo/makers'
import { componentOperations, components } from '#db/schema/components'
import { incidentUpdates } from '#db/schema/incidents'
import { page } from '#db/schema/page'
import { testDatabase } from '#db/test-database'
import { write, type Db } from './database.ts'
import { isListed, prepared, preparedForIds, preparedInsert, value } from './prepared.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

function pageCalled(name: string) {
  const db = testDatabase()
  makePage(db, { name }, now)
  return db
}

test('a query is built once for a connection, whether it runs in a transaction, within another one or in none', () => {
  const db = pageCalled('Acme')
  const build = vi.fn((on: Db) =>
    on
      .select({ name: page.name })
      .from(page)
      .where(eq(page.row, value('row')))
      .prepare(),
  )
  const pageOf = prepared(build)
  write(db, (tx) => {
    tx.update(page).set({ name: 'Acme Cloud' }).run()
    expect(pageOf(tx).get({ row: 1 })).toEqual({ name: 'Acme Cloud' })
    write(tx, (inner) => expect(pageOf(inner).get({ row: 2 })).toBeUndefined())
  })
  expect(pageOf(db).all({ row: 1 })).toEqual([{ name: 'Acme Cloud' }])
  expect(build).toHaveBeenCalledOnce()
})

test('a query that two databases run asks each of them, at once too', () => {
  const [one, other] = [pageCalled('One'), pageCalled('Other')]
  const pageRow = prepared((db) => db.select({ name: page.name }).from(page).prepare())
  expect(pageRow(one).get()).toEqual({ name: 'One' })
  write(one, (tx) => {
    expect(write(other, (otherTx) => pageRow(otherTx).get())).toEqual({ name: 'Other' })
    expect(pageRow(tx).get()).toEqual({ name: 'One' })
  })
})

test('a query goes on after a transaction that was undone', () => {
  const db = pageCalled('Acme')
  const pageRow = prepared((on) => on.select({ name: page.name }).from(page).prepare())
  expect(() =>
    write(db, (tx) => {
      tx.update(page).set({ name: 'Lost' }).run()
      expect(pageRow(tx).get()).toEqual({ name: 'Lost' })
      throw new Error('the disk is full')
    }),
  ).toThrow('the disk is full')
  expect(pageRow(db).get()).toEqual({ name: 'Acme' })
})

test('a list of ids takes any number of them, and finds them by the index', () => {
  const db = pageCalled('Acme')
  const ids = ['API', 'Web', 'Mail'].map((name) => makeComponent(db, { name }, now))
  const namesOf = preparedForIds((on) =>
    on.select({ name: components.name }).from(components).where(isListed(components.id)).prepare(),
  )
  expect(namesOf(db, [])).toEqual([])
  expect(
    namesOf(db, ids.slice(1))
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Mail', 'Web'])
  expect(namesOf(db, [...ids, 'unknown', ids[0] ?? ''])).toHaveLength(3)
  const { sql } = db.select().from(incidentUpdates).where(isListed(incidentUpdates.incidentId)).toSQL()
  const plan = db.$client.prepare(`explain query plan ${sql}`).all('[]') as { detail: string }[]
  expect(plan[0]?.detail).toBe('SEARCH incident_updates USING INDEX incident_updates_incident (incident_id=?)')
})

test('an insert writes each value as its column has it, and leaves what is not named to the column', () => {
  const db = pageCalled('Acme')
  const [one, other] = ['API', 'Web'].map((name) => makeComponent(db, { name }, now)) as [string, string]
  const insert = preparedInsert(componentOperations)
  write(db, (tx) => {
    insert(tx, { componentId: one, owner: 'Dana', criticality: null })
    insert(tx, { componentId: other, owner: undefined })
  })
  expect(db.select().from(componentOperations).all()).toMatchObject([
    { componentId: one, owner: 'Dana', criticality: null },
    { componentId: other, owner: null },
  ])
  db.delete(page).run()
  const links = [{ label: 'Home', url: 'https://example.com/' }]
  const row = { row: 1, id: 'p', name: 'Acme', timeZone: 'Etc/UTC', createdAt: now, updatedAt: now }
  preparedInsert(page)(db, { ...row, links, reviewsReports: true, description: null })
  expect(db.select().from(page).get()).toMatchObject({ ...row, links, reviewsReports: true, promiseMinutes: {} })
})
