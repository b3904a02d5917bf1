import { isBusy, type Connection } from '#db/connection'
import { roles } from '#db/schema/people'
import type { Actor, Role } from '#domain/actor'
import { owesSecondFactor } from '#domain/people/access-policy'
import { noteSeen } from '#domain/people/sessions'
import { isOverForProvider } from '#domain/single-sign-on/ways-in'
import { log } from '#log'
import { authFor } from './auth.ts'
import { originOf } from './origin.ts'
import { sessionAbsoluteDays, sessionIdleDays } from './session-limits.ts'

const dayMs = 24 * 3_600_000
const seenIsNotedEveryMs = 5 * 60_000

export interface SignedIn {
  actor: Extract<Actor, { kind: 'person' }>
  email: string
  sessionId: string
  /** When they last proved who they are: by signing in, here or at the provider, or by being asked again. */
  confirmedAt: number
  hasSecondFactor: boolean
  /** Whether an owner asks them for a second factor, and they have none yet. */
  owesSecondFactor: boolean
}

/**
 * Who sends a request, by its session cookie; null where nobody is signed in, or somebody who was
 * deactivated. Prolonging it notes that they were here, and moves the session's end by the idle limit.
 */
export async function readSession(
  db: Connection,
  headers: Headers,
  { prolongs }: { prolongs: boolean },
): Promise<SignedIn | null> {
  const found = await authFor(db).api.getSession({ headers })
  if (!found || found.user.deactivatedAt) return null
  const now = Date.now()
  const endsAt = found.session.createdAt.getTime() + sessionAbsoluteDays * dayMs
  if (endsAt <= now || isOverForProvider(found.session.singleSignOnAt, now)) return null
  const { id, name, email } = found.user
  const role = roleOf(found.user.role)
  const hasSecondFactor = found.user.twoFactorEnabled ?? false
  if (prolongs && now - found.session.updatedAt.getTime() >= seenIsNotedEveryMs) {
    prolong(db, { id: found.session.id, personId: id }, Math.min(endsAt, now + sessionIdleDays * dayMs), now)
  }
  return {
    actor: { kind: 'person', id, name, role, ...originOf(headers) },
    email,
    sessionId: found.session.id,
    confirmedAt: found.session.confirmedAt ?? found.session.createdAt.getTime(),
    hasSecondFactor,
    owesSecondFactor: owesSecondFactor(db, { id, role, hasSecondFactor }),
  }
}

/** A page is shown all the same where this can't be written: it is noted with the next one. */
function prolong(db: Connection, session: { id: string; personId: string }, endsAt: number, now: number): void {
  try {
    noteSeen(db, session, endsAt, now)
  } catch (error) {
    log[isBusy(error) ? 'debug' : 'warn']({ error }, 'it could not be noted that somebody was here')
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

/** Ends the session that a request belongs to. */
export async function signOut(db: Connection, headers: Headers): Promise<void> {
  await authFor(db).api.signOut({ headers })
}

function roleOf(value: string): Role {
  return roles.find((role) => role === value) ?? 'viewer'
}
