import { connection } from '#db/connection'
import { mustHaveScope, mustReachEverything, type TokenActor } from '#domain/actor'
import type { Db } from '#domain/database'
import { readReturnedMail, type ReturnedMail } from '#domain/returns/returned-mail'
import type { TakenReturn } from '#domain/returns/returns'
import { readBytes } from '../body-text.ts'
import { withRetry } from '../retry.ts'
import { admitProgram, refused } from './program-admission.ts'
import { programProblemOf } from './program-problems.ts'

const mostBytes = 1024 * 1024

interface BounceContext {
  db: Db
  actor: TokenActor
  now: number
}

/**
 * Builds a route handler for mails that came back: whoever posts one is a program with a token of the
 * scope `bounces:write`, and what is posted is the mail as it is, at most 1 MB of it. A mail that reports
 * nothing is taken in and answered as such, so that a mailbox can be passed on whole.
 */
export function bouncePost(
  take: (context: BounceContext, mail: ReturnedMail) => TakenReturn,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const now = Date.now()
      const { actor, noteUse } = await admitProgram(request, now)
      mustHaveScope(actor, 'bounces:write')
      mustReachEverything(actor)
      const mail = await mailIn(request)
      const taken = await withRetry(() => {
        noteUse(connection())
        return mail ? take({ db: connection(), actor, now }, mail) : ignored
      })
      return Response.json(taken, { headers: { 'Cache-Control': 'no-store' } })
    } catch (error) {
      const { status, message, headers } = programProblemOf(error, request.headers.get('x-request-id') ?? undefined)
      return Response.json(
        { error: kinds[status] ?? 'refused', message },
        { status, headers: { 'Cache-Control': 'no-store', ...headers } },
      )
    }
  }
}

const ignored: TakenReturn = { outcome: 'ignored', subscribers: 0 }

/** As the intake of alerts names them. */
const kinds: Record<number, string> = {
  401: 'signed_out',
  403: 'forbidden',
  413: 'too_large',
  415: 'no_mail',
  422: 'invalid',
  429: 'too_many',
  500: 'internal',
  503: 'busy',
}

async function mailIn(request: Request): Promise<ReturnedMail | null> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'message/rfc822' && type !== 'text/plain') {
    throw refused(
      415,
      'Send the mail as it is, with the header Content-Type: message/rfc822. With curl: --data-binary @- -H "Content-Type: message/rfc822"',
    )
  }
  const bytes = await readBytes(request, mostBytes)
  if (bytes === null) throw refused(413, 'At most 1 MB of a mail is taken in. Cut what it returns.')
  if (bytes.length === 0) throw refused(422, 'There is no mail in this request.')
  return readReturnedMail(bytes)
}
