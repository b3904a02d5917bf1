import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '#log'
import { answerProgram, type ProgramAnswer } from './answer-program.ts'

const mostBytes = 1024 * 1024

/** Whether an address is the management API's, which is answered before Next: its routing costs more than an answer. */
export function isProgramPath(url: string): boolean {
  return /^\/v1(?:[/?.]|$)/.test(url)
}

/** Reads a request, at most 1 MB of it, and answers it. */
export async function serveProgram(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const body = await readText(request)
    send(response, request.method, body === null ? tooLarge : await answerProgram(toldBy(request, body)))
  } catch (error) {
    log.error({ error, requestId: request.headers['x-request-id'] }, 'a program could not be answered')
    response.destroy()
  }
}

const tooLarge: ProgramAnswer = {
  status: 413,
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', Connection: 'close' },
  body: JSON.stringify({ error: 'The body is larger than 1 MB.', message: 'The body is larger than 1 MB.' }),
}

function toldBy({ method = 'GET', url = '/', headers }: IncomingMessage, body: string) {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  )
  return { method: method === 'HEAD' ? 'GET' : method, url, headers: new Headers(pairs), body }
}

/** Null where it is too much. */
async function readText(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    // The rest is read and forgotten: an answer reaches only whoever has finished sending.
    if (bytes <= mostBytes) chunks.push(chunk)
  }
  return bytes <= mostBytes ? Buffer.concat(chunks).toString('utf8') : null
}

function send(response: ServerResponse, method: string | undefined, { status, headers, body }: ProgramAnswer): void {
  const bytes = body === null ? null : Buffer.from(body)
  response.writeHead(status, { ...headers, ...(bytes ? { 'Content-Length': String(bytes.length) } : {}) })
  response.end(method === 'HEAD' || bytes === null ? undefined : bytes)
}
