import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '#config'
import { forwardedHeaders, plainAddress } from './headers.ts'
import type { PublicAnswers } from './public-answers.ts'
import type { Upstream } from './upstream.ts'

/** How long an admin's request waits for an app that starts anew. */
export const appWaitMs = 10_000

export interface Edge {
  config: Pick<Config, 'isSecure' | 'trustedProxies' | 'url'>
  upstream: Upstream
  isDev: boolean
  answers: PublicAnswers
  /** Resolves when the app listens, or after the given time without that. */
  whenAppReady: (timeoutMs: number) => Promise<boolean>
}

/** One request that is not answered from memory, and what is known of it. */
export interface Exchange {
  edge: Edge
  request: IncomingMessage
  response: ServerResponse
  path: string
  requestId: string
  address: string
}

/** The request's headers as they go on to the app. */
export function forwarded({ edge, request, requestId }: Exchange) {
  return forwardedHeaders(request.headers, plainAddress(request.socket.remoteAddress), requestId, edge.config)
}

const notCopied = new Set(['connection', 'keep-alive', 'transfer-encoding', 'x-powered-by', 'link'])

/** The app's status and headers, without those that concern its own connection. */
export function copyHead(from: IncomingMessage, to: ServerResponse): void {
  to.statusCode = from.statusCode ?? 502
  for (const [name, value] of Object.entries(from.headers)) {
    if (value !== undefined && !notCopied.has(name)) to.setHeader(name, value)
  }
}

export function isPage(answered: IncomingMessage): boolean {
  return answered.headers['content-type']?.startsWith('text/html') ?? false
}
