import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { childEnvironment } from '#config'
import type { Connection } from '#db/connection'
import { openPageDatabase } from '#db/page-database'
import { initializePage, readPage } from '#domain/page'
import { askApp, type AskedApp } from '#edge/ask-app'
import { upstreamAt } from '#edge/upstream'

const busyTimeoutMs = 5_000
/** Requests a minute of a token: more than any bench makes. */
const liftedRate = 100_000_000

/** A page's database, made where there is none. */
export function openForBench(dataDir: string, now: number): Connection {
  const db = openPageDatabase(dataDir, (opened) => {
    initializePage(opened, { name: 'Bench', timeZone: 'Etc/UTC' }, now)
    return readPage(opened).id
  })
  // What writes here while a server runs has no door that tries again.
  db.$client.pragma(`busy_timeout = ${busyTimeoutMs}`)
  return db
}

export type Measured = Awaited<ReturnType<typeof startForBench>>

interface LogLine {
  level: string
  msg: string
  pid: number
  port?: number
}

/** The built Candor as `npm start` runs it, over a data folder. */
export async function startForBench(dataDir: string, environment: Parameters<typeof childEnvironment>[0] = {}) {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['bin/start.js'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: childEnvironment({
      PORT: '0',
      CANDOR_DATA_DIR: dataDir,
      CANDOR_LOG_LEVEL: 'info',
      CANDOR_API_RATE: String(liftedRate),
      ...environment,
    }),
  })
  const found: { port?: number | undefined; appPid?: number } = {}
  const errors: string[] = []
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`Candor ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as LogLine
      if (line.level === 'error' || line.level === 'fatal') errors.push(text)
      if (line.msg === 'the edge listens') found.port = line.port
      if (line.msg === 'the app is ready') found.appPid = line.pid
      if (found.port && found.appPid) resolve()
    })
  })
  const url = `http://127.0.0.1:${found.port}`
  await fetch(url).then((answer) => answer.text())
  const startMs = performance.now() - startedAt
  const pids = [child.pid ?? 0, found.appPid ?? 0]
  const app = appOf(found.appPid ?? 0)
  return {
    url,
    startMs,
    /** The lines that it logged as errors. */
    errors,
    memoryMb: () => pids.reduce((sum, pid) => sum + proportionalBytes(pid), 0) / 1e6,
    /** A render as the edge asks for it, though nothing changed. Resolves with the page's HTML. */
    render: async (path: string) => (await askApp(app, path, 'bench')).body.toString('utf8'),
    stop: () =>
      new Promise<void>((resolve) => {
        app.upstream.agent.destroy()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** The app's socket is named by the arguments that the edge starts it with. */
function appOf(pid: number): AskedApp {
  const socket = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    .split('\0')
    .find((argument) => argument.endsWith('app.sock'))
  if (!socket) throw new Error('the app process names no socket')
  return { upstream: upstreamAt(socket), host: 'localhost', isDev: false }
}

/** A process's memory as Linux tells it, in which a page that two map counts half for each. */
function proportionalBytes(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
  return Number(line?.[1] ?? 0) * 1_024
}
