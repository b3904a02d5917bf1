import { request, type Agent, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

export const brotli = { 'Accept-Encoding': 'br' }

export interface Asked {
  status: number
  headers: IncomingHttpHeaders
  /** As it was sent: nothing is decoded. */
  body: Buffer
}

/** Asks as a client that tells exactly which headers it sends; `fetch` would add its own and decode. */
export async function ask(url: string, headers: Record<string, string>, agent?: Agent): Promise<Asked> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { headers, ...(agent && { agent }) }, resolve)
      .on('error', reject)
      .end()
  })
  return { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) }
}
