import { and, eq, ne } from 'drizzle-orm'
import { people, sessions } from '#db/schema/people'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'

/** Ends somebody's sessions, in the transaction of what makes them end. Returns how many there were. */
export function endSessionsOf(tx: Db, personId: string): number {
  return tx.delete(sessions).where(eq(sessions.userId, personId)).run().changes
}

/** Ends all of one's own sessions but the one that is used now. Returns how many. Throws `forbidden` where no person acts. */
export function endOtherSessions(db: Db, actor: Actor, sessionId: string, now: number): number {
  mustAct(actor, 'viewer')
  const personId = mustBePerson(actor)
  return write(db, (tx) => {
    const others = and(eq(sessions.userId, personId), ne(sessions.id, sessionId))
    const { changes } = tx.delete(sessions).where(others).run()
    if (changes > 0) recordSession(tx, actor, 'session.end_others', { sessions: changes }, now)
    return changes
  })
}

/** Ends one of one's own sessions. Throws `forbidden` where no person acts, and `not_found` for a session that is nobody's or another's. */
export function endOwnSession(db: Db, actor: Actor, sessionId: string, now: number): void {
  mustAct(actor, 'viewer')
  const personId = mustBePerson(actor)
  write(db, (tx) => {
    const own = and(eq(sessions.userId, personId), eq(sessions.id, sessionId))
    if (tx.delete(sessions).where(own).run().changes === 0) {
      throw new DomainError('not_found', 'This device is signed out already.')
    }
    recordSession(tx, actor, 'session.end', undefined, now)
  })
}

/** Notes that whoever uses a session has proven again who they are; the caller has looked at the proof. */
export function confirmSession(db: Db, actor: Actor, sessionId: string, now: number): void {
  mustAct(actor, 'viewer')
  const personId = mustBePerson(actor)
  write(db, (tx) => {
    const own = and(eq(sessions.userId, personId), eq(sessions.id, sessionId))
    if (tx.update(sessions).set({ confirmedAt: now }).where(own).run().changes === 0) {
      throw new DomainError('not_found', 'You are signed out. Sign in again.')
    }
    recordSession(tx, actor, 'session.confirm', undefined, now)
  })
}

/** Notes that somebody uses a session, and when it ends if they do nothing more. A mark of reading, no change: it leaves no audit row. */
export function noteSeen(
  db: Db,
  { id, personId }: { id: string; personId: string },
  endsAt: number,
  now: number,
): void {
  write(db, (tx) => {
    tx.update(sessions)
      .set({ updatedAt: new Date(now), expiresAt: new Date(endsAt) })
      .where(eq(sessions.id, id))
      .run()
    tx.update(people).set({ lastSeenAt: now }).where(eq(people.id, personId)).run()
  })
}

function mustBePerson(actor: Actor): string {
  const personId = personOf(actor)
  if (personId === null) throw new DomainError('forbidden', 'Only a person has sessions.')
  return personId
}

function recordSession(tx: Db, actor: Actor, action: string, after: unknown, now: number): void {
  recordAudit(tx, actor, { action, subjectKind: 'person', subjectId: mustBePerson(actor), after }, now)
}
