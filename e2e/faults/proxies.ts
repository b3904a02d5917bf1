import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnvironment } from '#config'

/** Where caches are installed; not every user's path leads there. */
const places = '/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin:/bin'

/** A real cache in front of Candor, from its own package. */
export interface Proxy {
  url: string
  stop: () => Promise<void>
}

/** nginx as an operator sets it up: it caches by what Candor's headers say, and tells by `X-Cache` what it did. */
export async function startNginx(origin: string): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), 'candor-nginx-'))
  const port = await freePort()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join(' ')
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''}
     worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
     events { worker_connections 256; }
     http {
       access_log off; ${temporary}
       proxy_cache_path ${join(folder, 'cache')} keys_zone=page:1m;
       server {
         listen 127.0.0.1:${port};
         location / {
           proxy_pass ${origin};
           proxy_http_version 1.1;
           proxy_set_header Connection "";
           proxy_set_header Host $host;
           proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
           proxy_cache page;
           proxy_cache_background_update on;
           proxy_cache_revalidate on;
           add_header X-Cache $upstream_cache_status;
         }
       }
     }`,
  )
  return begin('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], port, folder)
}

/** Varnish with nothing but its own rules, the address of Candor, and an `X-Cache` like nginx's. */
export async function startVarnish(origin: string): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), 'candor-varnish-'))
  const port = await freePort()
  const { hostname, port: originPort } = new URL(origin)
  const work = join(folder, 'work')
  mkdirSync(work)
  const rules = join(folder, 'default.vcl')
  writeFileSync(
    rules,
    `vcl 4.1;
     backend default { .host = "${hostname}"; .port = "${originPort}"; }
     sub vcl_deliver {
       set resp.http.X-Cache = "MISS";
       if (obj.hits > 0) { set resp.http.X-Cache = "HIT"; }
       if (obj.ttl < 0s) { set resp.http.X-Cache = "STALE"; }
     }`,
  )
  const options = ['-F', '-j', 'none', '-n', work, '-a', `127.0.0.1:${port}`, '-f', rules, '-s', 'malloc,16m']
  return begin('varnishd', options, port, folder)
}

export async function begin(program: string, options: string[], port: number, folder: string): Promise<Proxy> {
  const child: ChildProcess = spawn(program, options, {
    stdio: 'ignore',
    env: { ...childEnvironment({}), PATH: places },
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${program} does not start: ${error.message}`)))
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)))
  })
  const url = `http://127.0.0.1:${port}`
  await Promise.race([untilItAnswers(url), failed])
  return {
    url,
    stop: async () => {
      failed.catch(() => undefined)
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilItAnswers(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(`${url}/healthCheck/page`).then((answer) => answer.text())
      return
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
