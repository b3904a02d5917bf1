import { createHash } from 'node:crypto'
import type { AuditRow } from './audit.ts'

/** What the first row of the audit log continues; the trigger that refuses other rows knows it too. */
export const beginningOfChain = '0'.repeat(64)

/**
 * The hash that a row of the audit log must carry: SHA-256 over a JSON list of its fields and of the
 * hash of the row before it, so that no row can be changed, taken out or put in without breaking the chain.
 */
export function hashOfAudit(row: Omit<AuditRow, 'hash'>): string {
  const said = [
    row.previousHash,
    row.number,
    row.at,
    row.actorKind,
    row.actorId,
    row.actorName,
    row.action,
    row.subjectKind,
    row.subjectId,
    row.before,
    row.after,
    row.requestId,
    row.address,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}
