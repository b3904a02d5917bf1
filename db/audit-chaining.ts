import { asc, desc, eq, gt } from 'drizzle-orm'
import type { Connection } from './connection.ts'
import { auditLog } from './schema/audit.ts'
import { beginningOfChain, hashOfAudit } from './schema/audit-chain.ts'

const rowsAtOnce = 1_000

/** Gives the rows that were written before the audit log was a chain their hashes, once, as they stand. */
export function chainAuditLog(db: Connection): void {
  // Only a row at the end can be without one: the database refuses to write any after it.
  const newest = db.select({ hash: auditLog.hash }).from(auditLog).orderBy(desc(auditLog.number)).limit(1).get()
  if (newest?.hash !== '') return
  db.transaction(
    (tx) => {
      let previousHash = beginningOfChain
      let last = 0
      for (;;) {
        const rows = tx
          .select()
          .from(auditLog)
          .where(gt(auditLog.number, last))
          .orderBy(asc(auditLog.number))
          .limit(rowsAtOnce)
          .all()
        if (rows.length === 0) return
        for (const row of rows) {
          const hash = row.hash || hashOfAudit({ ...row, previousHash })
          if (row.hash === '')
            tx.update(auditLog).set({ previousHash, hash }).where(eq(auditLog.number, row.number)).run()
          previousHash = hash
          last = row.number
        }
      }
    },
    { behavior: 'immediate' },
  )
}
