import { recentMinutes } from '#auth/session-limits'
import type { SignedIn } from '#auth/sessions'

/** Said to a form that does something dangerous, long after its sender last proved who they are. */
export class ConfirmFirstError extends Error {}

/** Whether it is known well enough who sits there for what is dangerous. */
export function isRecent({ confirmedAt }: Pick<SignedIn, 'confirmedAt'>, now: number): boolean {
  return now - confirmedAt < recentMinutes * 60_000
}

/**
 * Asks who sits there before a dangerous act (people, tokens, restore, delete): whoever signed in or
 * proved it within 15 minutes goes on. Throws ConfirmFirstError, which the form answers with the way to
 * `/admin/confirm`, keeping what was typed. `adminAction(act, { isDangerous: true })` calls it.
 */
export function requireRecentAuthentication(session: Pick<SignedIn, 'confirmedAt'>, now: number): void {
  if (!isRecent(session, now)) throw new ConfirmFirstError('it must be confirmed first who acts')
}
