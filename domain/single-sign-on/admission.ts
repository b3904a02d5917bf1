import { and, count, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { accounts, people } from '#db/schema/people'
import { accessWithdrawals, breakGlassOwners } from '#db/schema/single-sign-on'
import { mustAct, type Actor, type Role } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { newId } from '../identity.ts'
import { emailAddress, line } from '../input.ts'
import { readPage } from '../page.ts'
import { revokeInvitationsBy } from '../people/invitations.ts'
import { readPersonByEmail, type PersonRow } from '../people/people.ts'
import { endSessionsOf } from '../people/sessions.ts'
import { roleOfGroups } from './roles-of-groups.ts'
import { readSingleSignOn } from './settings.ts'

export const vouchedInput = z.object({
  issuer: z.string().min(1),
  subject: z.string().min(1).max(255),
  /** Null where the provider names none, or none that is an address. */
  email: emailAddress('The provider names no e-mail address.').nullable().catch(null),
  isEmailVerified: z.boolean(),
  name: line('The name', { max: 120 }).nullable().catch(null),
  groups: z.array(z.string()),
})

export const refusedReasons = [
  'off',
  'no_group',
  'no_email',
  'unverified_email',
  'deactivated',
  'other_account',
] as const
export type RefusedReason = (typeof refusedReasons)[number]
export type Admission = { personId: string } | { refused: RefusedReason }

type Vouched = z.output<typeof vouchedInput>

/**
 * Lets somebody in for whom the provider vouches: adds or links them at the first time, and gives them the
 * role of their groups each time. Whoever is in no mapped group any more is deactivated, and comes back by
 * the provider's word alone; but the last owner, and owners marked for emergencies, stay what they are. A
 * refusal is an answer, because what it changes is written. The actor is whoever passes the provider's word on.
 */
export function admitPerson(db: Db, actor: Actor, rawInput: z.input<typeof vouchedInput>, now: number): Admission {
  mustAct(actor, 'owner')
  const vouched = vouchedInput.parse(rawInput)
  return write(db, (tx) => {
    const settings = readSingleSignOn(tx)
    if (settings?.issuer !== vouched.issuer) return refuse(tx, actor, vouched, 'off', null, now)
    const role = roleOfGroups(vouched.groups, settings.groups, settings.defaultRole)
    const known = readLinked(tx, vouched)
    if (known) return admitKnown(tx, actor, known, vouched, role, now)
    if (role === null) return refuse(tx, actor, vouched, 'no_group', null, now)
    if (vouched.email === null) return refuse(tx, actor, vouched, 'no_email', null, now)
    if (!vouched.isEmailVerified && !settings.trustsEmail) {
      return refuse(tx, actor, vouched, 'unverified_email', null, now)
    }
    const existing = readPersonByEmail(tx, vouched.email)
    if (!existing) return { personId: addVouched(tx, actor, { ...vouched, email: vouched.email }, role, now) }
    // The address may have gone on to somebody else, whom the provider knows by another subject.
    if (isLinkedOtherwise(tx, existing.id, vouched)) return refuse(tx, actor, vouched, 'other_account', existing, now)
    if (existing.deactivatedAt === null) link(tx, actor, existing.id, vouched, now)
    return admitKnown(tx, actor, existing, vouched, role, now)
  })
}

/** What `accounts` calls the provider: a subject is unique within its issuer (OpenID Connect Core 1.0, 2). */
export function providerIdOf(issuer: string): string {
  return `oidc ${issuer}`
}

function admitKnown(
  tx: Db,
  actor: Actor,
  person: PersonRow,
  vouched: Vouched,
  role: Role | null,
  now: number,
): Admission {
  const withdrawnAt = readWithdrawal(tx, person.id)
  const isWithdrawn = person.deactivatedAt !== null && person.deactivatedAt === withdrawnAt
  if (person.deactivatedAt !== null && !isWithdrawn) return refuse(tx, actor, vouched, 'deactivated', person, now)
  if (role === null) {
    if (!isWithdrawn) withdraw(tx, actor, person, now)
    return refuse(tx, actor, vouched, 'no_group', person, now)
  }
  if (isWithdrawn) giveBack(tx, actor, person, now)
  if (role !== person.role) changeRole(tx, actor, person, role, now)
  tx.update(accounts)
    .set({ updatedAt: new Date(now) })
    .where(isAccountOf(vouched))
    .run()
  return { personId: person.id }
}

function withdraw(tx: Db, actor: Actor, person: PersonRow, now: number): void {
  if (mustStayOwner(tx, person)) return keepOwner(tx, actor, person, null, now)
  const before = { role: person.role }
  tx.update(people)
    .set({ deactivatedAt: now, updatedAt: new Date(now) })
    .where(eq(people.id, person.id))
    .run()
  tx.insert(accessWithdrawals)
    .values({ personId: person.id, withdrawnAt: now })
    .onConflictDoUpdate({ target: accessWithdrawals.personId, set: { withdrawnAt: now } })
    .run()
  const endedSessions = endSessionsOf(tx, person.id)
  const after = { because: 'no_group', endedSessions, revokedInvitations: revokeInvitationsBy(tx, person.id, now) }
  recordPerson(tx, actor, 'person.deactivate', person.id, now, before, after)
}

function giveBack(tx: Db, actor: Actor, person: PersonRow, now: number): void {
  tx.update(people)
    .set({ deactivatedAt: null, updatedAt: new Date(now) })
    .where(eq(people.id, person.id))
    .run()
  recordPerson(tx, actor, 'person.reactivate', person.id, now, undefined, { because: 'group' })
}

function changeRole(tx: Db, actor: Actor, person: PersonRow, role: Role, now: number): void {
  if (mustStayOwner(tx, person)) return keepOwner(tx, actor, person, role, now)
  tx.update(people)
    .set({ role, updatedAt: new Date(now) })
    .where(eq(people.id, person.id))
    .run()
  // What began with another role does not go on with this one.
  const endedSessions = endSessionsOf(tx, person.id)
  const revokedInvitations = person.role === 'owner' ? revokeInvitationsBy(tx, person.id, now) : 0
  const after = { role, endedSessions, revokedInvitations }
  recordPerson(tx, actor, 'person.change_role', person.id, now, { role: person.role }, after)
}

/** Whether the page could be left without an owner, or without one who gets in while the provider is down. */
function mustStayOwner(tx: Db, person: PersonRow): boolean {
  if (person.role !== 'owner' || person.deactivatedAt !== null) return false
  const isMarked = tx.select().from(breakGlassOwners).where(eq(breakGlassOwners.personId, person.id)).get()
  const owners = tx
    .select({ number: count() })
    .from(people)
    .where(and(eq(people.role, 'owner'), isNull(people.deactivatedAt)))
    .get()
  return isMarked !== undefined || (owners?.number ?? 0) <= 1
}

function keepOwner(tx: Db, actor: Actor, person: PersonRow, askedFor: Role | null, now: number): void {
  recordPerson(tx, actor, 'single_sign_on.keep_owner', person.id, now, undefined, { role: 'owner', askedFor })
}

function addVouched(tx: Db, actor: Actor, vouched: Vouched & { email: string }, role: Role, now: number): string {
  const id = newId()
  const at = new Date(now)
  const { email } = vouched
  const name = vouched.name ?? email.split('@')[0] ?? email
  tx.insert(people).values({ id, name, email, emailVerified: true, role, createdAt: at, updatedAt: at }).run()
  recordPerson(tx, actor, 'person.add', id, now, undefined, { role })
  link(tx, actor, id, vouched, now)
  return id
}

function link(tx: Db, actor: Actor, personId: string, { issuer, subject }: Vouched, now: number): void {
  const at = new Date(now)
  tx.insert(accounts)
    .values({
      id: newId(),
      accountId: subject,
      providerId: providerIdOf(issuer),
      userId: personId,
      createdAt: at,
      updatedAt: at,
    })
    .run()
  recordPerson(tx, actor, 'person.link', personId, now, undefined, { issuer })
}

function readLinked(tx: Db, vouched: Vouched): PersonRow | null {
  const found = tx
    .select({ person: people })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.userId))
    .where(isAccountOf(vouched))
    .get()
  return found?.person ?? null
}

