import { localPath } from '#app/doors/local-path'
import { redirectEndpoint } from '#app/doors/redirect-endpoint'
import { withRetry } from '#app/doors/retry'
import { readAnswer, signInVouched } from '#auth/single-sign-on'
import { endedAttemptCookie, readAttempt } from '#auth/single-sign-on-attempt'
import { problemPath, signInPath } from '../sign-in-path.ts'

export const dynamic = 'force-dynamic'

/** Where the provider sends people back to. An attempt ends here, whatever comes of it. */
export const GET = redirectEndpoint(
  async ({ db, headers, query, now }) => {
    const answer = await readAnswer(db, headers, query, now)
    const step = 'problem' in answer ? answer : await withRetry(() => signInVouched(db, headers, answer, now))
    if ('problem' in step) {
      const { next = '/admin', asksAnew = false } = readAttempt(headers, now) ?? {}
      const goTo = problemPath({ problem: step.problem, next: localPath(next), asksAnew })
      return { goTo, cookies: [endedAttemptCookie()] }
    }
    return { goTo: localPath(step.goTo), cookies: [endedAttemptCookie(), ...step.cookies] }
  },
  signInPath({ problem: 'failed' }),
)
