import { Agent, request, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface Upstream {
  socketPath: string
  agent: Agent
}

/** The app process behind its Unix socket, over connections that are kept. */
export function upstreamAt(socketPath: string): Upstream {
  return { socketPath, agent: new Agent({ keepAlive: true, maxSockets: 64 }) }
}

export interface UpstreamRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** Milliseconds without a byte after which it fails; null to wait as long as the client does. */
  timeoutMs: number | null
  body?: IncomingMessage
}

/** Sends a request to the app; resolves with its answer, of which only the head has arrived. */
export function send(
  upstream: Upstream,
  { method, path, headers, timeoutMs, body }: UpstreamRequest,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { socketPath: upstream.socketPath, agent: upstream.agent, method, path, headers }
    const outgoing = request(options, (answered) => {
      if (body) answered.once('end', () => dropRest(body, outgoing))
      resolve(answered)
    })
    if (timeoutMs !== null) {
      outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error(`the app did not answer within ${timeoutMs} ms`)))
    }
    outgoing.on('error', reject)
    if (body) {
      body.on('aborted', () => outgoing.destroy())
      body.pipe(outgoing)
    } else {
      outgoing.end()
    }
  })
}

/** An answer that came before its request was read, as to one that is too large: the rest would hold both connections. */
function dropRest(body: IncomingMessage, outgoing: ClientRequest): void {
  if (outgoing.writableFinished) return
  body.unpipe(outgoing)
  body.resume()
  outgoing.destroy()
}

/** Sends a request and reads the whole answer. */
export async function fetchBody(
  upstream: Upstream,
  sent: UpstreamRequest,
): Promise<{ response: IncomingMessage; body: Buffer }> {
  const response = await send(upstream, sent)
  return { response, body: await buffer(response) }
}
