import { readSession, type SignedIn } from '#auth/sessions'
import { connection, type Connection } from '#db/connection'
import { mayAct, type Role } from '#domain/actor'
import { log } from '#log'
import { withRetry } from './retry.ts'
import { refusal } from './team-endpoint.ts'

interface Download {
  needs: Role
  /** What the browser calls the file, and what is in it. */
  fileName: string
  mediaType: string
  /** The file in pieces, each read when the one before it was taken. */
  read: (db: Connection, request: Request) => Iterator<string>
}

/**
 * Builds a route handler that sends a file of the admin area, of any size: whoever asks is signed in
 * and has the role. It is read piece by piece, so that others are answered in between. Asking
 * prolongs no session.
 */
export function teamDownload({ needs, fileName, mediaType, read }: Download): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const session = await withRetry(() => readSession(connection(), request.headers, { prolongs: false }))
      const refused = refusalOf(session, needs)
      if (refused) return refused
      // The first piece shows whether there can be an answer at all, while its status can still say so.
      const begun = await withRetry(() => {
        const pieces = read(connection(), request)
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

function refusalOf(session: SignedIn | null, needs: Role): Response | null {
  if (!session) return refusal(401, 'signed_out', 'You are signed out. Sign in again.')
  if (mayAct(session.actor.role, needs)) return null
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
