import { eq } from 'drizzle-orm'
import { isBusy, type Connection } from '#db/connection'
import { people } from '#db/schema/people'
import { recordAudit } from '#domain/audit'
import { write } from '#domain/database'
import { log } from '#log'

type SessionAction = 'session.start' | 'session.end' | 'person.set_password'

/** Whether somebody may still sign in. */
export function isActive(db: Connection, personId: string): boolean {
  const person = db.select({ deactivatedAt: people.deactivatedAt }).from(people).where(eq(people.id, personId)).get()
  return person !== undefined && person.deactivatedAt === null
}

/**
 * The audit row of a change in better-auth's own tables, which it writes outside our transactions:
 * the one exception to "in the same transaction". A lock that another writer holds must not undo a sign-in.
 */
export function recordSessionAudit(db: Connection, personId: string, action: SessionAction, now: number): void {
  try {
    write(db, (tx) => {
      const person = tx.select().from(people).where(eq(people.id, personId)).get()
      if (!person) return
      const actor = { kind: 'person', id: person.id, name: person.name, role: person.role } as const
      recordAudit(tx, actor, { action, subjectKind: 'person', subjectId: personId }, now)
    })
  } catch (error) {
    if (!isBusy(error)) throw error
    log.error({ error, action }, 'an audit row could not be written, because the database was locked')
  }
}
