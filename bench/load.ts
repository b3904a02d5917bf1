import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { connections } from './busy-page.ts'

const run = promisify(execFile)

export interface Load {
  perSecond: number
  p99Ms: number
  errors: number
}

/** Loads an address with wrk: readers who ask again as soon as they are answered, for some seconds; `script` is wrk's own, for what is no GET. */
export async function load(
  url: string,
  headers: Record<string, string>,
  seconds: number,
  script?: string,
): Promise<Load> {
  const sent = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const { stdout } = await run('wrk', [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--latency',
    '--timeout',
    '5s',
    ...sent,
    ...(script === undefined ? [] : ['-s', script]),
    url,
  ])
  const [, p99 = 'NaN', unit = 'ms'] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? []
  const toMs = { us: 0.001, ms: 1, s: 1_000 }[unit] ?? NaN
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? NaN),
    p99Ms: Number(p99) * toMs,
    errors: countErrors(stdout),
  }
}

/** wrk tells socket errors in one line, and answers that are neither 2xx nor 3xx in another. */
function countErrors(stdout: string): number {
  const sockets = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout)
  const counts = [...(sockets?.slice(1) ?? []), /Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? '0']
  return counts.reduce((sum, count) => sum + Number(count), 0)
}
