'use server'

import { openAction } from '#app/doors/admin-action'
import { withRetry } from '#app/doors/retry'
import { signOut } from '#auth/sessions'

/** Ends the session of whoever presses the button. */
export const signOutAction = openAction(async ({ db, headers }) => {
  await withRetry(() => signOut(db, headers))
  return { redirectTo: '/admin/sign-in' }
})
