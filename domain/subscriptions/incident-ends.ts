import { eq, sql } from 'drizzle-orm'
import { subscribers } from '#db/schema/subscribers'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { isSomething } from './choices.ts'
import { endingOf } from './incident-endings.ts'
import type { SubscriberRow } from './links.ts'
import { readChoices } from './subscriber-record.ts'
import { eraseSubscriber } from './subscribing.ts'

/** So many subscriptions end in one transaction: some 50 ms, in which nobody else can write. */
const atOnce = 200

const outbox: Actor = { kind: 'worker', name: 'Outbox', role: 'owner' }

/**
 * Whether somebody hears of one incident and of nothing else: with it they end. What else they asked for
 * and have not confirmed yet counts, too.
 */
export function isOfOneIncident(db: Db, row: SubscriberRow, incidentId: string): boolean {
  if (row.coversPage || row.askedFor !== null) return false
  const { incidentIds, ...rest } = readChoices(db, row)
  return incidentIds.length === 1 && incidentIds[0] === incidentId && !isSomething({ ...rest, incidentIds: [] })
}

/** When somebody hears no more: with this message, after the report that is owed, or then if none comes. */
export type LastWord = 'now' | 'after the report' | { at: number }

/** What a message says of its reader's end; null for whoever hears more than of its one incident, or while that goes on. */
export function lastWordOf(db: Db, row: SubscriberRow, announcements: readonly number[], now: number): LastWord | null {
  if (row.coversPage || row.askedFor !== null) return null
  const told = db.all<{
    id: string
  }>(sql`select distinct i.id from announcements a join incidents i on i.id = a.incident_id
    where a.number in (select value from json_each(${JSON.stringify(announcements)})) and i.resolved_at is not null`)
  const [{ id } = { id: '' }] = told
  if (told.length !== 1 || !isOfOneIncident(db, row, id)) return null
  const ending = endingOf(db, id, now)
  if (ending === null) return 'after the report'
  return ending.isEnded ? 'now' : { at: ending.at }
}

/**
 * Ends what was asked of incidents of which there is nothing more to hear, once all of it was told: whoever
 * asked for nothing else is erased as if they had left. A chunk at a time; returns whether there may be
 * more. What is reopened or corrected after that is not told to them: who wants it subscribes anew.
 * Candor's own work: it asks for no role.
 */
export function endFinishedSubscriptions(db: Db, now: number): boolean {
  const over = db.all<{ id: string }>(sql`select i.id from incidents i where i.resolved_at is not null
    and exists (select 1 from subscriber_incidents where incident_id = i.id)
    and not exists (select 1 from announcements where incident_id = i.id and handed_out_at is null)`)
  const finished = over.filter(({ id }) => endingOf(db, id, now)?.isEnded)
  return finished.some(({ id }) => endOf(db, id, now) > 0)
}

function endOf(db: Db, incidentId: string, now: number): number {
  return write(db, (tx) => {
    // It may have been reopened since.
    if (!endingOf(tx, incidentId, now)?.isEnded) return 0
    const told = tx.all<{ id: string }>(sql`select s.id from subscriber_incidents si
        join subscribers s on s.number = si.subscriber_number
      where si.incident_id = ${incidentId} and s.asked_for is null
        and not exists (select 1 from notifications n where n.subscriber_number = s.number
          and n.sent_at is null and n.failed_at is null)
      limit ${atOnce}`)
    for (const { id } of told) {
      const row = tx.select().from(subscribers).where(eq(subscribers.id, id)).get()
      if (row) endOne(tx, row, incidentId, now)
    }
    return told.length
  })
}

function endOne(tx: Db, row: SubscriberRow, incidentId: string, now: number): void {
  const isAll = isOfOneIncident(tx, row, incidentId)
  if (isAll) eraseSubscriber(tx, row, now)
  else {
    tx.run(sql`delete from subscriber_incidents
      where subscriber_number = ${row.number} and incident_id = ${incidentId}`)
  }
  const subject = { subjectKind: 'subscriber', subjectId: row.id }
  recordAudit(tx, outbox, { action: 'subscription.end', ...subject, after: { incidentId, isErased: isAll } }, now)
}
