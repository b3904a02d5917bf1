import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { childEnvironment } from '#config'
import type { Connection } from '#db/connection'
import { openPageDatabase } from '#db/page-database'
import { initializePage, readPage } from '#domain/page'

/** A page's database, made where there is none. */
export function openForBench(dataDir: string, now: number): Connection {
  return openPageDatabase(dataDir, (db) => {
    initializePage(db, { name: 'Bench', timeZone: 'Etc/UTC' }, now)
    return readPage(db).id
  })
}

export type Measured = Awaited<ReturnType<typeof startForBench>>

/** The built Candor as `npm start` runs it, over a data folder. */
export async function startForBench(dataDir: string) {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['bin/start.js'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: childEnvironment({ PORT: '0', CANDOR_DATA_DIR: dataDir, CANDOR_LOG_LEVEL: 'info' }),
  })
  const found: { port?: string; appPid?: number } = {}
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as { msg: string; port?: number; pid: number }
      if (line.msg === 'the edge listens') found.port = String(line.port)
      if (line.msg === 'the app is ready') found.appPid = line.pid
      if (found.port && found.appPid) resolve()
    })
  })
  await ready
  const url = `http://127.0.0.1:${found.port}`
  await fetch(url).then((answer) => answer.text())
  return {
    url,
    pid: child.pid ?? 0,
    appPid: found.appPid ?? 0,
    startMs: performance.now() - startedAt,
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** The memory of both processes as Linux tells it, in which a page that both map counts once. */
export function memoryOf(server: { pid: number; appPid: number }): string {
  const bytes = proportionalBytes(server.pid) + proportionalBytes(server.appPid)
  return `${(bytes / 1e6).toFixed(0)} MB`
}

function proportionalBytes(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
  return Number(line?.[1] ?? 0) * 1024
}
