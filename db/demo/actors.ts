import type { Actor, Role } from '#domain/actor'
import type { Db } from '#domain/database'
import { addPerson } from '#domain/people/people'

/** Whoever has no name of a person: the terminal, which may do everything. */
export const terminal: Actor = { kind: 'command', name: 'candor', role: 'owner' }

/** The demo's people, one of each role. */
export interface Team {
  dana: Actor
  priya: Actor
  sam: Actor
  vic: Actor
}

/** Adds Dana (owner), Priya (responder), Sam (support) and Vic (viewer), as actors that can write. */
export function addTeam(db: Db, now: number): Team {
  return {
    dana: makePerson(db, { name: 'Dana Whitfield', email: 'dana@acme.example', role: 'owner' }, now),
    priya: makePerson(db, { name: 'Priya Raman', email: 'priya@acme.example', role: 'responder' }, now),
    sam: makePerson(db, { name: 'Sam Okafor', email: 'sam@acme.example', role: 'support' }, now),
    vic: makePerson(db, { name: 'Vic Lindqvist', email: 'vic@acme.example', role: 'viewer' }, now),
  }
}

/** Somebody on the team, as the actor that they are. */
export function makePerson(
  db: Db,
  overrides: { name?: string; email?: string; role?: Role },
  now: number,
): Actor & { kind: 'person' } {
  const { name = 'Dana', role = 'owner', email = `${name.toLowerCase().replace(/\W+/g, '.')}@acme.example` } = overrides
  return { kind: 'person', id: addPerson(db, terminal, { name, email, role }, now), name, role }
}

/** Whoever may act for a team: a person, a program with a token, and a command, which is always an owner. */
export const actorKinds = ['person', 'token', 'command'] as const

/** One of each kind with a role; a person is added to the team. */
export function makeActor(db: Db, kind: (typeof actorKinds)[number], role: Role, now: number): Actor {
  const origin = { requestId: 'request-7', address: '192.0.2.7' }
  if (kind === 'person') return { ...makePerson(db, { name: 'Priya', role }, now), ...origin }
  if (kind === 'command') return terminal
  return { kind, id: 'tokenoftests', name: 'Deploys', role, scopes: null, componentIds: null, ...origin }
}

/** What the audit log says of an actor. */
export function auditedAs(actor: Actor) {
  const { requestId = null, address = null } = 'requestId' in actor || 'address' in actor ? actor : {}
  const actorId = 'id' in actor ? actor.id : null
  return { actorKind: actor.kind, actorId, actorName: actor.name, requestId, address }
}

/** Somebody of a role who is in no database: for what is refused before anything is written. */
export function actorAs(role: Role): Actor {
  return { kind: 'person', id: `a-${role}`, name: role, role }
}
