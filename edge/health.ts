import type { ServerResponse } from 'node:http'
import { log } from '#log'
import { toDocument } from './document.ts'
import { fetchText, type Upstream } from './upstream.ts'

/** Without an answer of the app within this time, the service does not work. */
const healthTimeoutMs = 2_000
const keptMs = 1_000

interface Result {
  status: 200 | 500
  body: string
}

const kept = new Map<string, { at: number; result: Promise<Result> }>()

/** Answers a health path; each result is kept for a second, so that many probes cost one check. */
export async function answerHealth(upstream: Upstream, pathname: string, response: ServerResponse): Promise<void> {
  const key = pathname === '/health' ? '/healthCheck' : pathname
  const now = performance.now()
  let entry = kept.get(key)
  if (!entry || now - entry.at > keptMs) {
    entry = { at: now, result: key === '/healthCheck/page' ? checkPage(upstream) : checkService(upstream) }
    kept.set(key, entry)
  }
  const { status, body } = await entry.result
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(body)
}

async function checkService(upstream: Upstream): Promise<Result> {
  try {
    const { response, text } = await fetchText(upstream, {
      method: 'GET',
      path: '/healthCheck',
      headers: { host: 'health' },
      timeoutMs: healthTimeoutMs,
    })
    return { status: response.statusCode === 200 ? 200 : 500, body: text }
  } catch (error) {
    return failed('app', error)
  }
}

/** Whether customers can be answered: the home page renders to a usable document. */
async function checkPage(upstream: Upstream): Promise<Result> {
  try {
    const { response, text } = await fetchText(upstream, {
      method: 'GET',
      path: '/',
      headers: { host: 'health', accept: 'text/html', 'user-agent': 'candor-edge' },
      timeoutMs: healthTimeoutMs,
    })
    if (response.statusCode !== 200 || !toDocument(text, 200)) throw new Error('the home page did not render')
    return { status: 200, body: JSON.stringify({ status: 'ok', failing: [] }) }
  } catch (error) {
    return failed('page', error)
  }
}

function failed(check: string, error: unknown): Result {
  log.warn({ error, check }, 'a health check failed')
  return { status: 500, body: JSON.stringify({ status: 'failing', failing: [check] }) }
}
