import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backUp, BackupError, restore } from './backup.ts'
import type { Connection } from './connection.ts'
import { dataFiles, readMarker } from './data-folder.ts'
import { tellStory } from './demo/story.ts'
import { openPageDatabase } from './page-database.ts'
import { initializePage, readPage } from '#domain/page'

const now = Date.UTC(2026, 10, 24, 12)
let folder: string
let db: Connection

function initialize(opened: Connection): string {
  initializePage(opened, { name: 'Status', timeZone: 'Etc/UTC' }, now)
  return readPage(opened).id
}

function titles(opened: Connection): unknown[] {
  return opened.$client.prepare('select title from incidents order by number').pluck().all()
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-backup-'))
  db = openPageDatabase(join(folder, 'data'), initialize)
  tellStory(db, now)
})

afterEach(() => {
  if (db.$client.open) db.$client.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a backup holds every row of a database that is in use, and can be read by its owner alone', async () => {
  const file = join(folder, 'copy.db')
  const report = await backUp(db, file)
  expect(report.rows).toBeGreaterThan(100)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(existsSync(`${file}.part`)).toBe(false)
})

test('a page that is there is opened though another process holds the write lock', () => {
  db.$client.exec('begin immediate')
  const beside = openPageDatabase(join(folder, 'data'), initialize)
  expect(titles(beside)).toEqual(titles(db))
  beside.$client.close()
  db.$client.exec('rollback')
})

test('a backup never overwrites a file', async () => {
  const file = join(folder, 'copy.db')
  writeFileSync(file, 'mine')
  await expect(backUp(db, file)).rejects.toThrow(/exists already/)
})

test('a restore brings back what was backed up, and moves aside what was there with its log', async () => {
  const file = join(folder, 'copy.db')
  await backUp(db, file)
  const before = titles(db)
  db.$client.prepare(`update incidents set title = 'changed later'`).run()
  const { movedTo } = restore(join(folder, 'data'), file, now)
  db.$client.close()
  db = openPageDatabase(join(folder, 'data'), initialize)
  expect(titles(db)).toEqual(before)
  expect(readMarker(join(folder, 'data'))).toBe(readPage(db).id)
  const aside = openPageDatabase(copyAside(movedTo ?? ''), initialize)
  expect(new Set(titles(aside))).toEqual(new Set(['changed later']))
  aside.$client.close()
})

test('a restore onto a new machine needs nothing but the file', async () => {
  const file = join(folder, 'copy.db')
  await backUp(db, file)
  expect(restore(join(folder, 'new'), file, now).movedTo).toBeNull()
  const restored = openPageDatabase(join(folder, 'new'), initialize)
  expect(titles(restored)).toEqual(titles(db))
  restored.$client.close()
})

test.each([
  ['a file that is no database', 'not a database, only words'.repeat(100)],
  ['an empty file', ''],
])('a restore refuses %s and changes nothing', (_name, content) => {
  const file = join(folder, 'bad.db')
  writeFileSync(file, content)
  const before = readdirSync(join(folder, 'data')).sort()
  expect(() => restore(join(folder, 'data'), file, now)).toThrow(BackupError)
  expect(readdirSync(join(folder, 'data')).sort()).toEqual(before)
})

test('a restore refuses a file that is not there', () => {
  expect(() => restore(join(folder, 'data'), join(folder, 'nowhere.db'), now)).toThrow(/There is no file/)
})

/** A database that was moved aside, in a data folder of its own so that it can be opened. */
function copyAside(movedTo: string): string {
  const aside = mkdtempSync(join(folder, 'aside-'))
  const target = dataFiles(aside).database
  for (const ending of ['', '-wal']) {
    if (existsSync(movedTo + ending)) copyFileSync(movedTo + ending, target + ending)
  }
  return aside
}