function isAccountOf({ issuer, subject }: Vouched) {
  return and(eq(accounts.providerId, providerIdOf(issuer)), eq(accounts.accountId, subject))
}

function isLinkedOtherwise(tx: Db, personId: string, { issuer }: Vouched): boolean {
  const own = and(eq(accounts.providerId, providerIdOf(issuer)), eq(accounts.userId, personId))
  return tx.select({ id: accounts.id }).from(accounts).where(own).get() !== undefined
}

function readWithdrawal(tx: Db, personId: string): number | null {
  const row = tx.select().from(accessWithdrawals).where(eq(accessWithdrawals.personId, personId)).get()
  return row?.withdrawnAt ?? null
}

function refuse(
  tx: Db,
  actor: Actor,
  vouched: Vouched,
  reason: RefusedReason,
  person: PersonRow | null,
  now: number,
): Admission {
  const subject = person
    ? { subjectKind: 'person', subjectId: person.id }
    : { subjectKind: 'single_sign_on', subjectId: readPage(tx).id }
  // Whoever is no member of the team is told by the provider's name for them, and by no address.
  const after = { reason, ...(person ? {} : { subject: vouched.subject }) }
  recordAudit(tx, actor, { action: 'single_sign_on.refuse', ...subject, after }, now)
  return { refused: reason }
}

function recordPerson(
  tx: Db,
  actor: Actor,
  action: string,
  personId: string,
  now: number,
  before?: unknown,
  after?: unknown,
): void {
  recordAudit(tx, actor, { action, subjectKind: 'person', subjectId: personId, before, after }, now)
}
