import { ZodError } from 'zod'
import { originOf } from '#auth/origin'
import { secretsKey } from '#auth/secrets-key'
import { beginTry, networkOf } from '#auth/tries'
import { config } from '#config'
import { connection, type Connection } from '#db/connection'
import type { Origin } from '#domain/actor'
import { DomainError } from '#domain/errors'
import { readBody } from './body-text.ts'
import { keepReturned, type ReturnedForm } from './forms/returned-forms.ts'
import { problemOf } from './problems.ts'
import { withRetry } from './retry.ts'
import { isSameOrigin } from './same-origin.ts'

const mostBytes = 64 * 1024
/** As a form of either kind says it (RFC 8058, 3.2): a scanner that posts to every link says something else. */
const oneClick = /List-Unsubscribe(?:=|"[^]{0,200}?\r\n\r\n)One-Click/
const mediaType = 'application/x-www-form-urlencoded'

interface FormContext {
  db: Connection
  /** What subscribers' links are signed with. */
  key: string
  origin: Origin
  now: number
}

interface FormOptions {
  /** Where the browser goes on to with what was typed, by the key under which it is kept. */
  returnsTo: (form: URLSearchParams, key: string) => string
  /**
   * Whether anybody can send it, without a link of their own: such are counted by network address. What one
   * mailbox is sent, the domain limits; counted here, a stranger could keep its owner out.
   */
  isCounted?: boolean
}

/**
 * Builds the POST of a plain public form: it comes from a page of this server, is of a size that people
 * type, and leads on with 303 to the path that `act` returns. What the domain refuses leads back to the
 * form, with what was typed and the problem at its field, and with nothing of it in the address.
 */
export function publicForm(
  act: (context: FormContext, form: URLSearchParams) => string,
  { returnsTo, isCounted = false }: FormOptions,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isSameOrigin(request.headers, config().url)) {
      return words(403, 'This form can be sent from the status page itself only. Open it there and send it again.')
    }
    const text = await readForm(request)
    if (typeof text !== 'string') return text
    const form = new URLSearchParams(text)
    try {
      if (isCounted) await withRetry(() => countForm(request))
      return leadTo(await withRetry(() => act(contextOf(request), form)))
    } catch (error) {
      const { message, errors, head } = problemOf(error, request.headers.get('x-request-id'))
      const isTheirs = error instanceof ZodError || error instanceof DomainError
      const status = head?.status ?? (isTheirs ? 422 : 503)
      const returned: ReturnedForm = { status, message, errors, values: valuesOf(form) }
      return leadTo(
        returnsTo(form, keepReturned(returned, networkOf(originOf(request.headers).address ?? ''), Date.now())),
      )
    }
  }
}

/**
 * Builds the POST of the button that mail programs show (RFC 8058): their servers send no Origin, and
 * nobody reads what it answers but whoever looks for faults. Other sites' pages are refused.
 */
export function oneClickForm(
  act: (context: FormContext, token: string) => void,
): (request: Request, route: { params: Promise<{ token: string }> }) => Promise<Response> {
  return async (request, route) => {
    if (request.headers.has('origin') && !isSameOrigin(request.headers, config().url)) {
      return words(403, 'This can be sent by a mail program, or from the status page itself.')
    }
    const body = await readBody(request, mostBytes)
    if (!body || !oneClick.test(body)) {
      return words(400, 'Send List-Unsubscribe=One-Click, as RFC 8058 says.')
    }
    const { token } = await route.params
    try {
      await withRetry(() => act(contextOf(request), token))
    } catch (error) {
      // To leave twice is to have left, and whoever asks of a link that is nobody's learns nothing.
      if (!(error instanceof DomainError && error.code === 'not_found')) {
        problemOf(error, request.headers.get('x-request-id'))
        return words(503, 'This could not be done. Send it again in a moment.')
      }
    }
    return words(200, 'No more mail goes to this address.')
  }
}

/** The body as text, or the answer to what is no form that people type. */
async function readForm(request: Request): Promise<string | Response> {
  if (!request.headers.get('content-type')?.startsWith(mediaType)) {
    return words(415, `This is no form that is expected here: send ${mediaType}.`)
  }
  const text = await readBody(request, mostBytes)
  return text ?? words(413, 'This is more than the form can hold. Choose fewer components.')
}

function contextOf(request: Request): FormContext {
  return { db: connection(), key: secretsKey(), origin: originOf(request.headers), now: Date.now() }
}

function countForm({ headers }: Request): void {
  beginTry(connection(), headers, { door: 'subscription', account: null }, Date.now())
}

function valuesOf(form: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]))
}

function leadTo(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'no-store' } })
}

function words(status: number, text: string): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(`${text}\n`, { status, headers })
}
