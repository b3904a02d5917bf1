import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServedFile } from './nginx.ts'

/** Nothing but node:http, one body and the three heads that it needs: the most that an edge in Node could reach. */
const script = `
  const body = require('node:fs').readFileSync(process.argv[1])
  const head = { 'Content-Type': process.argv[2], 'Content-Encoding': 'br', 'Content-Length': body.length }
  require('node:http')
    .createServer((request, response) => response.writeHead(200, head).end(body))
    .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

/** A server of a few lines in a process of its own, which answers everything with one file. */
export async function startBareServer(folder: string, { body, type }: ServedFile) {
  const file = join(folder, 'bare-body')
  writeFileSync(file, body)
  const child = spawn(process.execPath, ['-e', script, file, type], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: `http://127.0.0.1:${port.toString().trim()}/`, stop: () => void child.kill('SIGTERM') }
}
