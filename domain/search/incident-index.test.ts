import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backUp, restore } from '#db/backup'
import { openDatabase, type Connection } from '#db/connection'
import { dataFiles } from '#db/data-folder'
import { tellStory } from '#db/demo/story'
import { migrate } from '#db/migrate'
import { testDatabase } from '#db/test-database'

const now = Date.UTC(2026, 10, 24, 14, 5)

/** The numbers of the incidents that hold a word in a column. */
function found({ $client }: Connection, word: string, column: string, table = 'incident_search'): number[] {
  return $client
    .prepare<[string], number>(`select rowid from ${table} where ${table} match ?`)
    .pluck()
    .all(`{${column}} : "${word}"`)
}

/** Builds a second index from everything that is there, and compares what both find for every word. */
function expectInStep(db: Connection, words: readonly string[]): void {
  const { $client } = db
  $client.exec(
    `create virtual table temp.fresh using fts5(title, told, untold, tokenize = 'unicode61 remove_diacritics 2')`,
  )
  $client.exec(
    'insert into fresh (rowid, title, told, untold) select number, title, told, untold from incident_search_rows',
  )
  for (const word of words) {
    for (const column of ['title', 'told', 'untold']) {
      expect(found(db, word, column), `${word} in ${column}`).toEqual(found(db, word, column, 'fresh'))
    }
  }
  $client.exec('drop table temp.fresh')
}

const words = ['ant', 'bee', 'cat', 'dog']
const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((some) => some.join(' '))
const id = fc.constantFrom('a', 'b')
const published = fc.constantFrom(null, 1, 2)

/** Whatever can happen to the rows that are searched, in SQL, so that no caller can leave the index behind. */
const change = fc.oneof(
  fc.record({ sql: fc.constant('update incidents set title = @text where id = @id'), text, id }),
  fc.record({ sql: fc.constant('update incidents set published_at = @at where id = @id'), at: published, id }),
  fc.record({
    sql: fc.constant(
      `insert into incident_updates (id, incident_id, status, body, body_format, happened_at, published_at, created_at, updated_at) values (hex(randomblob(6)), @id, 'identified', @text, 'markdown', 1, @at, 1, 1)`,
    ),
    text,
    at: published,
    id,
  }),
  fc.record({ sql: fc.constant('update incident_updates set body = @text where incident_id = @id'), text, id }),
  fc.record({
    sql: fc.constant('update incident_updates set published_at = @at where incident_id = @id'),
    at: published,
    id,
  }),
  fc.record({ sql: fc.constant('update incident_updates set incident_id = @to where incident_id = @id'), to: id, id }),
  fc.record({ sql: fc.constant('delete from incident_updates where incident_id = @id'), id }),
  fc.record({
    sql: fc.constant(
      `insert into report_versions (id, incident_id, format, summary, affected, happened, prevention, is_preliminary, created_at, published_at) values (hex(randomblob(6)), @id, 'markdown', @text, '', '', '', 0, 1, @at)`,
    ),
    text,
    at: published,
    id,
  }),
  fc.record({ sql: fc.constant('update report_versions set happened = @text where incident_id = @id'), text, id }),
  fc.record({
    sql: fc.constant('update report_versions set published_at = @at where incident_id = @id'),
    at: published,
    id,
  }),
  fc.record({ sql: fc.constant('delete from report_versions where incident_id = @id'), id }),
)

test('the index stays in step with the rows, whatever happens to them', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const db = testDatabase()
      const { $client } = db
      for (const incident of ['a', 'b']) {
        $client
          .prepare(
            `insert into incidents (id, kind, title, status, started_at, latest_update_at, created_at, updated_at) values (?, 'incident', 'ant', 'investigating', 1, 1, 1, 1)`,
          )
          .run(incident)
        $client
          .prepare(`insert into reports (incident_id, status, created_at, updated_at) values (?, 'draft', 1, 1)`)
          .run(incident)
      }
      for (const { sql, ...values } of changes) $client.prepare(sql).run(values)
      expectInStep(db, words)
      $client.close()
    }),
    { numRuns: 25 },
  )
})

test('the index is filled from what a database of an older version holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-'))
  const older = join(folder, 'migrations')
  cpSync('db/migrations', older, { recursive: true })
  const journalFile = join(older, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: { tag: string }[] }
  const before = journal.entries.findIndex(({ tag }) => tag.includes('incident_search'))
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, before) }))
  const db = openDatabase(join(folder, 'candor.db'))
  migrate(db, older)
  // In SQL, because what writes today knows today's tables.
  db.$client.exec(`
    insert into incidents (id, kind, title, status, started_at, published_at, latest_update_at, created_at, updated_at)
      values ('a', 'incident', 'Checkout fails', 'investigating', 1, 1, 1, 1, 1);
    insert into incident_updates
      (id, incident_id, status, body, body_format, happened_at, published_at, created_at, updated_at)
      values ('u', 'a', 'investigating', 'Payments through Northcell fail.', 'markdown', 1, 1, 1, 1),
        ('d', 'a', 'monitoring', 'A draft about certificates.', 'markdown', 2, null, 2, 2);
  `)
  migrate(db)
  expect(found(db, 'northcell', 'told')).toHaveLength(1)
  expect(found(db, 'certificates', 'untold')).toHaveLength(1)
  expectInStep(db, ['checkout', 'payments', 'certificates', 'draft'])
  db.$client.close()
  rmSync(folder, { recursive: true })
})

test('a copy that was restored finds the same, and goes on being kept in step', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-'))
  const db = openDatabase(join(folder, 'first.db'))
  migrate(db)
  tellStory(db, now)
  const before = found(db, 'payments', 'told')
  await backUp(db, join(folder, 'copy.db'))
  db.$client.close()
  restore(join(folder, 'data'), join(folder, 'copy.db'), now)
  const restored = openDatabase(dataFiles(join(folder, 'data')).database)
  expect(found(restored, 'payments', 'told')).toEqual(before)
  restored.$client.exec(`update incident_updates set body = 'Giraffes.' where published_at is not null`)
  expectInStep(restored, ['payments', 'giraffes', 'checkout'])
  restored.$client.close()
  rmSync(folder, { recursive: true })
})
