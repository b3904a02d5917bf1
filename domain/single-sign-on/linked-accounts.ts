import { and, asc, eq, like } from 'drizzle-orm'
import { accounts, people } from '#db/schema/people'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { providerIdOf } from './admission.ts'

export interface LinkedAccount {
  id: string
  personId: string
  name: string
  email: string
  lastSignInAt: number
}

const isOfProvider = like(accounts.providerId, providerIdOf('%'))

/** Who comes from a provider, by name; for owners. */
export function listLinkedAccounts(db: Db): LinkedAccount[] {
  return db
    .select({
      id: accounts.id,
      personId: people.id,
      name: people.name,
      email: people.email,
      lastSignInAt: accounts.updatedAt,
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.userId))
    .where(isOfProvider)
    .orderBy(asc(people.name))
    .all()
    .map((account) => ({ ...account, lastSignInAt: account.lastSignInAt.getTime() }))
}

/** Whether somebody has come from a provider. */
export function isLinked(db: Db, personId: string): boolean {
  const own = and(eq(accounts.userId, personId), isOfProvider)
  return db.select({ id: accounts.id }).from(accounts).where(own).get() !== undefined
}

/**
 * Forgets who somebody is to the provider: the next account with their address is linked anew. Throws
 * `forbidden` below owner and `not_found`.
 */
export function unlinkAccount(db: Db, actor: Actor, accountId: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const account = tx
      .select()
      .from(accounts)
      .where(and(eq(accounts.id, accountId), isOfProvider))
      .get()
    if (!account) throw new DomainError('not_found', 'There is no such link.')
    tx.delete(accounts).where(eq(accounts.id, accountId)).run()
    const subject = { subjectKind: 'person', subjectId: account.userId }
    recordAudit(tx, actor, { action: 'person.unlink', ...subject }, now)
  })
}
