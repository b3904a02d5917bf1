import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, type Connection } from '#db/connection'
import { makeComponent, makePage } from '#db/demo/makers'
import { migrate } from '#db/migrate'
import { watchRevision } from './revision-watch.ts'

const now = Date.UTC(2026, 10, 24)
let folder: string
let file: string
let db: Connection
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-watch-'))
  file = join(folder, 'candor.db')
  db = openDatabase(file)
  migrate(db)
  makePage(db, {}, now)
})
afterEach(() => {
  if (db.$client.open) db.$client.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what customers can see moves the version as soon as it is committed, and nothing else does', () => {
  const watch = watchRevision(file, 'build')
  const first = watch.version()
  expect(watch.version()).toBe(first)
  db.$client.exec('begin immediate')
  db.$client.exec(`update page set name = 'Other'`)
  expect(watch.version()).toBe(first)
  db.$client.exec('commit')
  const second = watch.version()
  expect(second).not.toBe(first)
  db.$client.exec(`insert into rate_limits (id, key, count, last_request) values ('a', 'a', 1, 1)`)
  expect(watch.version()).toBe(second)
  makeComponent(db, {}, now)
  expect(watch.version()).not.toBe(second)
  watch.close()
})

test('another build’s version is another one', () => {
  const [one, other] = [watchRevision(file, 'one'), watchRevision(file, 'other')]
  expect(one.version()).not.toBe(other.version())
  one.close()
  other.close()
})

test('a file that is gone or garbage has no version, and one that comes back has', () => {
  const watch = watchRevision(file, 'build', 0)
  const before = watch.version()
  db.$client.pragma('wal_checkpoint(TRUNCATE)')
  db.$client.close()
  copyFileSync(file, join(folder, 'copy.db'))
  renameSync(file, join(folder, 'away.db'))
  watch.look()
  expect(watch.version()).toBeNull()
  writeFileSync(file, 'garbage '.repeat(1_000))
  watch.look()
  expect(watch.version()).toBeNull()
  rmSync(file)
  renameSync(join(folder, 'copy.db'), file)
  watch.look()
  expect(watch.version()).not.toBeNull()
  expect(watch.version()).not.toBe(before)
  watch.close()
})

test('a file that takes the place of another has no version until the app surely has it open', () => {
  const watch = watchRevision(file, 'build')
  db.$client.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(file, join(folder, 'copy.db'))
  renameSync(join(folder, 'copy.db'), file)
  expect(watch.version()).not.toBeNull()
  watch.look()
  expect(watch.version()).toBeNull()
  watch.close()
})
