import { rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import next from 'next'
import { withRetry } from '#app/doors/retry'
import { isProgramPath, serveProgram } from '#app/doors/programs/program-server'
import { config } from '#config'
import {
  connection,
  setConnection,
  setPreviewMessage,
  setReadHealth,
  takeAnswerHead,
  type Connection,
} from '#db/connection'
import { watchDatabase } from '#db/database-watch'
import { checkHealth } from '#db/health'
import { NewerDatabaseError } from '#db/migrate'
import { createSetupToken, hasOwner, initializePage, readPage } from '#domain/page'
import { hopelessExitCode } from '#edge/app-process'
import { drain } from '#edge/drain'
import { log } from '#log'
import { previewMessage } from '#worker/mail/message-preview'
import { startWorker } from '#worker/worker'

/** Requests in flight have this long to finish when the app is told to stop, and messages that are being sent. */
const drainMs = 1_000
const outboxMs = 3_000

/** The app process: database, Next and worker, behind a Unix socket. Told to stop, it ends them in reverse. */
export async function runApp(args: readonly string[]): Promise<void> {
  logConsole()
  const [socketPath] = args
  if (!socketPath) throw new Error('the app process is started by the edge')
  const { dataDir, host, port, url } = config()
  const watch = openWatched(dataDir)
  setReadHealth((now) => checkHealth(dataDir, now))
  setPreviewMessage((kind, templates, now) => previewMessage(connection(), { url, kind, templates }, now))
  const dir = fileURLToPath(new URL('..', import.meta.url))
  // Next may ask for a page itself, with the visitor's cookies: it asks the edge, and nobody else's port.
  const app = next({ dev: args.includes('--dev'), dir, hostname: host, port })
  await app.prepare()
  const handle = app.getRequestHandler()
  const server = createServer((request, response) => {
    withAnswerHead(request, response)
    void (isProgramPath(request.url ?? '/') ? serveProgram(request, response) : handle(request, response))
  })
  // The edge keeps its connections: one that ends by itself just as a request comes would fail that request.
  server.keepAliveTimeout = 0
  // A process that was killed leaves its socket's file behind.
  rmSync(socketPath, { force: true })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socketPath, resolve))
  const worker = await startWorker(withRetry)
  setReadHealth((now) => worker.health(checkHealth(dataDir, now), now))
  process.send?.('ready')
  log.info('the app is ready')
  welcome(watch.current(), url)

  let isStopping = false
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    await Promise.all([worker.stop(outboxMs), drain(server, drainMs)])
    watch.stop()
    setConnection(null)
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  // A terminal's Ctrl-C reaches both processes; the edge tells the app when to stop.
  process.on('SIGINT', () => undefined)
  process.on('disconnect', () => void stop())
}

function openWatched(dataDir: string) {
  try {
    return watchDatabase(dataDir, initialize, (level, message, reason) => log[level]({ reason }, message))
  } catch (error) {
    if (!(error instanceof NewerDatabaseError)) throw error
    log.fatal({ reason: error.message }, 'Candor could not start')
    process.exit(hopelessExitCode)
  }
}

/** Puts the page's row into a new database, and tells the page's id. */
function initialize(db: Connection): string {
  initializePage(db, { name: 'Status', timeZone: 'Etc/UTC' }, Date.now())
  return readPage(db).id
}

/** Gives an answer the status that a server action asked for, just before its head is written. */
function withAnswerHead(request: IncomingMessage, response: ServerResponse): void {
  const requestId = request.headers['x-request-id']
  if (request.method !== 'POST' || typeof requestId !== 'string') return
  const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) => {
    const head = takeAnswerHead(requestId)
    if (!head) return writeHead(status, ...rest)
    response.setHeader('Retry-After', head.retryAfterSeconds)
    return writeHead(head.status, ...rest)
  }
  response.once('close', () => takeAnswerHead(requestId))
}

/** What libraries write to the console becomes log lines, so that standard output holds nothing else. */
function logConsole(): void {
  const levels = { log: 'info', info: 'info', debug: 'debug', warn: 'warn', error: 'error' } as const
  for (const [method, level] of Object.entries(levels)) {
    Object.assign(console, { [method]: (...parts: unknown[]) => log[level](format(...parts)) })
  }
}

/** Says where the page is and, before it has an owner, how to set it up; on standard error, because it is no log line. */
function welcome(db: Connection | null, url: string): void {
  const lines = [`Candor is running at ${url}`]
  if (db && !hasOwner(db)) {
    lines.push(
      'Set up your page here (the link works once, for 24 hours):',
      `${url}/admin/setup/${createSetupToken(db, Date.now())}`,
    )
  }
  process.stderr.write(`\n  ${lines.join('\n  ')}\n\n`)
}
