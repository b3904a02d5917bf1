'use server'

import { openAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { localPath } from '#app/doors/local-path'
import { withRetry } from '#app/doors/retry'
import { passCookies } from '#app/doors/session'
import { signInWithPassword } from '#auth/sign-in'
import { DomainError } from '#domain/errors'
import { readSingleSignOn, type SingleSignOn } from '#domain/single-sign-on/settings'
import { secondFactorQuestion } from './second-factor/question.ts'

/** Signs in with address and password. What is wrong is said in the same words for known and unknown addresses. */
export const signInAction = openAction(async ({ db, headers }, form) => {
  const email = textOf(form, 'email').trim()
  const password = textOf(form, 'password')
  if (!email) throw new DomainError('invalid', 'Write your e-mail address.', 'email')
  if (!password) throw new DomainError('invalid', 'Write your password.', 'password')
  const result = await withRetry(() => signInWithPassword(db, headers, { email, password }))
  if ('problem' in result) {
    throw new DomainError('forbidden', wrongWords(readSingleSignOn(db)))
  }
  await passCookies(result.cookies)
  const next = localPath(textOf(form, 'next'))
  return { redirectTo: result.asksForSecondFactor ? secondFactorQuestion(next) : next }
})

/** Where only single sign-on is allowed, a right password is refused in the same words as a wrong one. */
function wrongWords(provider: SingleSignOn | null): string {
  return provider?.onlySince
    ? `Nobody is let in with this address and this password. Only owners who were marked for emergencies are; everybody else signs in with ${provider.label}.`
    : 'This address and this password don’t belong together. Check both. Without a password, ask an owner for a sign-in link.'
}
