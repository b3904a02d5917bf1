import { setImmediate as turn } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { isBusy, openDatabase } from '#db/connection'
import type { Actor } from '#domain/actor'
import { handOutNext } from '#domain/outbox/hand-out'
import { deliverDue } from './deliver.ts'
import { createEmailSender } from './email-sender.ts'

/**
 * The outbox alone, as a process that a test starts and kills: it hands out and sends until nothing is
 * left, says so, and goes on when it is told that there is more. Whatever it says comes after it was done.
 */
const { values } = parseArgs({
  options: {
    database: { type: 'string', default: '' },
    smtp: { type: 'string', default: '' },
    url: { type: 'string', default: '' },
    key: { type: 'string', default: '' },
    /** How far its clock goes before the machine's, in milliseconds: the leases of those before it are over. */
    ahead: { type: 'string', default: '0' },
  },
})
const actor: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }
const db = openDatabase(values.database)
const sender = createEmailSender({
  smtpUrl: values.smtp,
  mailFrom: 'Acme Status <status@acme.example>',
  url: values.url,
  key: values.key,
})
const clock = () => Date.now() + Number(values.ahead)

async function retry<Result>(run: () => Result): Promise<Result> {
  for (;;) {
    try {
      return run()
    } catch (error) {
      if (!isBusy(error)) throw error
      await turn()
    }
  }
}

async function handOutAll(): Promise<number> {
  let chunks = 0
  while (await retry(() => handOutNext(db, clock()))) {
    chunks++
    process.send?.('chunk')
    await turn()
  }
  return chunks
}

async function deliverAll(): Promise<number> {
  let all = 0
  for (let taken = -1; taken !== 0; all += taken) {
    taken = (await deliverDue(db, actor, sender, { clock, random: Math.random, retry })).taken
  }
  return all
}

let isAwaited = false
async function work(): Promise<void> {
  isAwaited = false
  const [chunks, taken] = await Promise.all([handOutAll(), deliverAll()])
  if (chunks + taken > 0 || isAwaited) return work()
  process.send?.('idle')
  isWorking = false
}

let isWorking = true
process.on('message', () => {
  isAwaited = true
  if (isWorking) return
  isWorking = true
  void work()
})
void work()
