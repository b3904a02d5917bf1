import type { Server } from 'node:http'

const sweepEveryMs = 25

/**
 * Ends a server in order: no new connections, requests in flight finish and their connections close
 * as soon as they are idle, and after `deadlineMs` whatever is left is cut off.
 */
export async function drain(server: Server, deadlineMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const sweep = setInterval(() => server.closeIdleConnections(), sweepEveryMs)
  const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs)
  server.closeIdleConnections()
  await closed
  clearInterval(sweep)
  clearTimeout(deadline)
}
