'use server'

import { openAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { withRetry } from '#app/doors/retry'
import { passCookies } from '#app/doors/session'
import { signInWithLink } from '#auth/sign-in'
import { DomainError } from '#domain/errors'
import { readSingleSignOn } from '#domain/single-sign-on/settings'
import { secondFactorQuestion } from '../../sign-in/second-factor/question.ts'

/** Uses a one-time link up. Opening the link alone does nothing, so that a mail scanner can't use it up. */
export const signInWithLinkAction = openAction(async ({ db, headers }, form) => {
  const provider = readSingleSignOn(db)
  if (provider?.onlySince) {
    throw new DomainError(
      'forbidden',
      `Links let nobody in while only single sign-on is allowed. Sign in with ${provider.label} on the sign-in page.`,
    )
  }
  const result = await withRetry(() => signInWithLink(db, headers, textOf(form, 'token')))
  if ('problem' in result) {
    throw new DomainError(
      'forbidden',
      'This link was used already or is older than a day. Ask an owner for a new one, or sign in with your password.',
    )
  }
  await passCookies(result.cookies)
  return { redirectTo: result.asksForSecondFactor ? secondFactorQuestion('/admin/account') : '/admin/account' }
})
