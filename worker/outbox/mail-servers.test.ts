import type { Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { terminal } from '#db/demo/actors'
import { makeIncident } from '#db/demo/makers'
import { makeSubscriber } from '#db/demo/subscribers'
import { postUpdate } from '#domain/incidents/incident-updates'
import { startRawMailServer } from '../mail/test-mail-server.ts'
import { mailTrial, start } from './mail-trial.ts'

const trial = mailTrial()

const dayMs = 24 * 3_600_000

/** An error as a mail server answers it. */
const refusing = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

describe('a server', () => {
  beforeEach(() => {
    makeSubscriber(trial.db, { email: 'ada@example.com' }, trial.now)
    trial.open()
  })

  test('that greylists is asked again later, and then takes it', async () => {
    let isKnown = false
    const server = await trial.mailServer({
      onRcptTo: (_address, _session, done) => {
        done(isKnown ? null : refusing(451, '4.7.1 Greylisted, try again'))
        isKnown = true
      },
    })
    const sender = trial.senderTo(server.url)
    await trial.deliver(sender)
    expect(trial.ledger()).toMatchObject([{ attempts: 1, sent: 0, failed: 0, dueAt: start + 30_000 }])
    trial.now += 29_999
    expect((await trial.deliver(sender)).taken).toBe(0)
    trial.now += 1
    expect((await trial.deliver(sender)).sent).toBe(1)
    expect(trial.ledger()).toMatchObject([{ attempts: 2, sent: 1 }])
  })

  test('that knows no such mailbox ends what is sent there', async () => {
    const server = await trial.mailServer({
      onRcptTo: (_address, _session, done) => done(refusing(550, '5.1.1 No such user here')),
    })
    await trial.deliver(trial.senderTo(server.url))
    expect(trial.ledger()).toMatchObject([{ failed: 1, answer: expect.stringContaining('No such user') }])
    expect(trial.db.get(sql`select quarantine_reason as reason from subscribers`)).toMatchObject({
      reason: expect.stringContaining('5.1.1'),
    })
    postUpdate(
      trial.db,
      terminal,
      { incidentId: trial.db.get<{ id: string }>(sql`select id from incidents`).id, status: 'identified' },
      (trial.now += 1),
    )
    expect(trial.ledger()).toHaveLength(1)
  })

  test.each([
    [550, 'relay not permitted'],
    [504, '5.5.2 <status@web1>: Sender address rejected: need fully-qualified address'],
    [550, '5.1.8 <status@acme.example>: Sender address rejected: Domain not found'],
    [550, '5.4.5 Daily user sending limit exceeded'],
  ])('that refuses who sends (%i %s) is asked again, and nobody is held back for it', async (code, text) => {
    const server = await trial.mailServer({ onRcptTo: (_address, _session, done) => done(refusing(code, text)) })
    await trial.deliver(trial.senderTo(server.url))
    expect(trial.ledger()).toMatchObject([{ sent: 0, failed: 0, answer: `${code} ${text}` }])
    expect(trial.db.get(sql`select quarantined_at as at from subscribers`)).toEqual({ at: null })
  })

  test.each([
    [530, '5.7.0 Must issue a STARTTLS command first'],
    [550, '5.7.1 Daily message quota exceeded'],
    [450, '4.7.1 Too many messages from your account'],
  ])('that takes nothing from our address (%i %s) blocks the channel, and fails nothing', async (code, text) => {
    const server = await trial.mailServer({ onMailFrom: (_address, _session, done) => done(refusing(code, text)) })
    expect((await trial.deliver(trial.senderTo(server.url))).blocked).toBe(`${code} ${text}`)
    expect(trial.ledger()).toMatchObject([{ attempts: 0, sent: 0, failed: 0 }])
  })

  test('that allows few connections at once gets all, and the channel does not rest', async () => {
    for (let index = 0; index < 40; index++)
      makeSubscriber(trial.db, { email: `reader${index}@example.com` }, trial.now)
    const counted = new Set<unknown>()
    const server = await trial.mailServer({
      onConnect: (session, done) => {
        if (counted.size >= 2) return done(refusing(421, '4.7.0 Too many concurrent connections'))
        counted.add(session.id)
        done()
      },
      onClose: (session) => counted.delete(session.id),
    })
    makeIncident(trial.db, { title: 'Another' }, trial.now)
    const sender = trial.senderTo(server.url)
    for (; ; trial.now += 60_000) {
      const { taken, blocked } = await trial.deliver(sender)
      expect(blocked).toBeNull()
      if (taken === 0) break
    }
    expect(server.mails).toHaveLength(42)
  })

  test('that refuses a mail for its contents fails that one alone', async () => {
    const server = await trial.mailServer({
      onData: (stream, _session, done) => {
        stream.resume()
        stream.on('end', () => done(refusing(554, '5.6.0 Not here')))
      },
    })
    await trial.deliver(trial.senderTo(server.url))
    expect(trial.ledger()).toMatchObject([{ failed: 1, answer: expect.stringContaining('Not here') }])
    expect(trial.db.get(sql`select quarantined_at as at from subscribers`)).toEqual({ at: null })
  })

  test('asks for a name and a password, which stand in its address', async () => {
    const server = await trial.mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'candor' && password === 's3cret@'
          ? done(null, { user: username })
          : done(refusing(535, '5.7.8 Wrong')),
    })
    const { sent } = await trial.deliver(trial.senderTo(`smtp://candor:s3cret%40@127.0.0.1:${server.port}`))
    expect(sent).toBe(1)
  })

  test('that lets Candor not in blocks the channel, and fails nothing', async () => {
    const server = await trial.mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refusing(535, '5.7.8 Wrong')),
    })
    const { blocked } = await trial.deliver(trial.senderTo(`smtp://candor:wrong@127.0.0.1:${server.port}`))
    expect(blocked).toContain('5.7.8')
    expect(trial.ledger()).toMatchObject([{ sent: 0, failed: 0 }])
  })

  test('that speaks TLS from the start is spoken to so, unless its certificate is nobody’s', async () => {
    const server = await trial.mailServer({ secure: true })
    const refused = await trial.deliver(trial.senderTo(server.url))
    expect(refused.blocked).toMatch(/certificate/)
    trial.now += 3_600_000
    const { sent } = await trial.deliver(trial.senderTo(`${server.url}?tls.rejectUnauthorized=false`))
    expect(sent).toBe(1)
  })

  test('that dies after the last of a mail leaves it to be sent again, with the same id', async () => {
    const ids: string[] = []
    const dying = await startRawMailServer({
      onMail: (socket, text) => {
        ids.push(/^Message-ID: (.*)$/im.exec(text)?.[1] ?? '')
        socket.destroy()
      },
    })
    trial.cleanUps.push(dying.close)
    const sender = trial.senderTo(dying.url)
    expect((await trial.deliver(sender)).blocked).toContain('closed unexpectedly')
    expect(trial.ledger()).toMatchObject([{ attempts: 1, sent: 0, failed: 0 }])
    trial.now += 3_600_000
    await trial.deliver(sender)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    for (; trial.now < start + 3 * dayMs; trial.now += dayMs / 4) await trial.deliver(sender)
    expect(trial.ledger()).toMatchObject([{ sent: 0, failed: 1 }])
  })

  test('that is not there blocks the channel', async () => {
    const server = await trial.mailServer()
    await server.close()
    trial.cleanUps = []
    const { blocked } = await trial.deliver(trial.senderTo(server.url))
    expect(blocked).toContain('ECONNREFUSED')
    expect(trial.ledger()).toMatchObject([{ sent: 0, failed: 0 }])
  })

  test('that greets nobody blocks the channel', async () => {
    const hanging = await startRawMailServer({ say: () => undefined })
    trial.cleanUps.push(hanging.close)
    const { blocked } = await trial.deliver(trial.senderTo(hanging.url, { connectMs: 50, wholeMs: 60_000 }))
    expect(blocked).toMatch(/greeting/i)
    expect(trial.ledger()).toMatchObject([{ sent: 0, failed: 0 }])
  })

  test('that takes mails and never says so is not asked for ever: it may have taken them', async () => {
    const ids: string[] = []
    const silent = await startRawMailServer({
      onMail: (_socket, text) => void ids.push(/^Message-ID: (.*)$/im.exec(text)?.[1] ?? ''),
    })
    trial.cleanUps.push(silent.close)
    const sender = trial.senderTo(silent.url, { connectMs: 60_000, wholeMs: 50 })
    for (; trial.now < start + 3 * dayMs; trial.now += dayMs / 4) await trial.deliver(sender)
    expect(trial.ledger()).toMatchObject([
      { sent: 0, failed: 1, answer: expect.stringContaining('longer than 0.05 s') },
    ])
    expect(ids.length).toBeLessThan(7)
    expect(new Set(ids).size).toBe(1)
  })

  test('that is slow is waited for', async () => {
    const slow = await startRawMailServer({ say: letterByLetter })
    trial.cleanUps.push(slow.close)
    expect(await trial.deliver(trial.senderTo(slow.url))).toEqual({ taken: 1, sent: 1, blocked: null })
  })

  test('that answers letter by letter and never to the end is given up, and holds nothing else up', async () => {
    const endless = await startRawMailServer({ onMail: (socket) => letterByLetter(socket, `250-${'x'.repeat(5_000)}`) })
    trial.cleanUps.push(endless.close)
    const sender = trial.senderTo(endless.url, { connectMs: 60_000, wholeMs: 200 })
    makeSubscriber(trial.db, { email: 'bo@example.com' }, trial.now)
    makeIncident(trial.db, { title: 'Another' }, trial.now)
    const { sent, blocked } = await trial.deliver(sender)
    expect([sent, blocked]).toEqual([0, null])
    for (const row of trial.ledger()) {
      expect(row).toMatchObject({ sent: 0, failed: 0, answer: 'The server took longer than 0.2 s.' })
    }
  })
})

function letterByLetter(socket: Socket, line: string): void {
  let said = 0
  const timer = setInterval(() => {
    if (said === line.length || socket.destroyed) return clearInterval(timer)
    socket.write(line[said++] ?? '')
  }, 2)
}
