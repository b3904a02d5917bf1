import { sql } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import { beginningOfChain, hashOfAudit } from '#db/schema/audit-chain'
import type { Actor, SubscriberActor } from './actor.ts'
import type { Db } from './database.ts'
import { prepared, preparedInsert } from './prepared.ts'

export interface AuditEntry {
  /** Noun and verb, as in `incident.open`; the noun is the table's. */
  action: string
  subjectKind: string
  subjectId: string
  before?: unknown
  after?: unknown
}

/**
 * Writes who did what, in the transaction of the change itself, as the next link of the chain. What
 * is a secret by its name is left out of `before` and `after`.
 */
export function recordAudit(tx: Db, actor: Actor | SubscriberActor, entry: AuditEntry, now: number): void {
  const row = {
    ...nextLink(tx),
    at: now,
    actorKind: actor.kind,
    actorId: 'id' in actor ? actor.id : null,
    actorName: storable(actor.name),
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: storable(entry.subjectId),
    before: jsonOf(entry.before),
    after: jsonOf(entry.after),
    requestId: storable(('requestId' in actor ? actor.requestId : undefined) ?? null),
    address: storable(('address' in actor ? actor.address : undefined) ?? null),
  }
  insertRecord(tx, { ...row, hash: hashOfAudit(row) })
}

const insertRecord = preparedInsert(auditLog)

const chainEnd = prepared((db) =>
  db
    .select({
      given: sql<number | null>`(select seq from sqlite_sequence where name = 'audit_log')`,
      newest: sql<number | null>`(select max(number) from ${auditLog})`,
      hash: sql<string | null>`(select hash from ${auditLog} order by number desc limit 1)`,
    })
    .from(sql`(select 1)`)
    .prepare(),
)

/** The number that SQLite would give next, which leaves a gap where rows were cut off, and the hash to go on from. */
function nextLink(tx: Db): { number: number; previousHash: string } {
  const last = chainEnd(tx).get()
  return { number: Math.max(last?.given ?? 0, last?.newest ?? 0) + 1, previousHash: last?.hash ?? beginningOfChain }
}

const secretNames =
  /^(?:password|passphrase|secret|token|hash|seed|cookie|authorization|backupCodes)$|(?:Password|Secret|Token|Hash|Seed|PrivateKey)$/

/** What stands in the audit log where something is kept out of it. */
export const masked = '(not kept here)'

function jsonOf(value: unknown): string | null {
  if (value === undefined) return null
  return JSON.stringify(value, (name, part: unknown) =>
    secretNames.test(name) && part !== null && typeof part !== 'boolean' ? masked : part,
  )
}

/** As SQLite keeps it: half a character would come back as another one, and break the chain. */
function storable<Text extends string | null>(text: Text): Text {
  return (text === null ? null : text.replace(/\p{Surrogate}/gu, '\uFFFD')) as Text
}
