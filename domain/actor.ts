import { DomainError } from './errors.ts'
import type { roles } from '#db/schema/people'

export type Role = (typeof roles)[number]

/** Who acts: a person of the team, somebody at the server's terminal, or Candor itself. */
export type Actor =
  | { kind: 'person'; id: string; name: string; role: Role; requestId?: string }
  | { kind: 'command'; name: string; role: 'owner' }
  | { kind: 'worker'; name: string; role: 'owner' }
  | { kind: 'setup'; name: string; role: 'owner'; requestId?: string }

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

/** The id of the person who acts; null where it is a command, the setup or Candor itself. */
export function personOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null
}
