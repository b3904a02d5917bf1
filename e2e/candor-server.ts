import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { childEnvironment, config, overrideConfig } from '#config'
import type { Connection } from '#db/connection'
import { dataFiles } from '#db/data-folder'
import { openPageDatabase } from '#db/page-database'
import { initializePage, readPage } from '#domain/page'

export interface LogLine {
  level: string
  msg: string
  [key: string]: unknown
}

/** A real Candor in a folder of its own: both processes, on a free port. */
export interface CandorServer {
  url: string
  dataDir: string
  process: ChildProcess
  /** Every log line so far, parsed: a line that is no JSON fails the test that reads them. */
  logLines: LogLine[]
  /** What it printed for people, such as the setup link. */
  printed: () => string
  waitForLog: (matches: (line: LogLine) => boolean) => Promise<LogLine>
  /** Stops it in order; resolves with the exit code. */
  stop: () => Promise<number | null>
}

/** A data folder with a migrated database in it, for `fill` to write into before anything serves it. */
export function makeDataFolder(fill: (db: Connection) => void = () => undefined): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'candor-e2e-'))
  const db = openForTest(dataDir)
  fill(db)
  db.$client.close()
  return dataDir
}

/** Opens a page's database beside the server that serves it. */
export function openForTest(dataDir: string): Connection {
  const db = openPageDatabase(dataDir, (opened) => {
    initializePage(opened, { name: 'Status', timeZone: 'Etc/UTC' }, Date.now())
    return readPage(opened).id
  })
  db.$client.pragma('busy_timeout = 5000')
  return db
}

/** Starts Candor over a data folder and waits until it answers. `keys` are what a service beside it asks for. */
export async function startCandor(
  dataDir: string,
  environment: Parameters<typeof childEnvironment>[0] = {},
  keys: Record<string, string> = {},
): Promise<CandorServer> {
  const child = spawn(process.execPath, ['dist/server.js'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...childEnvironment({ HOST: '127.0.0.1', PORT: '0', CANDOR_DATA_DIR: dataDir, ...environment }),
      ...keys,
      NODE_ENV: 'production',
    },
  })
  const logLines: LogLine[] = []
  const waiting: { matches: (line: LogLine) => boolean; resolve: (line: LogLine) => void }[] = []
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as LogLine
    logLines.push(line)
    for (const waiter of waiting) if (waiter.matches(line)) waiter.resolve(line)
  })
  let printed = ''
  const welcomed = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      if (printed.includes('Candor is running')) resolve()
    })
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const waitForLog: CandorServer['waitForLog'] = (matches) => {
    const found = logLines.find(matches)
    if (found) return Promise.resolve(found)
    return new Promise((resolve, reject) => {
      waiting.push({ matches, resolve })
      void exited.then((code) => reject(new Error(`Candor ended with ${code}: ${printed}`)))
    })
  }
  const listening = await waitForLog((line) => line.msg === 'the edge listens')
  const url = `http://127.0.0.1:${String(listening.port)}`
  // The first request waits at the edge for the app; after it, everything is up.
  await fetch(url).then(
    (answer) => answer.text(),
    async () => {
      throw new Error(`Candor ended with ${await exited}: ${printed}`)
    },
  )
  await welcomed
  useFolderOf({ url, dataDir })
  return {
    url,
    dataDir,
    process: child,
    logLines,
    printed: () => printed,
    waitForLog,
    stop: () => {
      child.kill('SIGTERM')
      return exited
    },
  }
}

/** What this process makes (sign-in links, keys) belongs to that server from here on. */
export function useFolderOf({ url, dataDir }: Pick<CandorServer, 'url' | 'dataDir'>): void {
  overrideConfig({ ...config(), dataDir, url, isSecure: false })
}

/** Stops a server and deletes its folder. */
export async function discard(server: CandorServer): Promise<void> {
  if (server.process.exitCode === null && server.process.signalCode === null) await server.stop()
  rmSync(server.dataDir, { recursive: true, force: true })
}

export function databaseFile(dataDir: string): string {
  return dataFiles(dataDir).database
}
