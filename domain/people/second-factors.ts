import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { people, twoFactors } from '#db/schema/people'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { requirePerson } from './people.ts'
import { endSessionsOf } from './sessions.ts'

/**
 * Takes somebody's second factor away, where they lost it, and ends their sessions: they sign in anew and can set
 * up another. Throws `forbidden` below owner, `not_found`, and `conflict` where they have none.
 */
export function resetSecondFactor(db: Db, actor: Actor, personId: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const person = requirePerson(tx, personId)
    removeFrom(tx, person.id)
    const sessions = endSessionsOf(tx, person.id)
    recordAudit(tx, actor, { action: 'person.reset_second_factor', ...subject(person.id), after: { sessions } }, now)
  })
}

/** Takes one's own second factor away. Throws `forbidden` where no person acts, and `conflict` where there is none. */
export function removeOwnSecondFactor(db: Db, actor: Actor, now: number): void {
  mustAct(actor, 'viewer')
  const personId = personOf(actor)
  if (personId === null) throw new DomainError('forbidden', 'Only a person has a second factor.')
  write(db, (tx) => {
    removeFrom(tx, personId)
    recordAudit(tx, actor, { action: 'person.remove_second_factor', ...subject(personId) }, now)
  })
}

/**
 * Uses up the time step of a code that is right, so that whoever saw it typed can't use it again (RFC 6238, 5.2).
 * False where it, or a later one, was used already. It takes no actor: the code is to prove who sits there.
 */
export function spendCodeStep(db: Db, personId: string, step: number): boolean {
  const isNewer = or(isNull(twoFactors.lastUsedStep), lt(twoFactors.lastUsedStep, step))
  return write(db, (tx) => {
    const used = tx
      .update(twoFactors)
      .set({ lastUsedStep: step })
      .where(and(eq(twoFactors.userId, personId), isNewer))
    return used.run().changes > 0
  })
}

function removeFrom(tx: Db, personId: string): void {
  const removed = tx.delete(twoFactors).where(eq(twoFactors.userId, personId)).run()
  if (removed.changes === 0) throw new DomainError('conflict', 'There is no second factor.')
  tx.update(people).set({ twoFactorEnabled: false }).where(eq(people.id, personId)).run()
}

function subject(personId: string) {
  return { subjectKind: 'person', subjectId: personId } as const
}
