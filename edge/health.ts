import type { ServerResponse } from 'node:http'
import { log } from '#log'
import type { Edge } from './exchange.ts'
import { fetchBody } from './upstream.ts'

/** Without an answer of the app within this time, the service does not work. */
const healthTimeoutMs = 2_000
const keptMs = 1_000

interface Result {
  status: 200 | 500
  body: string
}

/** The paths that the edge itself answers about its health. */
export function isHealthPath(pathname: string): boolean {
  return pathname === '/healthCheck' || pathname === '/health' || pathname === '/healthCheck/page'
}

const kept = new Map<string, { at: number; result: Promise<Result> }>()

/** Answers a health path; each result is kept for a second, so that many probes cost one check. */
export async function answerHealth(edge: Edge, pathname: string, response: ServerResponse): Promise<void> {
  const key = pathname === '/health' ? '/healthCheck' : pathname
  const now = performance.now()
  let entry = kept.get(key)
  if (!entry || now - entry.at > keptMs) {
    entry = { at: now, result: key === '/healthCheck/page' ? checkPage(edge) : checkService(edge) }
    kept.set(key, entry)
  }
  const { status, body } = await entry.result
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(body)
}

/** The app's own checks, and whether the main pages render. */
async function checkService({ upstream, answers }: Edge): Promise<Result> {
  try {
    const { response, body } = await fetchBody(upstream, {
      method: 'GET',
      path: '/healthCheck',
      headers: { host: 'health' },
      timeoutMs: healthTimeoutMs,
    })
    const { failing, mirror } = JSON.parse(body.toString('utf8')) as { failing: string[]; mirror?: unknown }
    const all = [...failing, ...(answers.health().failing.length > 0 ? ['render'] : [])]
    return result(response.statusCode === 200 || all.length > 0 ? all : ['app'], mirror)
  } catch (error) {
    log.warn({ error }, 'the app did not answer a health check')
    return result(['app'])
  }
}

/** Whether customers can be answered: a copy of the home page is there, or can be had. */
async function checkPage({ answers, whenAppReady }: Edge): Promise<Result> {
  if (answers.health().canAnswer) return result([])
  await whenAppReady(healthTimeoutMs)
  try {
    await answers.fetchHome()
    return result([])
  } catch (error) {
    log.warn({ error }, 'the home page could not be rendered, and there is no copy of it')
    return result(['page'])
  }
}

function result(failing: string[], mirror?: unknown): Result {
  const isWell = failing.length === 0
  return { status: isWell ? 200 : 500, body: JSON.stringify({ status: isWell ? 'ok' : 'failing', failing, mirror }) }
}
