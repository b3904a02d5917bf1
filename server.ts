import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { childEnvironment, config, ConfigError } from '#config'
import { log } from '#log'
import { runApp } from './app-server.ts'
import { dataFiles } from '#db/data-folder'
import { startAppProcess } from '#edge/app-process'
import { copiesFolder } from '#edge/copies/copies-folder'
import { drain } from '#edge/drain'
import { securityHeaders } from '#edge/headers'
import { createPublicAnswers } from '#edge/public-answers'
import { watchRevision } from '#edge/revision-watch'
import { createEdge } from '#edge/server'
import { upstreamAt } from '#edge/upstream'

/** Requests in flight have this long to finish before their connections are closed. */
const drainMs = 3_000
const appStopMs = 4_000
const keepWarmEveryMs = 1_000

/**
 * One command, two processes: this one holds the socket (the edge), and starts itself again with
 * `app` as the app process, which renders, writes and works in the background.
 */
async function main(): Promise<void> {
  const [role, ...args] = process.argv.slice(2).filter((argument) => argument !== '--')
  if (role === 'app') return runApp(args)
  await runEdge(process.argv.includes('--dev'))
}

async function runEdge(isDev: boolean): Promise<void> {
  const { host, port, dataDir, url } = config()
  const files = dataFiles(dataDir)
  const runFolder = mkdtempSync(join(tmpdir(), 'candor-'))
  const socketPath = join(runFolder, 'app.sock')
  const sockets = upstreamAt(socketPath)
  let stopping: Promise<void> | null = null
  const whenAppReady = (timeoutMs: number) => app.whenReady(timeoutMs)
  const watch = watchRevision(files.database, buildId())
  const answers = createPublicAnswers({
    app: { upstream: sockets, host: new URL(url).host, isDev },
    watch,
    folder: copiesFolder(files.copies),
    common: securityHeaders(config()),
    whenAppReady,
  })
  const edge = createEdge({ config: config(), upstream: sockets, isDev, answers, whenAppReady })
  await new Promise<void>((resolve, reject) => {
    edge.once('error', reject)
    edge.listen(port, host, resolve)
  })
  const address = edge.address() as AddressInfo
  const app = startAppProcess(
    fileURLToPath(import.meta.url),
    ['app', socketPath, ...(isDev ? ['--dev'] : [])],
    childEnvironment({ PORT: String(address.port) }),
    () => void stop(1),
  )
  const warming = setInterval(answers.keepWarm, keepWarmEveryMs)
  log.info({ host, port: address.port }, 'the edge listens')

  /** In reverse: no new connections, requests in flight end, then the app, then this process. */
  function stop(exitCode: number): Promise<void> {
    stopping ??= (async () => {
      log.info('stopping')
      clearInterval(warming)
      await drain(edge, drainMs)
      watch.close()
      sockets.agent.destroy()
      await app.stop(appStopMs)
      rmSync(runFolder, { recursive: true, force: true })
      log.info('stopped')
      process.exit(exitCode)
    })()
    return stopping
  }
  process.on('SIGTERM', () => void stop(0))
  process.on('SIGINT', () => void stop(0))
}

/** Names the build whose pages are in memory; a server for development has none. */
function buildId(): string {
  const file = fileURLToPath(new URL('../.next/BUILD_ID', import.meta.url))
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'development'
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`\n${error.message}\n\n`)
  else log.fatal({ error }, 'Candor could not start')
  process.exit(1)
})
