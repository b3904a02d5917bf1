import { eq } from 'drizzle-orm'
import { sessions, twoFactors, people } from '#db/schema/people'
import type { Actor, Role } from '#domain/actor'
import type { Db } from '#domain/database'
import { newId } from '#domain/identity'
import { listAccess, markOfAccess } from '#domain/people/access'
import { updateAccessPolicy } from '#domain/people/access-policy'
import { confirmAccessReview } from '#domain/people/access-reviews'
import { invitePerson, revokeInvitation } from '#domain/people/invitations'
import { changeRole, deactivatePerson, reactivatePerson } from '#domain/people/membership'
import { addPerson } from '#domain/people/people'
import { removeOwnSecondFactor, resetSecondFactor } from '#domain/people/second-factors'
import { confirmSession, endOtherSessions, endOwnSession } from '#domain/people/sessions'
import { makePerson, terminal } from './actors.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

interface PeopleIds {
  person: string
  formerPerson: string
  invitation: string
}

interface PeopleWrite {
  write: { name: string }
  needs: Role
  action: string
  run: (db: Db, actor: Actor, ids: PeopleIds) => string | void
  subject: (ids: PeopleIds) => string
  /** Whether only people do it, to themselves. */
  isOwn?: boolean
}

/** What the writes below need: somebody with a second factor, somebody who was deactivated, and an invitation. */
export function peopleScene(db: Db, now: number): PeopleIds {
  const person = makePerson(db, { name: 'Robin', role: 'viewer' }, now).id
  giveSecondFactor(db, person)
  const formerPerson = makePerson(db, { name: 'Kim', role: 'viewer' }, now).id
  deactivatePerson(db, terminal, formerPerson, now)
  const invited = { email: 'toni@acme.example', role: 'viewer' } as const
  return { person, formerPerson, invitation: invitePerson(db, terminal, invited, now - 1).id }
}

/** Marks that somebody has a second factor; its seed opens nothing. */
export function giveSecondFactor(db: Db, personId: string): void {
  db.insert(twoFactors).values({ id: newId(), userId: personId, secret: 'sealed', backupCodes: 'sealed' }).run()
  db.update(people).set({ twoFactorEnabled: true }).where(eq(people.id, personId)).run()
}

/** Signs somebody in, as a row; returns the session's id. */
export function makeSession(db: Db, personId: string, now: number): string {
  const id = newId()
  const at = new Date(now)
  db.insert(sessions)
    .values({
      id,
      token: newId(),
      userId: personId,
      expiresAt: new Date(now + 3_600_000),
      createdAt: at,
      updatedAt: at,
    })
    .run()
  return id
}

/** The writes about people and how they sign in, for the list of all in domain/writes.test.ts, at its `now`. */
export const peopleWrites: PeopleWrite[] = [
  {
    write: addPerson,
    needs: 'owner',
    action: 'person.add',
    run: (db, actor) => addPerson(db, actor, { name: 'Noor', email: 'noor@acme.example', role: 'viewer' }, now),
    subject: () => '',
  },
  {
    write: changeRole,
    needs: 'owner',
    action: 'person.change_role',
    run: (db, actor, ids) => changeRole(db, actor, ids.person, { role: 'responder' }, now),
    subject: (ids) => ids.person,
  },
  {
    write: deactivatePerson,
    needs: 'owner',
    action: 'person.deactivate',
    run: (db, actor, ids) => deactivatePerson(db, actor, ids.person, now),
    subject: (ids) => ids.person,
  },
  {
    write: reactivatePerson,
    needs: 'owner',
    action: 'person.reactivate',
    run: (db, actor, ids) => reactivatePerson(db, actor, ids.formerPerson, now),
    subject: (ids) => ids.formerPerson,
  },
  {
    write: invitePerson,
    needs: 'owner',
    action: 'invitation.create',
    run: (db, actor) => invitePerson(db, actor, { email: 'noor@acme.example', role: 'viewer' }, now).id,
    subject: () => '',
  },
  {
    write: revokeInvitation,
    needs: 'owner',
    action: 'invitation.revoke',
    run: (db, actor, ids) => revokeInvitation(db, actor, ids.invitation, now),
    subject: (ids) => ids.invitation,
  },
  {
    write: confirmAccessReview,
    needs: 'owner',
    action: 'access_review.confirm',
    run: (db, actor) => confirmAccessReview(db, actor, { seen: markOfAccess(listAccess(db)) }, now),
    subject: () => '',
  },
  {
    write: updateAccessPolicy,
    needs: 'owner',
    action: 'access_policy.update',
    run: (db, actor) => updateAccessPolicy(db, actor, { secondFactorFor: 'everybody' }, now),
    subject: () => 'second_factor',
  },
  {
    write: resetSecondFactor,
    needs: 'owner',
    action: 'person.reset_second_factor',
    run: (db, actor, ids) => resetSecondFactor(db, actor, ids.person, now),
    subject: (ids) => ids.person,
  },
  {
    write: removeOwnSecondFactor,
    needs: 'viewer',
    action: 'person.remove_second_factor',
    isOwn: true,
    run: (db, actor) => {
      giveSecondFactor(db, idOf(actor))
      removeOwnSecondFactor(db, actor, now)
      return idOf(actor)
    },
    subject: () => '',
  },
  {
    write: endOtherSessions,
    needs: 'viewer',
    action: 'session.end_others',
    isOwn: true,
    run: (db, actor) => {
      makeSession(db, idOf(actor), now)
      endOtherSessions(db, actor, makeSession(db, idOf(actor), now), now)
      return idOf(actor)
    },
    subject: () => '',
  },
  {
    write: endOwnSession,
    needs: 'viewer',
    action: 'session.end',
    isOwn: true,
    run: (db, actor) => {
      endOwnSession(db, actor, makeSession(db, idOf(actor), now), now)
      return idOf(actor)
    },
    subject: () => '',
  },
  {
    write: confirmSession,
    needs: 'viewer',
    action: 'session.confirm',
    isOwn: true,
    run: (db, actor) => {
      confirmSession(db, actor, makeSession(db, idOf(actor), now), now)
      return idOf(actor)
    },
    subject: () => '',
  },
]

function idOf(actor: Actor): string {
  if (actor.kind !== 'person') throw new Error('a person is meant')
  return actor.id
}
