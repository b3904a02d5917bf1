import { ZodError } from 'zod'
import { connection, type Connection } from '#db/connection'
import { findAlertSource, type AlertSourceRow } from '#domain/alerts/alert-sources'
import { noteRefusedDelivery } from '#domain/alerts/deliveries'
import { DomainError } from '#domain/errors'
import { log } from '#log'
import { readBody } from './body-text.ts'
import { createMinuteCounts } from './programs/program-limits.ts'
import { StillBusyError, withRetry } from './retry.ts'
import { refusal } from './team-endpoint.ts'

const mostBytes = 1024 * 1024
const mostPerMinute = 120
const mostIssues = 5

const deliveries = createMinuteCounts()

interface IntakeContext {
  db: Connection
  source: AlertSourceRow
  now: number
}

/**
 * Builds a route handler for what monitoring sends: the address holds the source's token, what is sent
 * is JSON of at most 1 MB, and what can't be read is answered and noted with what is wrong with it.
 */
export function intakePost<Answer>(
  take: (context: IntakeContext, body: unknown) => Answer,
): (request: Request, route: { params: Promise<{ token: string }> }) => Promise<Response> {
  return async (request, route) => {
    try {
      const { token } = await route.params
      const source = await withRetry(() => findAlertSource(connection(), token))
      if (!source)
        return refusal(404, 'not_found', 'There is no such address for alerts. An owner of the page can make one.')
      const waitSeconds = deliveries.add(source.id, mostPerMinute, Date.now())
      if (waitSeconds > 0) {
        const words = `At most ${mostPerMinute} deliveries a minute are taken in. Group alerts at their source.`
        return later(refusal(429, 'too_many', words), waitSeconds)
      }
      const text = await readBody(request, mostBytes)
      if (text === null) return refusal(413, 'too_large', 'At most 1 MB is taken in. Send fewer alerts at once.')
      return await answer(source, text, take)
    } catch (error) {
      if (error instanceof StillBusyError) {
        return later(refusal(503, 'busy', 'The database is busy. Send it again in a moment.'), 5)
      }
      log.error({ error, requestId: request.headers.get('x-request-id') }, 'a delivery of alerts failed')
      return refusal(500, 'internal', 'This could not be taken in. Send it again in a moment.')
    }
  }
}

async function answer<Answer>(
  source: AlertSourceRow,
  text: string,
  take: (context: IntakeContext, body: unknown) => Answer,
): Promise<Response> {
  try {
    const body: unknown = JSON.parse(text)
    const taken = await withRetry(() => take({ db: connection(), source, now: Date.now() }, body))
    return Response.json(taken, { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    const problem = problemOf(error)
    if (problem === null) throw error
    await withRetry(() => noteRefusedDelivery(connection(), source, problem, Date.now()))
    return refusal(400, 'invalid', problem)
  }
}

/** What is wrong with what was sent, with where in it; null where something else went wrong. */
function problemOf(error: unknown): string | null {
  if (error instanceof SyntaxError) return `This is no JSON: ${error.message}.`
  if (error instanceof DomainError && error.code === 'invalid') return error.message
  if (!(error instanceof ZodError)) return null
  const issues = error.issues.slice(0, mostIssues)
  return issues
    .map(({ path, message }) => (path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message))
    .join(' ')
}

function later(response: Response, seconds: number): Response {
  response.headers.set('Retry-After', String(seconds))
  return response
}
