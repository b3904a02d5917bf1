import { z } from 'zod'
import { audiences, channels } from '#db/schema/subscribers'
import type { Db } from '../../database.ts'
import { readPage } from '../../page.ts'
import { timesIn } from '../../public/status-api/times.ts'
import type { SubscriberRow } from '../../subscriptions/links.ts'
import { stateOf, subscriberStates } from '../../subscriptions/subscriber-list.ts'
import { readChoices } from '../../subscriptions/subscriber-record.ts'
import { forgottenAfterMs } from '../../subscriptions/subscribing.ts'

const time = z.string()

/** A subscriber as Statuspage's management API tells one. What Candor has no such thing for is null or false. */
const shape = z.strictObject({
  id: z.string(),
  skip_confirmation_notification: z.literal(false),
  mode: z.enum(channels),
  /** Null for other channels, and for who left. */
  email: z.string().nullable(),
  /** As much of a webhook's address as may be shown. */
  endpoint: z.string().nullable(),
  phone_number: z.null(),
  phone_country: z.null(),
  display_phone_number: z.null(),
  obfuscated_channel_name: z.string().nullable(),
  workspace_name: z.null(),
  quarantined_at: time.nullable(),
  /** When the address is forgotten if nobody confirms it. */
  purge_at: time.nullable(),
  /** The ids of what somebody subscribed to; null for the whole page. */
  components: z.array(z.string()).nullable(),
  page_access_user_id: z.null(),
  created_at: time,
  candor: z.strictObject({
    state: z.enum([...subscriberStates, 'left']),
    audience: z.enum(audiences),
    confirmed_at: time.nullable(),
    consent_source: z.string(),
    group_ids: z.array(z.string()),
    incident_ids: z.array(z.string()),
  }),
})

export const subscriberSchema = { name: 'Subscriber', shape }
export type SubscriberDocument = z.output<typeof shape>

/** Rows as objects, with what each of them hears, or was asked for and has not confirmed. */
export function subscriberDocuments(db: Db, rows: readonly SubscriberRow[]): SubscriberDocument[] {
  const { stamp } = timesIn(readPage(db).timeZone)
  const optionalStamp = (at: number | null) => (at === null ? null : stamp(at))
  return rows.map((row) => {
    const choices = row.confirmedAt === null && row.askedFor ? row.askedFor : readChoices(db, row)
    const isMail = row.channel === 'email'
    const isChat = row.channel === 'slack' || row.channel === 'teams' || row.channel === 'discord'
    return {
      id: row.id,
      skip_confirmation_notification: false,
      mode: row.channel,
      email: isMail ? row.address : null,
      endpoint: isMail || isChat ? null : row.address,
      phone_number: null,
      phone_country: null,
      display_phone_number: null,
      obfuscated_channel_name: isChat ? row.address : null,
      workspace_name: null,
      quarantined_at: optionalStamp(row.quarantinedAt),
      purge_at: row.confirmedAt === null && row.askedAt !== null ? stamp(row.askedAt + forgottenAfterMs) : null,
      components: choices.coversPage ? null : choices.componentIds,
      page_access_user_id: null,
      created_at: stamp(row.createdAt),
      candor: {
        state: row.leftAt === null ? stateOf(row) : 'left',
        audience: row.audience,
        confirmed_at: optionalStamp(row.confirmedAt),
        consent_source: row.consentSource,
        group_ids: choices.groupIds,
        incident_ids: choices.incidentIds,
      },
    }
  })
}

/** The same of one. */
export function subscriberDocument(db: Db, row: SubscriberRow): SubscriberDocument {
  return subscriberDocuments(db, [row])[0] as SubscriberDocument
}

/** What may be kept of an answer for `Idempotency-Key`: an address that leaves must be gone everywhere. */
export function withoutAddress(answer: unknown): SubscriberDocument {
  return { ...(answer as SubscriberDocument), email: null }
}
