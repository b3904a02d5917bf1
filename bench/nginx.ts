import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { ask } from './ask.ts'

const startMs = 5_000
const pauseMs = 50

export interface ServedFile {
  /** Compressed with Brotli already. */
  body: Buffer
  type: string
}

/** nginx with one worker, which serves bytes that are compressed already; each file at `/<its name>`. */
export async function startNginx(folder: string, files: Record<string, ServedFile>) {
  const port = await freePort()
  const root = join(folder, 'nginx')
  mkdirSync(root, { recursive: true })
  for (const [name, { body }] of Object.entries(files)) writeFileSync(join(root, name), body)
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, root, port, files))
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  for (const [name, { body }] of Object.entries(files)) {
    const answer = await answered(`${url}/${name}`)
    // A yardstick that serves its own error page would be a fast one.
    if (answer.status !== 200 || !answer.body.equals(body)) throw new Error(`nginx does not serve ${name}`)
  }
  return { url, stop: () => void child.kill('SIGTERM') }
}

function configuration(folder: string, root: string, port: number, files: Record<string, ServedFile>): string {
  const locations = Object.entries(files).map(
    ([name, { type }]) => `location = /${name} { default_type '${type}'; add_header Content-Encoding br; }`,
  )
  return `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
    events { worker_connections 4096; }
    http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
      client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3;
      uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;
      server { listen 127.0.0.1:${port}; root ${root}; types {} ${locations.join(' ')} } }`
}

async function answered(url: string): ReturnType<typeof ask> {
  const until = performance.now() + startMs
  for (;;) {
    try {
      return await ask(url, {})
    } catch (error) {
      if (performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
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
