'use server'

import { adminAction, openAction } from '#app/doors/admin-action'
import { withRetry } from '#app/doors/retry'
import { textOf } from '#app/doors/forms/form-fields'
import { actingSession } from '#app/doors/session'
import { changePassword, hasPassword, passwordProblem } from '#auth/sign-in'
import { DomainError } from '#domain/errors'
import { endOtherSessions, endOwnSession } from '#domain/people/sessions'
import { isLinked } from '#domain/single-sign-on/linked-accounts'
import { readSingleSignOn } from '#domain/single-sign-on/settings'

/** Sets or changes one's own password; all other devices are signed out by it. */
export const changePasswordAction = openAction(async ({ db, headers }, form) => {
  const session = await mustBeSignedIn()
  const isFirst = !hasPassword(db, session.actor.id)
  if (isFirst && isLinked(db, session.actor.id) && readSingleSignOn(db)) {
    throw new DomainError('forbidden', 'You sign in through the provider, and have no password here.')
  }
  const current = textOf(form, 'currentPassword')
  const next = textOf(form, 'newPassword')
  if (!isFirst && !current) throw new DomainError('invalid', 'Write your current password.', 'currentPassword')
  const problem = passwordProblem(next)
  if (problem) throw new DomainError('invalid', problem, 'newPassword')
  const isDone = await changePassword(db, headers, session.actor.id, { current, next })
  if (!isDone) throw new DomainError('invalid', 'This is not your current password. Write it again.', 'currentPassword')
  // The session is a new one from here on, which only a new request can show.
  return { redirectTo: `/admin/account?password=${isFirst ? 'set' : 'changed'}` }
})

/** Signs one of one's own devices out. */
export const endDeviceAction = adminAction(({ db, actor, now }, form) => {
  endOwnSession(db, actor, textOf(form, 'sessionId'), now)
  return { stayAt: '/admin/account#devices' }
})

/** Signs all of one's own devices out but this one. */
export const endOtherDevicesAction = openAction(async ({ db, now }) => {
  const session = await mustBeSignedIn()
  await withRetry(() => endOtherSessions(db, session.actor, session.sessionId, now))
  return { stayAt: '/admin/account#devices' }
})

async function mustBeSignedIn() {
  const session = await actingSession()
  if (!session) throw new DomainError('forbidden', 'You are signed out. Sign in again, then repeat this.')
  return session
}
