import type { Connection } from '#db/connection'
import { breakGlassUse } from '#domain/single-sign-on/break-glass'
import { isOnlySingleSignOn, mayComeWithoutProvider } from '#domain/single-sign-on/ways-in'
import { isActive, recordSessionAudit, recordSessionStart, type MadeSession } from './session-audit.ts'

interface Beginning extends MadeSession {
  singleSignOnAt?: unknown
}

/** Whether a session may begin, by whatever way somebody came: asked where all of them meet, so that none can forget it. */
export function mayBegin(db: Connection, session: Beginning): boolean {
  return isActive(db, session.userId) && (isVouched(session) || mayComeWithoutProvider(db, session.userId))
}

/** Writes down that a session began, and that it did without the provider where only the provider is allowed. */
export function recordBeginning(db: Connection, session: Beginning, path: string | undefined, now: number): void {
  const action = recordSessionStart(db, session, path, now)
  if (action === 'session.start' && !isVouched(session) && isOnlySingleSignOn(db)) {
    recordSessionAudit(db, session.userId, breakGlassUse, now, session.ipAddress ? { address: session.ipAddress } : {})
  }
}

function isVouched({ singleSignOnAt }: Beginning): boolean {
  return typeof singleSignOnAt === 'number'
}
