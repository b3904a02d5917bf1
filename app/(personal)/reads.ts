import { cache } from 'react'
import { readReturned, type ReturnedForm } from '#app/doors/forms/returned-forms'
import { withRetry } from '#app/doors/retry'
import { secretsKey } from '#auth/secrets-key'
import { subscriptionVault } from '#auth/subscription-vault'
import type { HookShown } from '#components/subscription/hook-panel'
import { config } from '#config'
import { connection, type Connection } from '#db/connection'
import type { Channel } from '#domain/outbox/hand-out'
import { readChosenIncident, readSubscribePage } from '#domain/public/subscribe-page'
import type { Choices } from '#domain/subscriptions/choices'
import { listAnswers } from '#domain/subscriptions/hook-answers'
import { readSigningSecrets } from '#domain/subscriptions/hooks'
import { stillToHear } from '#domain/subscriptions/incident-endings'
import { findByLink, isReplaced, linkToken, type LinkUse, type SubscriberRow } from '#domain/subscriptions/links'
import { canRenewLinks } from '#domain/subscriptions/own-links'
import { readChoices } from '#domain/subscriptions/subscriber-record'
import { canBeTested } from '#domain/subscriptions/test-messages'
import type { Query } from '../(public)/query.ts'
import { requestNow } from '../(public)/reads.ts'

/** What a page behind somebody's link may show of them. */
export interface Linked {
  /** As much of the address as tells its owner which it is. */
  address: string
  isConfirmed: boolean
  /** Whether the team set it up, for what customers don't see too. */
  isInternal: boolean
  choices: Choices
  /** What waits for a yes; null where nothing does, or nothing of it is left to hear. */
  askedFor: Choices | null
  /** Whether something else was asked for since this link was sent; then nothing of it is told here. */
  isReplaced: boolean
  /** The incidents that were asked for and ended before there was a yes, where nothing else was. */
  overIncidentIds: string[]
  /** The token of the link to the choices, which whoever holds this link may follow. */
  manageToken: string
  channel: Channel
  /** Whether they can have a new link sent, which ends the one that they have. */
  canRenewLinks: boolean
  /** What whoever looks after a webhook or a chat needs; null for mails. */
  hook: HookShown | null
}

/** Whose link this is, for any of the uses; null where it is nobody's. */
export const readLinked = cache(async (token: string, ...uses: LinkUse[]): Promise<Linked | null> => {
  await requestNow()
  return withRetry(() => {
    const [db, key] = [connection(), secretsKey()]
    const row = uses.map((use) => findByLink(db, key, use, token)).find((found) => found !== null)
    if (!row) return null
    const now = Date.now()
    const asksOther = isReplaced(token, row)
    const askedFor = row.askedFor && !asksOther ? stillToHear(db, row.askedFor, now) : null
    return {
      address: row.channel === 'email' ? halfHidden(row.address ?? '') : (row.address ?? ''),
      isConfirmed: row.confirmedAt !== null,
      isInternal: row.audience === 'internal',
      choices: readChoices(db, row),
      askedFor,
      isReplaced: asksOther,
      overIncidentIds: row.askedFor !== null && askedFor === null && !asksOther ? row.askedFor.incidentIds : [],
      manageToken: linkToken(key, 'manage', row),
      channel: row.channel,
      canRenewLinks: canRenewLinks(row, config().smtpUrl !== null),
      hook: row.channel === 'email' ? null : hookOf(db, row, now),
    }
  })
})

function hookOf(db: Connection, row: SubscriberRow, now: number): HookShown {
  const secrets = readSigningSecrets(subscriptionVault, row)
  const previous = secrets?.previous ?? null
  return {
    secret: secrets?.current ?? null,
    previousUntil: previous && previous.endsAt > now ? previous.endsAt : null,
    answers: listAnswers(db, row).map((answer) => ({ ...answer, isTest: answer.isTest === 1 })),
    canBeTested: canBeTested(row),
  }
}

/** What can be chosen, with the incidents of given ids that customers may read. */
export async function readOffered(incidentIds: readonly string[]) {
  await requestNow()
  return withRetry(() => {
    const db = connection()
    const incidents = incidentIds.map((id) => readChosenIncident(db, id)).filter((incident) => incident !== null)
    return { ...readSubscribePage(db, { component: '', incident: '' }), incidents }
  })
}

/** The form that was not taken as it was; null where the address names none, or it is too old. */
export async function readReturnedOf(query: Query): Promise<ReturnedForm | null> {
  return typeof query.returned === 'string' ? readReturned(query.returned, await requestNow()) : null
}

/** `ada@example.com` as `a…@example.com`. */
function halfHidden(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 1 ? '…' : `${[...address][0]}…${address.slice(at)}`
}
