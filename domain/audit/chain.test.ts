import { beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '#db/connection'
import { terminal } from '#db/demo/actors'
import { testDatabase } from '#db/test-database'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write } from '../database.ts'
import { readChainHead, verifyAuditLog } from './chain.ts'

const entry = { action: 'incident.open', subjectKind: 'incident', subjectId: 'p31zjtct2jer' }

let db: Connection
beforeEach(() => {
  db = testDatabase()
  for (let number = 1; number <= 5; number++) recordAudit(db, terminal, { ...entry, after: { number } }, number)
})

/** What somebody does who holds the file: the triggers don't stop them. */
function tamper(sql: string): void {
  for (const name of ['keeps_rows', 'keeps_words', 'keeps_chain', 'continues_chain']) {
    db.$client.exec(`drop trigger if exists audit_log_${name}`)
  }
  db.$client.exec(sql)
}

const faults = (head: string | null = null) => verifyAuditLog(db, head).faults

describe('the database', () => {
  test.each([
    [`update audit_log set actor_name = 'Nobody' where number = 2`, 'append-only'],
    [`update audit_log set hash = 'abc' where number = 2`, 'append-only'],
    [`update or replace audit_log set number = 9 where number = 2`, 'append-only'],
    [`delete from audit_log where number = 5`, 'append-only'],
    [`delete from audit_log`, 'append-only'],
    [`insert or replace into audit_log select * from audit_log where number = 2`, 'continue its chain'],
    [
      `insert into audit_log (at, actor_kind, actor_name, action, subject_kind, subject_id)
       values (1, 'worker', 'Candor', 'incident.open', 'incident', 'x')`,
      'continue its chain',
    ],
    [
      `insert into audit_log (number, at, actor_kind, actor_name, action, subject_kind, subject_id, previous_hash, hash)
       values (6, 1, 'worker', 'Candor', 'incident.open', 'incident', 'x', 'made up', 'too')`,
      'continue its chain',
    ],
  ])('refuses: %s', (sql, reason) => {
    const before = db.$client.serialize()
    expect(() => db.$client.exec(sql)).toThrow(reason)
    expect(db.$client.serialize().equals(before)).toBe(true)
  })
})

describe('the chain of the audit log', () => {
  test('is whole as it was written, and tells its head', () => {
    const report = verifyAuditLog(db, null)
    expect(report).toMatchObject({ rows: 5, faults: [], head: { number: 5, at: 5 } })
    expect(report.head).toEqual(readChainHead(db))
    expect(faults(report.head?.hash)).toEqual([])
  })

  test('of an empty log is whole, and has no head', () => {
    expect(verifyAuditLog(testDatabase(), null)).toEqual({ rows: 0, head: null, faults: [] })
  })

  test('tells each field that was changed', () => {
    const columns = db.$client.prepare<[], string>(`select name from pragma_table_info('audit_log')`).pluck().all()
    const fields = columns.filter((name) => !/^(number|previous_hash|hash)$/.test(name))
    expect(fields).toHaveLength(11)
    for (const name of fields) {
      const kept = db.$client.prepare(`select "${name}" from audit_log where number = 3`).pluck().get()
      tamper(`update audit_log set "${name}" = 7 where number = 3`)
      expect(faults(), name).toEqual([{ kind: 'changed', number: 3 }])
      db.$client.prepare(`update audit_log set "${name}" = ? where number = 3`).run(kept)
      expect(faults(), name).toEqual([])
    }
  })

  test('tells a row that was changed and given a new hash, by the row after it', () => {
    tamper(`update audit_log set hash = 'abc' where number = 3`)
    expect(faults()).toEqual([
      { kind: 'changed', number: 3 },
      { kind: 'broken', number: 4 },
    ])
  })

  test('tells rows that were taken out, and which', () => {
    tamper(`delete from audit_log where number in (1, 3, 4)`)
    expect(faults()).toEqual([
      { kind: 'removed', from: 1, to: 1 },
      { kind: 'removed', from: 3, to: 4 },
    ])
  })

  test('tells rows that were taken out and closed up', () => {
    tamper(`delete from audit_log where number = 3; update audit_log set number = number - 1 where number > 3`)
    expect(faults()[0]).toEqual({ kind: 'broken', number: 3 })
  })

  test('tells that its end was cut off, also after something was written since', () => {
    tamper(`delete from audit_log where number > 3`)
    expect(faults()).toEqual([{ kind: 'removed', from: 4, to: 5 }])
    recordAudit(db, terminal, entry, 9)
    expect(faults()).toEqual([{ kind: 'removed', from: 4, to: 5 }])
  })

  test('that was written anew as a whole is told by the head that was kept elsewhere alone', () => {
    const head = readChainHead(db)?.hash ?? ''
    tamper(`delete from audit_log; delete from sqlite_sequence`)
    for (let number = 1; number <= 5; number++) recordAudit(db, terminal, { ...entry, after: { number: 7 } }, number)
    expect(faults()).toEqual([])
    expect(faults(head)).toEqual([{ kind: 'head_missing' }])
  })

  test('holds a head of long ago, whatever came after it', () => {
    const head = readChainHead(db)?.hash ?? ''
    for (let number = 6; number <= 1_500; number++) recordAudit(db, terminal, entry, number)
    expect(faults(head)).toEqual([])
    expect(verifyAuditLog(db, head)).toMatchObject({ rows: 1_500, head: { number: 1_500 } })
  })

  test('goes on without a gap after a write that was rolled back', () => {
    expect(() =>
      write(db, (tx) => {
        recordAudit(tx, terminal, entry, 6)
        throw new Error('never mind')
      }),
    ).toThrow('never mind')
    recordAudit(db, terminal, entry, 7)
    expect(verifyAuditLog(db, null)).toMatchObject({ rows: 6, head: { number: 6 }, faults: [] })
  })

  test('survives text that SQLite keeps otherwise than it was given', () => {
    const actor: Actor = {
      kind: 'token',
      id: 't',
      name: 'half \ud83d',
      role: 'owner',
      scopes: null,
      componentIds: null,
    }
    recordAudit(db, actor, { ...entry, subjectId: 'nul \0', after: { title: '\udc00 \u0000 é' } }, 6)
    expect(faults()).toEqual([])
  })
})
