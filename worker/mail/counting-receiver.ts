import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A mail as far as one who counts looks at it. */
export interface Arrival {
  to: string
  messageId: string
  /** All of the mail, without the line breaks that quoted-printable puts in. */
  raw: string
}

export interface CountingReceiver {
  url: string
  /** Resolves once nobody is connected any more: what a killed process had sent has been taken. */
  quiet: () => Promise<void>
  close: () => Promise<void>
}

/** A mail server that hands each mail to `onMail` when all of it is there, and answers when that resolves. */
export async function startCountingReceiver(
  onMail: (arrival: Arrival) => void | Promise<void>,
): Promise<CountingReceiver> {
  let open = 0
  const waiting: (() => void)[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      text(stream)
        .then((raw) => onMail(arrivalOf(raw, session.envelope.rcptTo[0]?.address ?? '')))
        .then(
          () => done(),
          (error: Error) => done(error),
        )
    },
  })
  // A client that goes away in the middle is what this is about.
  server.on('error', () => undefined)
  server.server.on('connection', (socket) => {
    open++
    socket.once('close', () => {
      open--
      if (open === 0) for (const resolve of waiting.splice(0)) resolve()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    quiet: () => (open === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function arrivalOf(raw: string, to: string): Arrival {
  const [, messageId = ''] = /^Message-ID:\s*(<[^>]+>)/im.exec(raw) ?? []
  return { to, messageId, raw: raw.replace(/=\r?\n/g, '') }
}
