import { sql } from 'drizzle-orm'
import type { announcements } from '#db/schema/outbox'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { labelsOf } from '../incidents/update-labels.ts'
import { newestFirst } from '../incidents/update-order.ts'
import { incidentUpdates } from '#db/schema/incidents'
import { eq } from 'drizzle-orm'
import type { Channel } from './hand-out.ts'

const perPage = 50

/** How far a piece of news has come. */
export interface Telling {
  number: number
  kind: (typeof announcements.$inferSelect)['kind']
  /** What its update is called, such as "Resolved"; null for other kinds. */
  label: string | null
  at: number
  isQuiet: boolean
  /** Whether more may be added: not all subscribers have been looked at. */
  isOpen: boolean
  /** Whether it waits for an owner’s word, because it is for so many (`expected`). */
  isHeld: boolean
  /** Whether an owner decided to tell nobody. */
  isDropped: boolean
  expected: number
  total: number
  told: number
  failed: number
  /** Dropped by an owner, because their addresses got too much. */
  dropped: number
  /** Put off, due, being sent or held. */
  waiting: number
  /** Held back until an owner decides, because their addresses got too much. */
  held: number
  /** Milliseconds from the news to the last that was told; null where none was. */
  lastAfterMs: number | null
}

/** Who was told of an incident: each piece of news with its numbers, the newest first. */
export function listTellings(db: Db, incidentId: string): Telling[] {
  const labels = readLabels(db, incidentId)
  return db
    .all<Omit<Telling, 'label' | 'waiting' | keyof Flags> & Raw>(
      sql`select number, kind, update_id as updateId, created_at as at, is_quiet as isQuiet,
          handed_out_at is null as isOpen, handed_out_at is null and held_at is not null as isHeld,
          handed_out_at is not null and held_at is not null as isDropped, expected, recipients as total, told, failed,
          last_told_at - created_at as lastAfterMs,
          (select count(*) from notifications n where n.announcement_number = a.number and ${isHeld}) as held,
          (select count(*) from notifications n where n.announcement_number = a.number and ${isDropped}) as dropped
        from announcements a where incident_id = ${incidentId} order by number desc`,
    )
    .map(({ updateId, isQuiet, isOpen, isHeld: isNewsHeld, isDropped: isNewsDropped, ...row }) => ({
      ...row,
      isHeld: isNewsHeld === 1,
      isDropped: isNewsDropped === 1,
      failed: row.failed - row.dropped,
      label: updateId === null ? null : (labels.get(updateId) ?? null),
      isQuiet: isQuiet === 1,
      isOpen: isOpen === 1,
      waiting: row.total - row.told - row.failed,
    }))
}

/** Whether a notification waits for an owner’s word, or was dropped by it. */
const isHeld = sql`n.held_at is not null and n.sent_at is null and n.failed_at is null`
const isDropped = sql`n.held_at is not null and n.failed_at is not null`

type Flags = Pick<Telling, 'isQuiet' | 'isOpen' | 'isHeld' | 'isDropped'>
type Raw = { updateId: string | null } & Record<keyof Flags, number>

/** Differs whenever the numbers of an incident's news do. */
export function readTellingsVersion(db: Db, incidentId: string): string {
  const { version } = db.get<{ version: string }>(
    sql`select concat_ws('.', count(*), count(handed_out_at), count(held_at), sum(recipients), sum(told), sum(failed),
        (select concat_ws('.', count(*), count(ended_at), count(settled_at)) from holds)) as version
      from announcements where incident_id = ${incidentId}`,
  )
  return version
}

function readLabels(db: Db, incidentId: string): Map<string, string> {
  const updates = db
    .select({
      id: incidentUpdates.id,
      status: incidentUpdates.status,
      mergedFromId: incidentUpdates.mergedFromId,
    })
    .from(incidentUpdates)
    .where(eq(incidentUpdates.incidentId, incidentId))
    .orderBy(...newestFirst)
    .all()
  const labels = labelsOf(updates)
  return new Map(updates.map(({ id }, index) => [id, labels[index] ?? 'Update']))
}

/** What became of one notification. */
export type TellingState = 'told' | 'failed' | 'waiting'

