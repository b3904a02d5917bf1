import { askApp } from './ask-app.ts'
import { appWaitMs, type Edge, type Exchange } from './exchange.ts'
import { keyOf } from './paths.ts'
import { createRenders, type Renders } from './renders.ts'
import type { Answer } from './copies/copy.ts'

/** So that whoever asks for many of them takes no more than this of the app from all others. */
const rendersAtOnce = 2
const rendersWaiting = 64

export type PersonalRenders = Renders<Answer>

/** Has the app render what only one person asks for: each request by itself, a few at a time. */
export function createPersonalRenders({ config, upstream, isDev }: Edge): PersonalRenders {
  const app = { upstream, host: new URL(config.url).host, isDev }
  return createRenders(
    (key) => {
      const [requestId = '', question = '/'] = key.split(' ')
      return askApp(app, question, requestId)
    },
    () => null,
    { mostAtOnce: rendersAtOnce, mostWaiting: rendersWaiting },
  )
}

/**
 * Answers a page behind a link that is somebody's own: a document like the public ones, rendered anew
 * each time, kept nowhere, found by no search engine. Not compressed: what is secret in it and what a
 * stranger could put in must not be weighed together.
 */
export async function answerPersonal(exchange: Exchange, renders: PersonalRenders): Promise<void> {
  const { edge, request, response, path, requestId } = exchange
  await edge.whenAppReady(appWaitMs)
  const { status, body, headers } = await renders.render(`${requestId} ${keyOf(path)}`, true)
  response.writeHead(status, {
    ...onlyOwn(headers),
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
    'Content-Length': String(body.length),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** No other site's scripts may read it. */
function onlyOwn({ 'Access-Control-Allow-Origin': _, ...headers }: Record<string, string>): Record<string, string> {
  return headers
}
