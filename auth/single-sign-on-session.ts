import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** Lets the server itself begin a session for somebody for whom the provider vouched; no route leads here. */
export function vouchedSessions() {
  return {
    id: 'vouched-sessions',
    endpoints: {
      startVouchedSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ personId: z.string(), at: z.number(), provenAt: z.number() }) },
        async (context) => {
          const { internalAdapter } = context.context
          const { personId, at, provenAt } = context.body
          const user = await internalAdapter.findUserById(personId)
          const told = { singleSignOnAt: at, confirmedAt: provenAt }
          const session = user && (await internalAdapter.createSession(personId, false, told, true))
          if (!session) throw new APIError('UNAUTHORIZED')
          await setSessionCookie(context, { session, user })
          return context.json({ ok: true })
        },
      ),
    },
  } satisfies BetterAuthPlugin
}
