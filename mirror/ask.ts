import { Agent, request, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

const timeoutMs = 20_000
/** The edge says with it that an answer could not be confirmed, and since when. */
export const unconfirmedHeader = 'candor-unconfirmed'

/** What the running page answers to an address. */
export interface Asked {
  status: number
  type: string
  body: Buffer
  location: string | null
  policy: string | null
  isUnconfirmed: boolean
}

export type Ask = (path: string) => Promise<Asked>

/** Said where no server answers; the message names the address. */
export class NotRunningError extends Error {}

/** Asks the page that runs at an address, as a customer could, one question after the other. */
export function askAt(origin: string): Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return async (path) => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(origin + path, { agent, headers: { 'user-agent': 'candor-mirror' } }, resolve)
      sent.setTimeout(timeoutMs, () => sent.destroy(new Error(`${path} was not answered within ${timeoutMs} ms`)))
      sent.on('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ECONNREFUSED' ? new NotRunningError(`nothing answers at ${origin}`) : error),
      )
      sent.end()
    })
    const { headers } = response
    const policy = headers['content-security-policy']
    return {
      status: response.statusCode ?? 500,
      type: headers['content-type'] ?? 'application/octet-stream',
      body: await buffer(response),
      location: headers.location ?? null,
      policy: typeof policy === 'string' ? policy : null,
      isUnconfirmed: headers[unconfirmedHeader] !== undefined,
    }
  }
}
