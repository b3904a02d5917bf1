import { createOTP } from '@better-auth/utils/otp'
import type { GenericEndpointContext } from 'better-auth'
import { getSessionFromCtx } from 'better-auth/api'
import { symmetricDecrypt } from 'better-auth/crypto'
import { eq } from 'drizzle-orm'
import type { Connection } from '#db/connection'
import { twoFactors } from '#db/schema/people'
import { spendCodeStep } from '#domain/people/second-factors'

const stepMs = 30_000
/** better-auth takes the code before and after the one of now, too, because clocks differ (RFC 6238, 5.2). */
const steps = [1, 0, -1]

/**
 * Uses up a code that is about to be looked at. True where it is of a half minute that was used already, of
 * whoever is signed in or is asked for their second factor; a code that is wrong anyway uses nothing up.
 */
export async function isUsedCode(db: Connection, context: GenericEndpointContext): Promise<boolean> {
  const code = (context.body as { code?: unknown } | undefined)?.code
  const personId = await askedPerson(context)
  const row = personId && db.select().from(twoFactors).where(eq(twoFactors.userId, personId)).get()
  if (!row) return false
  const seed = await symmetricDecrypt({ key: context.context.secretConfig, data: row.secret })
  const now = Math.floor(Date.now() / stepMs)
  for (const step of steps.map((beside) => now + beside)) {
    if ((await createOTP(seed).hotp(step)) === code) return !spendCodeStep(db, row.userId, step)
  }
  return false
}

/** Whose code it is, as better-auth will find out: of the session, or of the question that a sign-in left open. */
async function askedPerson(context: GenericEndpointContext): Promise<string | null> {
  const session = await getSessionFromCtx(context)
  if (session) return session.user.id
  const { createAuthCookie, internalAdapter, secret } = context.context
  const question = await context.getSignedCookie(createAuthCookie('two_factor').name, secret)
  const asked = question ? await internalAdapter.findVerificationValue(question) : null
  return asked?.value ?? null
}
