import { config } from '#config'
import { dataFiles, readOrMakeKey } from '#db/data-folder'
import type { Surroundings } from './outbox/deliver.ts'
import { seal, unseal } from '#db/sealed'
import { vaultUses, type Vault } from '#domain/subscriptions/vault'
import { guardedFetch } from '#net/guarded-fetch'
import { createAskOwners } from './outbox/ask-owners.ts'
import { createHookSender } from './hooks/hook-sender.ts'
import { createEmailSender } from './outbox/email-sender.ts'
import { startOutbox, type Outbox } from './outbox/outbox.ts'

const hookChannels = ['webhook', 'slack', 'discord', 'teams', 'push'] as const

/** Starts the outbox with the channels that the settings allow: mail, where a server is named, and what is posted to. */
export function startOutboxJob(retry: Surroundings['retry']): Outbox {
  const { smtpUrl, mailFrom, mailBounces, url, secretsKey, dataDir, allowsPrivateTargets, mostRecipients } = config()
  const key = secretsKey ?? readOrMakeKey(dataFiles(dataDir).secretsKey)
  const vault: Vault = {
    seal: (use, secret) => seal(key, vaultUses[use], secret),
    unseal: (use, sealed) => unseal(key, vaultUses[use], sealed),
  }
  const mail = smtpUrl === null ? null : createEmailSender({ smtpUrl, mailFrom, mailBounces, url, key })
  const hooks = hookChannels.map((channel) =>
    createHookSender(channel, { url, key, vault, fetch: guardedFetch, allowsPrivate: allowsPrivateTargets }),
  )
  const senders = [...(mail ? [mail] : []), ...hooks]
  const askOwners = createAskOwners({ url, mailFrom, send: mail?.post ?? null })
  const outbox = startOutbox(senders, { clock: Date.now, random: Math.random, retry }, { mostRecipients, askOwners })
  return {
    stop: async () => {
      const stopped = outbox.stop()
      // Mails whose turn has not come go out after the next start.
      mail?.close()
      await stopped
    },
  }
}
