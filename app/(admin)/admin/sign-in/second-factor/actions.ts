'use server'

import { openAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { localPath } from '#app/doors/local-path'
import { withRetry } from '#app/doors/retry'
import { passCookies } from '#app/doors/session'
import { answerSecondFactor } from '#auth/second-factor'
import { DomainError } from '#domain/errors'

/** The second step of a sign-in: a code, or a backup code, which is used up by it. */
export const answerSecondFactorAction = openAction(async ({ db, headers }, form) => {
  const code = textOf(form, 'code').trim()
  if (!code) throw new DomainError('invalid', 'Write the code.', 'code')
  const result = await withRetry(() => answerSecondFactor(db, headers, code))
  if ('problem' in result) {
    if (result.problem === 'begin_again') {
      throw new DomainError('forbidden', 'This took too long, or was tried too often. Begin again with your password.')
    }
    throw new DomainError('invalid', 'This code is not right, or was used already. Write the newest one.', 'code')
  }
  await passCookies(result.cookies)
  return { redirectTo: localPath(textOf(form, 'next')) }
})
