'use server'

import { z } from 'zod'
import { openAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { withRetry } from '#app/doors/retry'
import { passCookies } from '#app/doors/session'
import { hashPassword, passwordProblem, signInWithPassword } from '#auth/sign-in'
import { beginTry } from '#auth/tries'
import { setUpPage, setUpPageInput } from '#domain/page'

/** The password beside all else, so that everything that is wrong is said at once. */
const setUpForm = setUpPageInput.extend({
  password: z.string().superRefine((password, context) => {
    const problem = passwordProblem(password)
    if (problem) context.addIssue(problem)
  }),
})

/** Sets the page up behind a one-time link, and signs its first owner in. */
export const setUpAction = openAction(async ({ db, headers, now }, form) => {
  const typed = {
    pageName: textOf(form, 'pageName'),
    timeZone: textOf(form, 'timeZone'),
    componentNames: textOf(form, 'componentNames'),
    name: textOf(form, 'name'),
    email: textOf(form, 'email').trim(),
  }
  const { email, password } = setUpForm.parse({ ...typed, password: textOf(form, 'password') })
  await withRetry(() => beginTry(db, headers, { door: 'setup', account: textOf(form, 'token') }, now))
  const hash = await hashPassword(db, password)
  await withRetry(() => setUpPage(db, textOf(form, 'token'), typed, hash, now))
  const signedIn = await withRetry(() => signInWithPassword(db, headers, { email, password }))
  if ('problem' in signedIn) return { redirectTo: '/admin/sign-in' }
  await passCookies(signedIn.cookies)
  return { redirectTo: '/admin' }
})
