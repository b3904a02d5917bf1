import { and, eq, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { people, roles } from '#db/schema/people'
import { mayAct, mustAct, roleWords, type Actor, type Role } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { refuseLosingBreakGlass } from '../single-sign-on/break-glass.ts'
import { revokeInvitationsBy } from './invitations.ts'
import { requirePerson, type PersonRow } from './people.ts'
import { endSessionsOf } from './sessions.ts'

export const roleInput = z.object({
  role: z.enum(roles, { error: `The role must be one of ${roles.join(', ')}.` }),
})

/**
 * Gives somebody another role, which holds from their next click. Where it lets them do more, their
 * sessions end: they sign in anew. Throws `forbidden` below owner, `not_found`, and `conflict` for
 * somebody deactivated, for the role that they have, and for the last owner.
 */
export function changeRole(
  db: Db,
  actor: Actor,
  personId: string,
  rawInput: z.input<typeof roleInput>,
  now: number,
): void {
  mustAct(actor, 'owner')
  const { role } = roleInput.parse(rawInput)
  write(db, (tx) => {
    const person = requireActive(tx, personId)
    if (person.role === role) {
      throw new DomainError('conflict', `${person.name} has the role ${roleWords[role]} already.`, 'role')
    }
    if (person.role === 'owner') keepAnOwner(tx, person)
    refuseLosingBreakGlass(tx, person.id)
    tx.update(people)
      .set({ role, updatedAt: new Date(now) })
      .where(eq(people.id, person.id))
      .run()
    const sessions = isRise(person.role, role) ? endSessionsOf(tx, person.id) : 0
    const invitations = person.role === 'owner' ? revokeInvitationsBy(tx, person.id, now) : 0
    recordAudit(
      tx,
      actor,
      {
        action: 'person.change_role',
        ...subject(person),
        before: { role: person.role },
        after: { role, endedSessions: sessions, revokedInvitations: invitations },
      },
      now,
    )
  })
}

/** Whether a new role lets somebody do what the old one did not. */
export function isRise(from: Role, to: Role): boolean {
  return from !== to && !mayAct(from, to)
}

/**
 * Ends somebody's access at once: their sessions end with it, and links that they made to invite others.
 * History keeps their name. Throws `forbidden` below owner, `not_found`, and `conflict` where they are
 * deactivated already and for the last owner.
 */
export function deactivatePerson(db: Db, actor: Actor, personId: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const person = requireActive(tx, personId)
    if (person.role === 'owner') keepAnOwner(tx, person)
    refuseLosingBreakGlass(tx, person.id)
    tx.update(people)
      .set({ deactivatedAt: now, updatedAt: new Date(now) })
      .where(eq(people.id, person.id))
      .run()
    const endedSessions = endSessionsOf(tx, person.id)
    const revokedInvitations = revokeInvitationsBy(tx, person.id, now)
    const after = { endedSessions, revokedInvitations }
    recordAudit(tx, actor, { action: 'person.deactivate', ...subject(person), after }, now)
  })
}

/** Gives somebody their access back, with the role and the way to sign in that they had. Throws `forbidden` below owner, `not_found`, and `conflict` where they are active. */
export function reactivatePerson(db: Db, actor: Actor, personId: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const person = requirePerson(tx, personId)
    if (person.deactivatedAt === null) throw new DomainError('conflict', `${person.name} is active already.`)
    tx.update(people)
      .set({ deactivatedAt: null, updatedAt: new Date(now) })
      .where(eq(people.id, person.id))
      .run()
    recordAudit(tx, actor, { action: 'person.reactivate', ...subject(person), after: { role: person.role } }, now)
  })
}

function requireActive(tx: Db, personId: string): PersonRow {
  const person = requirePerson(tx, personId)
  if (person.deactivatedAt !== null) {
    throw new DomainError('conflict', `${person.name} was deactivated. Reactivate them first.`)
  }
  return person
}

/** Asked for in the transaction of the change, so that two owners can't take each other away at one time. */
function keepAnOwner(tx: Db, person: PersonRow): void {
  const other = tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, 'owner'), isNull(people.deactivatedAt), ne(people.id, person.id)))
    .limit(1)
    .get()
  if (other) return
  throw new DomainError(
    'conflict',
    `${person.name} is the last owner: nobody could let people in or change settings any more. Make somebody else an owner first.`,
  )
}

function subject({ id }: PersonRow) {
  return { subjectKind: 'person', subjectId: id } as const
}
