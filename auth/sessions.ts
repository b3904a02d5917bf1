import type { Connection } from '#db/connection'
import { roles } from '#db/schema/people'
import type { Actor, Role } from '#domain/actor'
import { authFor } from './auth.ts'
import { originOf } from './origin.ts'

export interface SignedIn {
  actor: Extract<Actor, { kind: 'person' }>
  email: string
  sessionId: string
}

/**
 * Who sends a request, by its session cookie; null where nobody is signed in, or somebody who was
 * deactivated. Prolonging it writes, and hands a new cookie to the browser.
 */
export async function readSession(
  db: Connection,
  headers: Headers,
  { prolongs }: { prolongs: boolean },
): Promise<SignedIn | null> {
  const found = await authFor(db).api.getSession({ headers, query: { disableRefresh: !prolongs } })
  if (!found || found.user.deactivatedAt) return null
  const { id, name, email } = found.user
  return {
    actor: { kind: 'person', id, name, role: roleOf(found.user.role), ...originOf(headers) },
    email,
    sessionId: found.session.id,
  }
}

export interface Device {
  id: string
  isThis: boolean
  userAgent: string
  lastSeenAt: number
}

/** Where somebody is signed in: the sessions of whoever sends the request, newest first. */
export async function listDevices(db: Connection, headers: Headers, ownSessionId: string): Promise<Device[]> {
  const found = await authFor(db).api.listSessions({ headers })
  return found
    .map((session) => ({
      id: session.id,
      isThis: session.id === ownSessionId,
      userAgent: session.userAgent ?? '',
      lastSeenAt: new Date(session.updatedAt).getTime(),
    }))
    .sort((a, b) => b.lastSeenAt - a.lastSeenAt)
}

/** Ends one of one's own sessions, named by its id so that no token stands in a form. */
export async function endDevice(db: Connection, headers: Headers, sessionId: string): Promise<void> {
  const { api } = authFor(db)
  const session = (await api.listSessions({ headers })).find((candidate) => candidate.id === sessionId)
  if (session) await api.revokeSession({ headers, body: { token: session.token } })
}

/** Ends the session that a request belongs to. */
export async function signOut(db: Connection, headers: Headers): Promise<void> {
  await authFor(db).api.signOut({ headers })
}

function roleOf(value: string): Role {
  return roles.find((role) => role === value) ?? 'viewer'
}
