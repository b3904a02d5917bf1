import { readSession, type SignedIn } from '#auth/sessions'
import { connection, type Connection } from '#db/connection'
import { mayAct, type Role } from '#domain/actor'
import { log } from '#log'
import { isRecent } from './recent-authentication.ts'
import { withRetry } from './retry.ts'
import { refusal } from './team-endpoint.ts'

interface Download {
  needs: Role
  /** What the browser calls the file, and what is in it. */
  fileName: string
  mediaType: string
  /** Whether it must be known, as of the last 15 minutes, who asks; else they are led to `/admin/confirm` and back to this page. */
  isDangerousFrom?: string
  /** The file in pieces, each read when the one before it was taken. */
  read: (db: Connection, request: Request, session: SignedIn) => Iterator<string>
}

/**
 * Builds a route handler that sends a file of the admin area, of any size: whoever asks is signed in
 * and has the role. It is read piece by piece, so that others are answered in between. Asking
 * prolongs no session.
 */
export function teamDownload({
  needs,
  fileName,
  mediaType,
  isDangerousFrom,
  read,
}: Download): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const session = await withRetry(() => readSession(connection(), request.headers, { prolongs: false }))
      if (!session || !mayAct(session.actor.role, needs)) return refusalOf(session, needs)
      if (isDangerousFrom !== undefined && !isRecent(session, Date.now())) {
        const next = `/admin/confirm?next=${encodeURIComponent(isDangerousFrom)}`
        return new Response(null, { status: 303, headers: { Location: next, 'Cache-Control': 'no-store' } })
      }
      // The first piece shows whether there can be an answer at all, while its status can still say so.
      const begun = await withRetry(() => {
        const pieces = read(connection(), request, session)
        return { pieces, first: pieces.next() }
      })
      return new Response(streamOf(begun, request), {
        headers: {
          'Content-Type': mediaType,
          'Content-Disposition': `attachment; filename="${fileName}"`,
          'Cache-Control': 'no-store',
        },
      })
    } catch (error) {
      log.error({ error, requestId: request.headers.get('x-request-id') }, 'a download failed')
      return refusal(500, 'internal', 'This could not be answered. Try again in a moment.')
    }
  }
}

function refusalOf(session: SignedIn | null, needs: Role): Response {
  if (!session) return refusal(401, 'signed_out', 'You are signed out. Sign in again.')
  return refusal(403, 'forbidden', `This needs the role ${needs}.`)
}

interface Begun {
  pieces: Iterator<string>
  first: IteratorResult<string>
}

/** A failure in the middle breaks the download off, so that half a file is not taken for a whole one. */
function streamOf({ pieces, first }: Begun, request: Request): ReadableStream {
  const encoder = new TextEncoder()
  let next = first
  return new ReadableStream({
    pull(controller) {
      try {
        if (next.done) return controller.close()
        controller.enqueue(encoder.encode(next.value))
        next = pieces.next()
      } catch (error) {
        log.error({ error, requestId: request.headers.get('x-request-id') }, 'a download broke off')
        controller.error(error)
      }
    },
  })
}
