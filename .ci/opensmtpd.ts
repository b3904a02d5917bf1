import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  chmodSync,
  mkdirSync,
} from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser, type ParsedMail } from 'mailparser'
import { installFromDebian } from '../bin/debian.js'

const program = '/usr/sbin/smtpd'
const pollMs = 20

export interface Opensmtpd {
  /** As a setting names it. */
  url: string
  /** What an address was sent, once it is so many mails. */
  mailsOf: (name: string, count: number) => Promise<ParsedMail[]>
  stop: () => Promise<void>
}

/**
 * Starts Debian's OpenSMTPD, installed where it is not there, for the named people of example.com. Without TLS, in
 * which Debian's build finds no private key with OpenSSL 3. Throws where it can't be installed or doesn't start: it
 * wants root and its own user.
 */
export async function startOpensmtpd(people: string[]): Promise<Opensmtpd> {
  if (!existsSync(program) && !installFromDebian('OpenSMTPD for a test', ['opensmtpd'])) {
    throw new Error(`Install opensmtpd by hand, and run this as root: the test starts ${program}.`)
  }
  const folder = mkdtempSync(join(tmpdir(), 'candor-opensmtpd-'))
  const mails = join(folder, 'mails')
  mkdirSync(mails)
  // It delivers as nobody.
  chmodSync(folder, 0o755)
  chmodSync(mails, 0o777)
  const port = await freePort()
  const settings = join(folder, 'smtpd.conf')
  writeFileSync(
    settings,
    `table people { ${people.map((name) => `"${name}@example.com" = nobody`).join(', ')} }
listen on 127.0.0.1 port ${port} hostname mail.example.com
action keep maildir "${mails}/%{rcpt.user}" virtual <people>
match from any for domain "example.com" action keep
match from any for any reject
`,
    { mode: 0o600 },
  )
  const server = spawn(program, ['-d', '-f', settings], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)))
  await until(async () => {
    if (server.exitCode !== null) throw new Error(`OpenSMTPD did not start: ${said}`)
    return isOpen(port)
  })
  const filesOf = (name: string) => {
    const inbox = join(mails, name, 'new')
    return existsSync(inbox) ? readdirSync(inbox).map((file) => join(inbox, file)) : []
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    mailsOf: async (name, count) => {
      await until(() => filesOf(name).length >= count)
      return Promise.all(filesOf(name).map((file) => simpleParser(readFileSync(file))))
    },
    stop: async () => {
      if (server.exitCode === null) {
        const ended = once(server, 'exit')
        server.kill()
        await ended
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
    socket.once('connect', () => socket.destroy())
  })
}

/** Asks again and again; the test's own limit ends it. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, pollMs))
}
