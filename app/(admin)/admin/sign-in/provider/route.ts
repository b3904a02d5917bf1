import { localPath } from '#app/doors/local-path'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { withRetry } from '#app/doors/retry'
import { beginSingleSignOn } from '#auth/single-sign-on'
import { problemPath, signInPath } from '../sign-in-path.ts'

export const dynamic = 'force-dynamic'

/** Begins single sign-on. With `anew` the provider asks again who sits there, though it knows them. */
export const GET = redirectEndpoint(
  async ({ db, headers, query, now }) => {
    const options = { next: localPath(query.get('next')), asksAnew: query.has('anew') }
    const step = await withRetry(() => beginSingleSignOn(db, headers, options, now))
    return 'problem' in step ? { goTo: problemPath({ problem: step.problem, ...options }) } : step
  },
  signInPath({ problem: 'failed' }),
)
