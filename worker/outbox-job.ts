import { config } from '#config'
import { dataFiles, readOrMakeKey } from '#db/data-folder'
import type { Surroundings } from './outbox/deliver.ts'
import { createEmailSender } from './outbox/email-sender.ts'
import { startOutbox, type Outbox } from './outbox/outbox.ts'

/** Starts the outbox with the channels that the settings allow: mail, where a server is named. */
export function startOutboxJob(retry: Surroundings['retry']): Outbox {
  const { smtpUrl, mailFrom, url, secretsKey, dataDir } = config()
  const key = secretsKey ?? readOrMakeKey(dataFiles(dataDir).secretsKey)
  const senders = smtpUrl === null ? [] : [createEmailSender({ smtpUrl, mailFrom, url, key })]
  const outbox = startOutbox(senders, { clock: Date.now, random: Math.random, retry })
  return {
    stop: () => {
      outbox.stop()
      for (const sender of senders) sender.close()
    },
  }
}
