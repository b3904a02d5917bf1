import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connection, isBusy, openDatabase, setConnection } from './connection.ts'
import { migrate } from './migrate.ts'
import { components } from './schema/components.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a database on disk', () => {
  test('is opened for durability and many readers', () => {
    const { $client } = openDatabase(join(folder, 'candor.db'))
    expect($client.pragma('journal_mode', { simple: true })).toBe('wal')
    const full = 2
    expect($client.pragma('synchronous', { simple: true })).toBe(full)
    expect($client.pragma('foreign_keys', { simple: true })).toBe(1)
    expect($client.pragma('busy_timeout', { simple: true })).toBeLessThanOrEqual(50)
    $client.close()
  })

  test('lets others read while one writes, and says that it is busy to a second writer', () => {
    const [one, other] = [openDatabase(join(folder, 'candor.db')), openDatabase(join(folder, 'candor.db'))]
    migrate(one)
    one.run(sql`begin immediate`)
    one.run(sql`update revision set number = 9`)
    expect(other.get<{ number: number }>(sql`select number from revision`)?.number).toBe(1)
    let refusal: unknown
    try {
      other.run(sql`update revision set number = 5`)
    } catch (error) {
      refusal = error
    }
    expect(isBusy(refusal)).toBe(true)
    one.run(sql`rollback`)
    for (const db of [one, other]) db.$client.close()
  })

  test('refuses a row that refers to none', () => {
    const db = openDatabase(join(folder, 'candor.db'))
    migrate(db)
    const lost = {
      id: 'a',
      slug: 'a',
      name: 'A',
      groupId: 'none',
      position: 1,
      startsAt: 0,
      createdAt: 0,
      updatedAt: 0,
    }
    expect(() => db.insert(components).values(lost).run()).toThrow()
    expect(db.select().from(components).all()).toEqual([])
    db.$client.close()
  })
})

describe('an error', () => {
  test('that is not about a lock is not taken for one', () => {
    const db = openDatabase(':memory:')
    let refusal: unknown
    try {
      db.run(sql`select * from nowhere`)
    } catch (error) {
      refusal = error
    }
    expect(refusal).toBeInstanceOf(Error)
    expect(isBusy(refusal)).toBe(false)
    expect(isBusy('busy')).toBe(false)
  })
})

describe('the app’s connection', () => {
  test('is shared, and says so while there is none', () => {
    expect(() => connection()).toThrow('the database is not open')
    const db = openDatabase(':memory:')
    setConnection(db)
    expect(connection()).toBe(db)
    setConnection(null)
    expect(() => connection()).toThrow('the database is not open')
  })
})
