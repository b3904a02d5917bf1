import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface MailSink {
  url: string
  /** How many mails it took so far. */
  count: () => number
  /** Resolves when it has taken so many. */
  taken: (count: number) => Promise<void>
  close: () => Promise<void>
}

/** A mail server that takes all and keeps nothing. */
export async function startMailSink(): Promise<MailSink> {
  let count = 0
  const waiting: { count: number; resolve: () => void }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      stream.once('end', () => {
        count++
        done()
        for (const one of waiting.filter((each) => each.count <= count)) {
          waiting.splice(waiting.indexOf(one), 1)
          one.resolve()
        }
      })
      stream.resume()
    },
  })
  // Whoever goes away in the middle took nothing along.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    count: () => count,
    taken: (wanted) =>
      count >= wanted ? Promise.resolve() : new Promise((resolve) => waiting.push({ count: wanted, resolve })),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
