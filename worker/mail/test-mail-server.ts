import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A real mail server for tests, which keeps what it takes. */
export interface TestMailServer {
  /** As a setting names it. */
  url: string
  port: number
  /** What it took, in the order in which it came. */
  mails: ParsedMail[]
  /** Resolves with the first mail that fits, also one that came before. */
  next: (fits?: (mail: ParsedMail) => boolean) => Promise<ParsedMail>
  close: () => Promise<void>
}

/** Starts one on a free port of this machine; `options` say how it misbehaves. */
export async function startTestMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const mails: ParsedMail[] = []
  const waiting: { fits: (mail: ParsedMail) => boolean; resolve: (mail: ParsedMail) => void }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail)
          for (const one of waiting.filter(({ fits }) => fits(mail))) {
            waiting.splice(waiting.indexOf(one), 1)
            one.resolve(mail)
          }
          done()
        },
        (error: Error) => done(error),
      )
    },
    ...options,
  })
  // A client that goes away in the middle is what some tests are about.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `${options.secure ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    port,
    mails,
    next: (fits = () => true) => {
      const known = mails.find(fits)
      return known ? Promise.resolve(known) : new Promise((resolve) => waiting.push({ fits, resolve }))
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** How a server of a few lines misbehaves, as no well-made one would. */
interface Misbehaviour {
  /** What it does with a whole mail; else it takes it. */
  onMail?: (socket: Socket, text: string) => void
  /** How it says something; else at once. */
  say?: (socket: Socket, line: string) => void
}

export async function startRawMailServer({
  onMail = (socket) => socket.write('250 taken\r\n'),
  say = (socket, line) => socket.write(line),
}: Misbehaviour): Promise<Pick<TestMailServer, 'url' | 'close'>> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    let text = ''
    let isData = false
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    say(socket, '220 here\r\n')
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (isData) {
        if (!text.endsWith('\r\n.\r\n')) return
        isData = false
        onMail(socket, text)
        return
      }
      isData = /^DATA\r\n/m.test(chunk)
      say(socket, isData ? '354 go on\r\n' : '250 fine\r\n')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
