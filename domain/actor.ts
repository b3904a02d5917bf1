import { DomainError } from './errors.ts'
import type { roles } from '#db/schema/people'
import type { scopes } from '#db/schema/tokens'

export type Role = (typeof roles)[number]
export type Scope = (typeof scopes)[number]

/** Where an act came from, for the audit log. */
export interface Origin {
  requestId?: string
  address?: string
}

/** A program that acts with a token. */
export interface TokenActor extends Origin {
  kind: 'token'
  id: string
  name: string
  role: Role
  /** What it is narrowed to; null for all that its role may. */
  scopes: readonly Scope[] | null
  /** The components that it may touch; null for all. */
  componentIds: readonly string[] | null
}

/** Who acts: a person of the team, a program with a token, a source of alerts, somebody at the server's terminal, or Candor itself. */
export type Actor =
  | ({ kind: 'person'; id: string; name: string; role: Role } & Origin)
  | TokenActor
  | ({ kind: 'alert'; id: string; name: string; role: 'responder' } & Origin)
  | { kind: 'command'; name: string; role: 'owner' }
  | ({ kind: 'worker'; name: string; role: 'owner' } & Origin)
  | ({ kind: 'setup'; name: string; role: 'owner' } & Origin)

/** Who changes a subscription of their own, by a link that only its address was sent. No member of the team: no door takes it for one. */
export interface SubscriberActor extends Origin {
  kind: 'subscriber'
  id: string
  name: 'A subscriber'
}

export const roleWords: Record<Role, string> = {
  owner: 'Owner',
  responder: 'Responder',
  support: 'Support',
  viewer: 'Viewer',
}

const mayActAs: Record<Role, readonly Role[]> = {
  owner: ['owner', 'responder', 'support', 'viewer'],
  responder: ['responder', 'viewer'],
  support: ['support', 'viewer'],
  viewer: ['viewer'],
}

/** Whether somebody with `role` may do what asks for `needed`; see the table of roles in ARCHITECTURE.md. */
export function mayAct(role: Role, needed: Role): boolean {
  return mayActAs[role].includes(needed)
}

/** Throws `forbidden` unless the actor's role covers `needed`. Every write calls it first. */
export function mustAct(actor: Actor, needed: Role): void {
  if (mayAct(actor.role, needed)) return
  throw new DomainError(
    'forbidden',
    `This needs the role ${roleWords[needed]}; you have ${roleWords[actor.role]}. Ask an owner to do it or to change your role.`,
  )
}

/** Throws `forbidden` unless a token was given the scope; to write implies to read. Nobody else is narrowed by scopes. */
export function mustHaveScope(actor: Actor, scope: Scope): void {
  if (actor.kind !== 'token' || hasScope(actor.scopes, scope)) return
  throw new DomainError('forbidden', `This needs a token with the scope ${scope}. Ask an owner to make one.`)
}

/** Whether scopes cover one; null covers all. */
export function hasScope(given: readonly Scope[] | null, scope: Scope): boolean {
  return given === null || given.includes(scope) || given.some((one) => one === scope.replace(/:read$/, ':write'))
}

/** Throws `forbidden` where a token that is held to some components would touch another one. */
export function mustReach(actor: Actor, componentIds: readonly string[]): void {
  if (actor.kind !== 'token' || actor.componentIds === null) return
  const reached = actor.componentIds
  const beyond = componentIds.filter((id) => !reached.includes(id))
  if (beyond.length === 0) return
  throw new DomainError(
    'forbidden',
    `This token may not touch ${beyond.join(', ')}: it is held to ${reached.length} components.`,
  )
}

/** Throws `forbidden` for a token that is held to some components: what concerns the whole page is beyond it. */
export function mustReachEverything(actor: Actor): void {
  if (actor.kind !== 'token' || actor.componentIds === null) return
  throw new DomainError(
    'forbidden',
    `This token is held to ${actor.componentIds.length} components, and this concerns the whole page.`,
  )
}

/** The id of the person who acts; null where it is a program, a command, the setup or Candor itself. */
export function personOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null
}
