import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Load {
  perSecond: number
  p99Ms: number
  errors: number
}

/** Loads an address with wrk: `connections` readers who ask again as soon as they are answered, for some seconds. */
export async function load(
  url: string,
  headers: Record<string, string>,
  { seconds, connections }: { seconds: number; connections: number },
): Promise<Load> {
  const options = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const { stdout } = await run('wrk', [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--latency',
    '--timeout',
    '5s',
    ...options,
    url,
  ])
  const [, p99 = '0', unit = 'ms'] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? []
  const toMs = { us: 0.001, ms: 1, s: 1_000 }[unit] ?? 1
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0),
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

export interface Nginx {
  url: string
  stop: () => void
}

/** nginx with one worker, which serves the same bytes as files that are compressed already. */
export async function startNginx(
  folder: string,
  files: Record<string, { body: Buffer; type: string }>,
): Promise<Nginx> {
  const port = await freePort()
  const root = join(folder, 'nginx')
  mkdirSync(root, { recursive: true })
  const locations = Object.entries(files).map(([name, { body, type }]) => {
    writeFileSync(join(root, name), body)
    return `location = /${name} { default_type '${type}'; add_header Content-Encoding br; }`
  })
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
     events { worker_connections 4096; }
     http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
       client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3; uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;
       server { listen 127.0.0.1:${port}; root ${root}; types {} ${locations.join(' ')} } }`,
  )
  const child: ChildProcess = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await answers(`${url}/${Object.keys(files)[0] ?? ''}`)
  return { url, stop: () => void child.kill('SIGTERM') }
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      await fetch(url).then((answer) => answer.arrayBuffer())
      return
    } catch (error) {
      if (tries === 99) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
