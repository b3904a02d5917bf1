import { eq } from 'drizzle-orm'
import { isBusy, type Connection } from '#db/connection'
import { people } from '#db/schema/people'
import type { Origin } from '#domain/actor'
import { recordAudit } from '#domain/audit'
import { write } from '#domain/database'
import type { breakGlassUse } from '#domain/single-sign-on/break-glass'
import { log } from '#log'

type SessionAction =
  | 'session.start'
  | 'session.end'
  | 'session.ask_second_factor'
  | 'person.set_password'
  | 'person.set_up_second_factor'
  | 'person.remove_second_factor'
  | 'person.use_backup_code'
  | 'person.renew_backup_codes'
  | typeof breakGlassUse

/** Whether somebody may still sign in. */
export function isActive(db: Connection, personId: string): boolean {
  const person = db.select({ deactivatedAt: people.deactivatedAt }).from(people).where(eq(people.id, personId)).get()
  return person !== undefined && person.deactivatedAt === null
}

export interface MadeSession {
  userId: string
  ipAddress?: string | null | undefined
}

/** Where better-auth makes a session and takes it back at once, because the second factor is still to come. */
const firstFactorPaths = ['/sign-in/email', '/magic-link/verify']

/** The audit row of a session that begins, or of the right password alone where more is asked. Returns which it was. */
export function recordSessionStart(
  db: Connection,
  session: MadeSession,
  path: string | undefined,
  now: number,
): 'session.start' | 'session.ask_second_factor' {
  const action = isFirstOfTwo(db, session, path) ? 'session.ask_second_factor' : 'session.start'
  recordSessionAudit(db, session.userId, action, now, originOfSession(session))
  return action
}

/** The audit row of a session that ends; one that waited for its second factor never was one. */
export function recordSessionEnd(db: Connection, session: MadeSession, path: string | undefined, now: number): void {
  if (isFirstOfTwo(db, session, path)) return
  recordSessionAudit(db, session.userId, 'session.end', now, originOfSession(session))
}

function isFirstOfTwo(db: Connection, { userId }: MadeSession, path: string | undefined): boolean {
  if (path === undefined || !firstFactorPaths.includes(path)) return false
  const person = db.select({ isOn: people.twoFactorEnabled }).from(people).where(eq(people.id, userId)).get()
  return person?.isOn ?? false
}

function originOfSession({ ipAddress }: MadeSession): Origin {
  return ipAddress ? { address: ipAddress } : {}
}

/**
 * The audit row of a change in better-auth's own tables, which it writes outside our transactions:
 * the one exception to "in the same transaction". A lock that another writer holds must not undo a sign-in.
 */
export function recordSessionAudit(
  db: Connection,
  personId: string,
  action: SessionAction,
  now: number,
  origin: Origin = {},
): void {
  try {
    write(db, (tx) => {
      const person = tx.select().from(people).where(eq(people.id, personId)).get()
      if (!person) return
      const actor = { kind: 'person', id: person.id, name: person.name, role: person.role, ...origin } as const
      if (action === 'session.start') tx.update(people).set({ lastSeenAt: now }).where(eq(people.id, personId)).run()
      recordAudit(tx, actor, { action, subjectKind: 'person', subjectId: personId }, now)
    })
  } catch (error) {
    if (!isBusy(error)) throw error
    log.error({ error, action }, 'an audit row could not be written, because the database was locked')
  }
}
