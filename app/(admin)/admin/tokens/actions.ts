'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf, textsOf } from '#app/doors/forms/form-fields'
import type { Role, Scope } from '#domain/actor'
import { createToken, revokeToken } from '#domain/tokens/tokens'

const dayMs = 24 * 3_600_000

/** Makes a token, and shows it this once. */
export const createTokenAction = adminAction<{ token: string }>(
  ({ db, actor, now }, form) => {
    const isLimited = textOf(form, 'reach') === 'some'
    const chosen = textsOf(form, 'scopes')
    const name = textOf(form, 'name')
    // The form asks for days, under the name of what they make, so that what is wrong is said beside them.
    const days = textOf(form, 'expiresAt')
    const { token } = createToken(
      db,
      actor,
      {
        name,
        // The domain refuses what is no role and no scope.
        role: textOf(form, 'role') as Role,
        scopes: textOf(form, 'width') === 'some' ? (chosen as Scope[]) : null,
        componentIds: isLimited ? textsOf(form, 'componentIds') : null,
        expiresAt: now + Number(days || Number.NaN) * dayMs,
      },
      now,
    )
    return {
      message: 'The token is made. Copy it now: it is shown this once.',
      once: { token },
      later:
        'This form was sent before, and the token was made and shown then. If it is lost, revoke it and make another one.',
    }
  },
  { isDangerous: true },
)

/** Ends a token at once. */
export const revokeTokenAction = adminAction(
  ({ db, actor, now }, form) => {
    revokeToken(db, actor, textOf(form, 'subjectId'), now)
    return { stayAt: '/admin/tokens#tokens' }
  },
  { isDangerous: true },
)
