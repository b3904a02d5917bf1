'use server'

import { adminAction, openAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { withRetry } from '#app/doors/retry'
import { actingSession, secondFactorPath } from '#app/doors/session'
import { beginSecondFactor, provePendingSecondFactor, renewBackupCodes } from '#auth/second-factor'
import { beginTry } from '#auth/tries'
import { DomainError } from '#domain/errors'
import { removeOwnSecondFactor } from '#domain/people/second-factors'

const wrongPassword = 'This is not your password. Write it again.'

/** Makes a key and backup codes, which the page then shows until a first code proves them. */
export const beginSecondFactorAction = openAction(async ({ db, headers, now }, form) => {
  const { actor, hasSecondFactor } = await mustBeSignedIn()
  if (hasSecondFactor) throw new DomainError('conflict', 'Your second factor is set up already.')
  await withRetry(() => beginTry(db, headers, { door: 'confirm', account: actor.id }, now))
  const isRight = await withRetry(() => beginSecondFactor(db, headers, textOf(form, 'password')))
  if (!isRight) throw new DomainError('invalid', wrongPassword, 'password')
  return { stayAt: secondFactorPath }
})

/** Turns the second factor on with a first code. The session is a new one from here on. */
export const proveSecondFactorAction = openAction(async ({ db, headers }, form) => {
  const session = await mustBeSignedIn()
  const code = textOf(form, 'code')
  if (!code.trim()) throw new DomainError('invalid', 'Write the code that your authenticator shows now.', 'code')
  const isRight = await withRetry(() => provePendingSecondFactor(db, headers, session, code))
  if (!isRight) {
    throw new DomainError(
      'invalid',
      'This is not the code that belongs to this key now. Wait for the next one and write it; if that fails too, look at the clocks of your phone and of the server.',
      'code',
    )
  }
  return { redirectTo: secondFactorPath }
})

/** Makes new backup codes, and shows them this once. */
export const renewCodesAction = openAction<{ codes: string[] }>(async ({ db, headers, now }, form) => {
  const session = await mustBeSignedIn()
  await withRetry(() => beginTry(db, headers, { door: 'confirm', account: session.actor.id }, now))
  const codes = await withRetry(() => renewBackupCodes(db, headers, session, textOf(form, 'password')))
  if (!codes) throw new DomainError('invalid', wrongPassword, 'password')
  return { message: 'These are your backup codes now. Keep them: they are shown this once.', data: { codes } }
})

/** Takes one's own second factor away. */
export const removeSecondFactorAction = adminAction(
  ({ db, actor, now }) => {
    removeOwnSecondFactor(db, actor, now)
    return { redirectTo: '/admin/account' }
  },
  { isDangerous: true },
)

async function mustBeSignedIn() {
  const session = await actingSession({ maySetUp: true })
  if (!session) throw new DomainError('forbidden', 'You are signed out. Sign in again, then repeat this.')
  return session
}
