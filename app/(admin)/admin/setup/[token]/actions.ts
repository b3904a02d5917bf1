'use server'

import { openAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/form-fields'
import { withRetry } from '#app/doors/retry'
import { passCookies } from '#app/doors/session'
import { hashPassword, passwordProblem, signInWithPassword } from '#auth/sign-in'
import { DomainError } from '#domain/errors'
import { setUpPage, setUpPageInput } from '#domain/page'

/** Sets the page up behind a one-time link, and signs its first owner in. */
export const setUpAction = openAction(async ({ db, headers, now }, form) => {
  const input = setUpPageInput.parse({
    pageName: textOf(form, 'pageName'),
    timeZone: textOf(form, 'timeZone'),
    componentNames: textOf(form, 'componentNames'),
    name: textOf(form, 'name'),
    email: textOf(form, 'email').trim(),
  })
  const password = textOf(form, 'password')
  const problem = passwordProblem(password)
  if (problem) throw new DomainError('invalid', problem, 'password')
  const typed = { ...input, componentNames: textOf(form, 'componentNames') }
  const hash = await hashPassword(db, password)
  await withRetry(() => setUpPage(db, textOf(form, 'token'), typed, hash, now))
  const signedIn = await withRetry(() => signInWithPassword(db, headers, { email: input.email, password }))
  if ('problem' in signedIn) return { redirectTo: '/admin/sign-in' }
  await passCookies(signedIn.cookies)
  return { redirectTo: '/admin' }
})
