import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '#db/connection'
import { createKeptReads } from './kept-reads.ts'

const folder = mkdtempSync(join(tmpdir(), 'candor-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('what was read is kept until this connection or another one changes anything, and for at most a second', () => {
  const file = join(folder, 'candor.db')
  const db = openDatabase(file)
  const other = openDatabase(file)
  db.$client.exec('create table notes (text text)')
  const kept = createKeptReads<number>()
  let reads = 0
  const read = (now: number) => kept(db, 'notes', now, () => ++reads)
  expect([read(1_000), read(1_999)]).toEqual([1, 1])
  expect(read(2_000)).toBe(2)
  db.$client.exec(`insert into notes values ('ours')`)
  expect(read(2_000)).toBe(3)
  other.$client.exec(`insert into notes values ('theirs')`)
  expect([read(2_000), read(2_000)]).toEqual([4, 4])
  for (const each of [db, other]) each.$client.close()
})
