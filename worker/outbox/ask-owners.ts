import { listHoldsToTell, listOwners, markAsked, readHeld } from '#domain/outbox/holds'
import type { Db } from '#domain/database'
import { readPublicPage } from '#domain/public/status-page'
import { log } from '#log'
import { holdMail } from '../mail/hold-mail.ts'
import type { Mailer } from '../mail/smtp.ts'
import type { Surroundings } from './deliver.ts'

export interface AskSettings {
  /** The page's public address, without a slash at its end. */
  url: string
  mailFrom: string
  /** Null where no mail is sent: then the log and the admin area ask. */
  send: Mailer['send'] | null
}

/**
 * Asks the owners about what is held back, once for each hold: in the log, and by mail to each of them,
 * which is tried again until the server took it or refused it for good. Returns how many holds are left to ask about.
 */
export function createAskOwners({ url, mailFrom, send }: AskSettings) {
  /** Who was written to of a hold that is not through yet: when the others are tried again, they are not. */
  const begun = new Map<number, Set<string>>()
  return async (db: Db, { clock, retry }: Pick<Surroundings, 'clock' | 'retry'>): Promise<number> => {
    let left = 0
    for (const { number, reason } of listHoldsToTell(db)) {
      const readAt = clock()
      const held = readHeld(db)
      const written = begun.get(number) ?? new Set<string>()
      if (!begun.has(number)) {
        log.warn({ hold: number, reason, ...held }, 'messages are held back until an owner decides')
        begun.set(number, written)
      }
      const { name: pageName, timeZone } = readPublicPage(db)
      const reader = { pageName, pageUrl: url, pageZone: timeZone, timeZone, isOfTeam: true, now: readAt }
      for (const owner of send ? listOwners(db) : []) {
        if (written.has(owner.id)) continue
        const outcome = await send?.(holdMail({ number, held, owner, mailFrom, reader }))
        if (outcome?.kind === 'sent' || outcome?.kind === 'never') written.add(owner.id)
      }
      if (send && listOwners(db).some(({ id }) => !written.has(id))) {
        left++
        continue
      }
      await retry(() => markAsked(db, number, readAt, clock()))
      begun.delete(number)
    }
    return left
  }
}
