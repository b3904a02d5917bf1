import { asc, desc, gt, sql } from 'drizzle-orm'
import { auditLog, type AuditRow } from '#db/schema/audit'
import { beginningOfChain, hashOfAudit } from '#db/schema/audit-chain'
import type { Db } from '../database.ts'

const rowsAtOnce = 1_000
const mostFaults = 100

/** Where the audit log ends; an operator who keeps it elsewhere can tell later that nothing before it was touched. */
export interface ChainHead {
  number: number
  at: number
  hash: string
}

/** One place where the audit log isn't what was written. */
export type ChainFault =
  /** The row's words are not those that its hash was made of. */
  | { kind: 'changed'; number: number }
  /** Rows are missing, in the middle or at the end. */
  | { kind: 'removed'; from: number; to: number }
  /** The row does not continue the one before it: one of the two was replaced. */
  | { kind: 'broken'; number: number }
  /** The head that was kept elsewhere is the hash of no row. */
  | { kind: 'head_missing' }

export interface ChainReport {
  rows: number
  /** Null where the log is empty. */
  head: ChainHead | null
  /** In the order of the rows; at most 100, so that a log that was rewritten is told in a page. */
  faults: ChainFault[]
}

/**
 * Reads the whole audit log and tells where it was tampered with. `head` is a hash that an earlier
 * look at it gave: without one, somebody who computed the whole chain anew is not found out.
 */
export function verifyAuditLog(db: Db, head: string | null): ChainReport {
  const faults: ChainFault[] = []
  let last = { number: 0, hash: beginningOfChain }
  let newest: ChainHead | null = null
  let rows = 0
  let isHeadFound = head === null
  for (const row of auditRows(db)) {
    rows += 1
    if (row.number !== last.number + 1) faults.push({ kind: 'removed', from: last.number + 1, to: row.number - 1 })
    else if (row.previousHash !== last.hash) faults.push({ kind: 'broken', number: row.number })
    if (row.hash !== hashOfAudit(row)) faults.push({ kind: 'changed', number: row.number })
    if (row.hash === head) isHeadFound = true
    last = { number: row.number, hash: row.hash }
    newest = { number: row.number, at: row.at, hash: row.hash }
  }
  const given = newestNumber(db)
  if (given > last.number) faults.push({ kind: 'removed', from: last.number + 1, to: given })
  if (!isHeadFound) faults.push({ kind: 'head_missing' })
  return { rows, head: newest, faults: faults.slice(0, mostFaults) }
}

/** Every row, oldest first, a thousand at a time: the log may be larger than memory. */
export function* auditRows(db: Db): Generator<AuditRow> {
  for (let last = 0; ;) {
    const rows = db
      .select()
      .from(auditLog)
      .where(gt(auditLog.number, last))
      .orderBy(asc(auditLog.number))
      .limit(rowsAtOnce)
      .all()
    yield* rows
    if (rows.length < rowsAtOnce) return
    last = rows.at(-1)?.number ?? last
  }
}

/** Where the audit log ends now; null where nothing is on record. */
export function readChainHead(db: Db): ChainHead | null {
  const { number, at, hash } = auditLog
  return db.select({ number, at, hash }).from(auditLog).orderBy(desc(number)).limit(1).get() ?? null
}

/** The highest number that SQLite ever gave. */
function newestNumber(db: Db): number {
  return db.get<{ seq: number } | undefined>(sql`select seq from sqlite_sequence where name = 'audit_log'`)?.seq ?? 0
}
