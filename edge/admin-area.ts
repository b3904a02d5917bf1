import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { log } from '#log'
import { adminPolicy, markedStatus, noncePolicy } from './copies/document.ts'
import { appWaitMs, copyHead, forwarded, isPage, type Exchange } from './exchange.ts'
import { answerKeptForm, keepForm, refusalOf, type KeptForm } from './kept-form.ts'
import { withWordsWithoutScripts } from './last-resort.ts'
import { send } from './upstream.ts'

/** The admin area: passed on whole, with a nonce for Next's scripts; pages are buffered to hash their styles. */
export async function answerAdmin(exchange: Exchange): Promise<void> {
  const { edge, request, response, path } = exchange
  const nonce = randomBytes(16).toString('base64')
  await edge.whenAppReady(appWaitMs)
  const headers = { ...forwarded(exchange), 'content-security-policy': noncePolicy(nonce) }
  // The body flows from here on, so it must be sent on before anything else is waited for.
  const form = keepForm(request)
  const sent = send(edge.upstream, {
    method: request.method ?? 'GET',
    path,
    headers,
    timeoutMs: null,
    body: request,
  })
  if (!form) return sendAdminAnswer(exchange, await sent, nonce, null)
  const answered = await sent.catch((error: unknown) => {
    log.error({ error, requestId: exchange.requestId }, 'a form could not be sent on')
    return null
  })
  const refusal = answered ? refusalOf(answered) : 'failed'
  if (answered && !refusal) return sendAdminAnswer(exchange, answered, nonce, form)
  answered?.resume()
  return answerKeptForm(response, refusal ?? 'failed', answered?.headers.location ?? path, form)
}

async function sendAdminAnswer(
  { edge, request, response, path }: Exchange,
  answered: IncomingMessage,
  nonce: string,
  form: KeptForm | null,
): Promise<void> {
  const html = isPage(answered) ? withWordsWithoutScripts(await text(answered)) : null
  const status = html === null ? null : markedStatus(html)
  if (form && status !== null && status >= 500) return answerKeptForm(response, 'failed', path, form)
  copyHead(answered, response)
  response.setHeader('Cache-Control', 'no-store')
  if (html === null) {
    answered.pipe(response)
    return
  }
  response.setHeader('Content-Security-Policy', adminPolicy(nonce, html, edge.isDev))
  response.statusCode = status ?? response.statusCode
  if (request.method !== 'HEAD') response.setHeader('Content-Length', Buffer.byteLength(html))
  response.end(html)
}
