'use server'

import { openAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { localPath } from '#app/doors/local-path'
import { withRetry } from '#app/doors/retry'
import { actingSession } from '#app/doors/session'
import { isCodeRight } from '#auth/second-factor'
import { hasPassword, isPasswordOf } from '#auth/sign-in'
import { beginTry } from '#auth/tries'
import { DomainError } from '#domain/errors'
import { confirmSession } from '#domain/people/sessions'

/** Notes that it is still the same person who sits there: by their password, or without one by a code. */
export const confirmAction = openAction(async ({ db, headers, now }, form) => {
  const session = await actingSession()
  if (!session) throw new DomainError('forbidden', 'You are signed out. Sign in again; that confirms it too.')
  const { actor, sessionId } = session
  const field = hasPassword(db, actor.id) ? 'password' : 'code'
  const given = textOf(form, field)
  if (!given) throw new DomainError('invalid', field === 'password' ? 'Write your password.' : 'Write the code.', field)
  const thisTry = await withRetry(() => beginTry(db, headers, { door: 'confirm', account: actor.id }, now))
  const isRight = field === 'password' ? await isPasswordOf(db, actor.id, given) : await isCodeRight(db, headers, given)
  if (!isRight) {
    const words =
      field === 'password'
        ? 'This is not your password. Write it again.'
        : 'This code is not right, or was used already. Write the newest one.'
    throw new DomainError('invalid', words, field)
  }
  await withRetry(() => confirmSession(db, actor, sessionId, now))
  await withRetry(() => thisTry.succeeded())
  const next = textOf(form, 'next')
  if (next) return { redirectTo: localPath(next) }
  return { message: 'Confirmed. Close this tab, and press the button in the other one again.' }
})
