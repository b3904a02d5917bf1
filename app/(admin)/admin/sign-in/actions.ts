'use server'

import { openAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { localPath } from '#app/doors/local-path'
import { withRetry } from '#app/doors/retry'
import { passCookies } from '#app/doors/session'
import { signInWithPassword } from '#auth/sign-in'
import { DomainError } from '#domain/errors'
import { secondFactorQuestion } from './second-factor/question.ts'

/** Signs in with address and password. What is wrong is said in the same words for known and unknown addresses. */
export const signInAction = openAction(async ({ db, headers }, form) => {
  const email = textOf(form, 'email').trim()
  const password = textOf(form, 'password')
  if (!email) throw new DomainError('invalid', 'Write your e-mail address.', 'email')
  if (!password) throw new DomainError('invalid', 'Write your password.', 'password')
  const result = await withRetry(() => signInWithPassword(db, headers, { email, password }))
  if ('problem' in result) {
    throw new DomainError(
      'forbidden',
      'This address and this password don’t belong together. Check both. Without a password, ask an owner for a sign-in link.',
    )
  }
  await passCookies(result.cookies)
  const next = localPath(textOf(form, 'next'))
  return { redirectTo: result.asksForSecondFactor ? secondFactorQuestion(next) : next }
})