/** One line of the ledger. */
export interface LedgerLine {
  number: number
  channel: Channel
  /** Null for who left since, and for whoever may not read addresses. */
  address: string | null
  state: TellingState
  attempts: number
  /** When it was told or given up; for what waits, when it is tried next. */
  at: number
  /** What the other side said, which may name the address; null for whoever may not read that. */
  answer: string | null
  /** Whether it was told in the message of newer news. */
  isTogether: boolean
  /** Whether it waits for an owner’s word. */
  isHeld: boolean
}

export interface LedgerPage {
  lines: LedgerLine[]
  page: number
  pages: number
  total: number
}

export interface LedgerQuestion {
  state?: TellingState | undefined
  /** From 1. */
  page: number
  /** Whether addresses may be read. */
  withAddresses: boolean
}

const stateIs = {
  told: sql`n.sent_at is not null`,
  failed: sql`n.failed_at is not null`,
  waiting: sql`n.sent_at is null and n.failed_at is null`,
} as const

/** To whom a piece of news went, in pages; what failed comes first, then what waits. */
export function readLedger(
  db: Db,
  announcement: number,
  { state, page: asked, withAddresses }: LedgerQuestion,
): LedgerPage {
  const fits = sql`n.announcement_number = ${announcement} and ${state === undefined ? sql`1` : stateIs[state]}`
  const { total } = db.get<{ total: number }>(sql`select count(*) as total from notifications n where ${fits}`)
  const pages = Math.max(1, Math.ceil(total / perPage))
  const page = Math.min(Math.max(1, asked), pages)
  const rows = db.all<Omit<LedgerLine, 'isTogether' | 'isHeld'> & { isTogether: number; isHeld: number }>(
    sql`select n.number, n.channel, ${withAddresses ? sql`s.address, n.answer` : sql`null as address, null as answer`}, n.attempts,
        case when n.sent_at is not null then 'told' when n.failed_at is not null then 'failed' else 'waiting' end as state,
        coalesce(n.sent_at, n.failed_at, n.due_at) as at, n.told_with is not null as isTogether, ${isHeld} as isHeld
      from notifications n join subscribers s on s.number = n.subscriber_number where ${fits}
      order by n.failed_at is null, n.sent_at is not null, n.number limit ${perPage} offset ${(page - 1) * perPage}`,
  )
  return {
    lines: rows.map((row) => ({ ...row, isTogether: row.isTogether === 1, isHeld: row.isHeld === 1 })),
    page,
    pages,
    total,
  }
}

/** What of a piece of news failed to reach somebody who can be reached now. */
const canGoAgain = (announcement: number) => sql`announcement_number = ${announcement} and failed_at is not null
  and sent_at is null and held_at is null and subscriber_number in (select number from subscribers
    where left_at is null and quarantined_at is null and confirmed_at is not null)`

/** To how many `sendAgain` would send a piece of news again. */
export function countSendAgain(db: Db, announcement: number): number {
  return db.get<{ count: number }>(sql`select count(*) as count from notifications where ${canGoAgain(announcement)}`)
    .count
}

/**
 * Sends a piece of news again to those whom it did not reach and who can be reached now. Returns to how
 * many; what an owner dropped stays so. Throws `forbidden` below responder, and `not_found`.
 */
export function sendAgain(db: Db, actor: Actor, announcement: number, now: number): number {
  mustAct(actor, 'responder')
  return write(db, (tx) => {
    const known = tx.get<{ incidentId: string } | undefined>(
      sql`select incident_id as incidentId from announcements where number = ${announcement}`,
    )
    if (!known) throw new DomainError('not_found', 'There is no such news. Load the page again.')
    const { changes } = tx.run(sql`update notifications
      set failed_at = null, attempts = 0, due_at = ${now}, leased_until = null, created_at = ${now}, tried_from = null,
        released_at = null
      where ${canGoAgain(announcement)}`)
    const subject = { subjectKind: 'incident', subjectId: known.incidentId }
    recordAudit(
      tx,
      actor,
      { action: 'notification.send_again', ...subject, after: { announcement, count: changes } },
      now,
    )
    return changes
  })
}
