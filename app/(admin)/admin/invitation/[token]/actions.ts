'use server'

import { z } from 'zod'
import { openAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { withRetry } from '#app/doors/retry'
import { passCookies } from '#app/doors/session'
import { hashPassword, passwordProblem, signInWithPassword } from '#auth/sign-in'
import { beginTry } from '#auth/tries'
import { DomainError } from '#domain/errors'
import { acceptanceInput, acceptInvitation } from '#domain/people/invitations'
import { readSingleSignOn } from '#domain/single-sign-on/settings'

/** The password beside the name, so that everything that is wrong is said at once. */
const invitationForm = acceptanceInput.extend({
  password: z.string().superRefine((password, context) => {
    const problem = passwordProblem(password)
    if (problem) context.addIssue(problem)
  }),
})

/** Joins the team behind an invitation's link, and signs in. */
export const acceptInvitationAction = openAction(async ({ db, headers, now }, form) => {
  const provider = readSingleSignOn(db)
  if (provider?.onlySince) {
    throw new DomainError('forbidden', `Only single sign-on is allowed here. Sign in with ${provider.label} instead.`)
  }
  const token = textOf(form, 'token')
  const { name, password } = invitationForm.parse({ name: textOf(form, 'name'), password: textOf(form, 'password') })
  await withRetry(() => beginTry(db, headers, { door: 'invitation', account: token }, now))
  const hash = await hashPassword(db, password)
  const { email } = await withRetry(() => acceptInvitation(db, token, { name }, hash, now))
  const signedIn = await withRetry(() => signInWithPassword(db, headers, { email, password }))
  if ('problem' in signedIn) return { redirectTo: '/admin/sign-in' }
  await passCookies(signedIn.cookies)
  return { redirectTo: '/admin' }
})
