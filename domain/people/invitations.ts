import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { invitations } from '#db/schema/access'
import { accounts, people, roles } from '#db/schema/people'
import { mustAct, personOf, type Actor, type Role } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { emailAddress, line } from '../input.ts'
import { readPersonByEmail } from './people.ts'

const dayMs = 24 * 3_600_000
export const invitationDays = 7

export const invitationInput = z.object({
  email: emailAddress('Write an e-mail address, such as dana@example.com.'),
  role: z.enum(roles, { error: `The role must be one of ${roles.join(', ')}.` }),
})

export const acceptanceInput = z.object({ name: line('Your name', { max: 120 }) })

/** An invitation that can still be used. */
export interface OpenInvitation {
  id: string
  email: string
  role: Role
  /** Null where it was made on the command line. */
  invitedBy: string | null
  createdAt: number
  expiresAt: number
}

/**
 * Invites somebody to the team. Returns the invitation's id and, this once, the token of its link; an
 * earlier one for the same address ends. Throws `forbidden` below owner, and `conflict` for an address
 * on the team.
 */
export function invitePerson(
  db: Db,
  actor: Actor,
  rawInput: z.input<typeof invitationInput>,
  now: number,
): { id: string; token: string } {
  mustAct(actor, 'owner')
  const input = invitationInput.parse(rawInput)
  const token = randomBytes(24).toString('base64url')
  return write(db, (tx) => {
    refuseKnownAddress(tx, input.email)
    tx.update(invitations)
      .set({ revokedAt: now })
      .where(and(eq(invitations.email, input.email), isStillOpen(now)))
      .run()
    const id = newId()
    const life = { createdAt: now, expiresAt: now + invitationDays * dayMs }
    tx.insert(invitations)
      .values({ id, tokenHash: hashOf(token), ...input, invitedById: personOf(actor), ...life })
      .run()
    recordAudit(tx, actor, { action: 'invitation.create', ...subject(id), after: { role: input.role } }, now)
    return { id, token }
  })
}

/** Ends an invitation before it is used. Throws `forbidden` below owner, `not_found`, and `conflict` where it can't be used any more. */
export function revokeInvitation(db: Db, actor: Actor, invitationId: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const invitation = tx.select().from(invitations).where(eq(invitations.id, invitationId)).get()
    if (!invitation) throw new DomainError('not_found', 'There is no such invitation.')
    if (!isOpen(invitation, now)) throw new DomainError('conflict', 'This invitation can’t be used any more.')
    tx.update(invitations).set({ revokedAt: now }).where(eq(invitations.id, invitationId)).run()
    recordAudit(tx, actor, { action: 'invitation.revoke', ...subject(invitationId) }, now)
  })
}

/** Ends what somebody's links would still open, in the transaction of what takes their own access away. Returns how many. */
export function revokeInvitationsBy(tx: Db, personId: string, now: number): number {
  return tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(eq(invitations.invitedById, personId), isStillOpen(now)))
    .run().changes
}

/** Who is invited and has not come yet, newest first; for owners only. */
export function listOpenInvitations(db: Db, now: number): OpenInvitation[] {
  return db
    .select({ invitation: invitations, invitedBy: people.name })
    .from(invitations)
    .leftJoin(people, eq(people.id, invitations.invitedById))
    .where(isStillOpen(now))
    .orderBy(desc(invitations.createdAt))
    .all()
    .map(({ invitation, invitedBy }) => ({
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      invitedBy,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
    }))
}

/** What a link's token invites to; null where it is unknown, used, revoked or older than 7 days, which is never told apart. */
export function readInvitation(db: Db, token: string, now: number): { email: string; role: Role } | null {
  const invitation = findByToken(db, token)
  return invitation && isOpen(invitation, now) ? { email: invitation.email, role: invitation.role } : null
}

/**
 * Joins the team by an invitation's link, which is used up by it; the password arrives hashed. Returns the
 * new person's id and address. Throws `forbidden` where the link can't be used, and `conflict` for an
 * address that joined meanwhile. It takes no actor: the link is who acts.
 */
export function acceptInvitation(
  db: Db,
  token: string,
  rawInput: z.input<typeof acceptanceInput>,
  passwordHash: string,
  now: number,
): { id: string; email: string } {
  const { name } = acceptanceInput.parse(rawInput)
  return write(db, (tx) => {
    const invitation = findByToken(tx, token)
    if (!invitation || !isOpen(invitation, now)) {
      throw new DomainError(
        'forbidden',
        `This link was used already, was revoked, or is older than ${invitationDays} days. Ask an owner for a new one.`,
      )
    }
    const { email, role } = invitation
    refuseKnownAddress(tx, email)
    const id = newId()
    const at = { createdAt: new Date(now), updatedAt: new Date(now) }
    tx.insert(people)
      .values({ id, name, email, emailVerified: true, role, ...at })
      .run()
    const account = { accountId: id, providerId: 'credential', userId: id, password: passwordHash }
    tx.insert(accounts)
      .values({ id: newId(), ...account, ...at })
      .run()
    tx.update(invitations).set({ acceptedAt: now }).where(eq(invitations.id, invitation.id)).run()
    const actor: Actor = { kind: 'person', id, name, role }
    recordAudit(
      tx,
      actor,
      { action: 'invitation.accept', ...subject(invitation.id), after: { personId: id, role } },
      now,
    )
    return { id, email }
  })
}

function findByToken(db: Db, token: string) {
  return db
    .select()
    .from(invitations)
    .where(eq(invitations.tokenHash, hashOf(token)))
    .get()
}

function isOpen(invitation: typeof invitations.$inferSelect, now: number): boolean {
  return invitation.acceptedAt === null && invitation.revokedAt === null && invitation.expiresAt > now
}

function isStillOpen(now: number) {
  return and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now))
}

function refuseKnownAddress(tx: Db, email: string): void {
  const known = readPersonByEmail(tx, email)
  if (!known) return
  throw new DomainError(
    'conflict',
    known.deactivatedAt === null
      ? `${email} is on the team already.`
      : `${email} was on the team and is deactivated. Reactivate them instead.`,
    'email',
  )
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function subject(invitationId: string) {
  return { subjectKind: 'invitation', subjectId: invitationId } as const
}
