import { localPath } from '#app/doors/local-path'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { withRetry } from '#app/doors/retry'
import { beginSingleSignOn } from '#auth/single-sign-on'
import { signInPath } from '../sign-in-path.ts'

export const dynamic = 'force-dynamic'

/** Begins single sign-on. With `anew` the provider asks again who sits there, though it knows them. */
export const GET = redirectEndpoint(
  async ({ db, query, now }) => {
    const next = localPath(query.get('next'))
    const step = await withRetry(() => beginSingleSignOn(db, { next, asksAnew: query.has('anew') }, now))
    return 'problem' in step ? { goTo: signInPath({ problem: step.problem, next }) } : step
  },
  signInPath({ problem: 'failed' }),
)
