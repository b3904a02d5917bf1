import { and, asc, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import { accounts, people } from '#db/schema/people'
import { breakGlassOwners, singleSignOn } from '#db/schema/single-sign-on'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'

/** Written for each sign-in by password or link while only single sign-on is allowed. */
export const breakGlassUse = 'break_glass.use'

/** Lets an owner in by password, whatever the provider says or does. Throws `forbidden` below owner, `not_found`, and `conflict`. */
export function markBreakGlass(db: Db, actor: Actor, personId: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const person = tx.select().from(people).where(eq(people.id, personId)).get()
    if (!person) throw new DomainError('not_found', 'There is nobody like this on the team.', 'personId')
    if (person.role !== 'owner' || person.deactivatedAt !== null) {
      throw new DomainError('conflict', `${person.name} is no owner. Only an owner can hold this.`, 'personId')
    }
    if (!hasPassword(tx, personId)) {
      throw new DomainError(
        'conflict',
        `${person.name} has no password. They set one on their account’s page first.`,
        'personId',
      )
    }
    if (isMarked(tx, personId)) throw new DomainError('conflict', `${person.name} is marked already.`, 'personId')
    tx.insert(breakGlassOwners).values({ personId, markedAt: now }).run()
    recordAudit(tx, actor, { action: 'break_glass.mark', subjectKind: 'person', subjectId: personId }, now)
  })
}

/** Takes that away again. Throws `forbidden` below owner, `not_found`, and `conflict` where nobody could get in without the provider. */
export function unmarkBreakGlass(db: Db, actor: Actor, personId: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    if (!isMarked(tx, personId)) throw new DomainError('not_found', 'Nobody like this is marked.', 'personId')
    refuseLosingBreakGlass(tx, personId)
    tx.delete(breakGlassOwners).where(eq(breakGlassOwners.personId, personId)).run()
    recordAudit(tx, actor, { action: 'break_glass.unmark', subjectKind: 'person', subjectId: personId }, now)
  })
}

/**
 * Throws `conflict` where somebody is the only one who can get in without the provider and everybody
 * else needs it: they must then stay an owner, active, and marked.
 */
export function refuseLosingBreakGlass(tx: Db, personId: string): void {
  const isOnly = tx.select({ since: singleSignOn.onlySince }).from(singleSignOn).get()?.since
  if (!isOnly || !isBreakGlassOwner(tx, personId) || listBreakGlassOwners(tx).length > 1) return
  throw new DomainError(
    'conflict',
    'This is the last owner who can sign in without the provider. Mark another one for emergencies first, or allow passwords again.',
  )
}

/** Owners who can get in by password now: marked, active and with a password; by name. */
export function listBreakGlassOwners(db: Db): { id: string; name: string; email: string }[] {
  return db
    .selectDistinct({ id: people.id, name: people.name, email: people.email })
    .from(breakGlassOwners)
    .innerJoin(people, eq(people.id, breakGlassOwners.personId))
    .innerJoin(accounts, eq(accounts.userId, people.id))
    .where(and(eq(people.role, 'owner'), isNull(people.deactivatedAt), isNotNull(accounts.password)))
    .orderBy(asc(people.name))
    .all()
}

/** Whether somebody may sign in by password though only single sign-on is allowed. */
export function isBreakGlassOwner(db: Db, personId: string): boolean {
  return listBreakGlassOwners(db).some(({ id }) => id === personId)
}

/** Owners who could be marked: active, with a password, and not marked yet; by name. */
export function listPossibleBreakGlassOwners(db: Db): { id: string; name: string }[] {
  return db
    .selectDistinct({ id: people.id, name: people.name })
    .from(people)
    .innerJoin(accounts, eq(accounts.userId, people.id))
    .leftJoin(breakGlassOwners, eq(breakGlassOwners.personId, people.id))
    .where(
      and(
        eq(people.role, 'owner'),
        isNull(people.deactivatedAt),
        isNotNull(accounts.password),
        isNull(breakGlassOwners.personId),
      ),
    )
    .orderBy(asc(people.name))
    .all()
}

/** Who got in without the provider since an instant, newest first, at most twenty; for owners. */
export function listBreakGlassUses(db: Db, since: number): { number: number; name: string; at: number }[] {
  return db
    .select({ number: auditLog.number, name: auditLog.actorName, at: auditLog.at })
    .from(auditLog)
    .where(and(eq(auditLog.action, breakGlassUse), gt(auditLog.at, since)))
    .orderBy(desc(auditLog.number))
    .limit(20)
    .all()
}

function isMarked(db: Db, personId: string): boolean {
  return db.select().from(breakGlassOwners).where(eq(breakGlassOwners.personId, personId)).get() !== undefined
}

function hasPassword(db: Db, personId: string): boolean {
  const account = and(eq(accounts.userId, personId), isNotNull(accounts.password))
  return db.select({ id: accounts.id }).from(accounts).where(account).get() !== undefined
}
