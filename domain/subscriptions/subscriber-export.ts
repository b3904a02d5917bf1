import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import { components } from '#db/schema/components'
import { subscribers } from '#db/schema/subscribers'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { toCsv } from '../csv.ts'
import { write, type Db } from '../database.ts'
import type { Choices } from './choices.ts'
import type { SubscriberRow } from './links.ts'
import {
  groupPrefix,
  incidentPrefix,
  partSeparator,
  subscriberColumns,
  type SubscriberColumn,
} from './subscriber-columns.ts'
import { stateOf, type StateFilter } from './subscriber-list.ts'
import { readChoices } from './subscriber-record.ts'

const rowsAtOnce = 500

/**
 * The public’s subscribers by e-mail as CSV, which an import reads again, in pieces that are read when
 * the one before was taken. That they were taken out is on record. Throws `forbidden` below owner.
 */
export function exportSubscribers(db: Db, actor: Actor, now: number): Iterator<string> {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const subject = { subjectKind: 'subscribers', subjectId: 'email' }
    recordAudit(tx, actor, { action: 'subscriber.export', ...subject }, now)
  })
  return pieces(db)
}

function* pieces(db: Db): Generator<string> {
  yield toCsv([subscriberColumns])
  for (let after = 0; ;) {
    const rows = rowsAfter(db, after)
    const last = rows.at(-1)
    if (!last) return
    after = last.number
    yield toCsv(rows.map((row) => cellsOf(db, row)))
  }
}

function rowsAfter(db: Db, number: number): SubscriberRow[] {
  return db
    .select()
    .from(subscribers)
    .where(
      and(
        gt(subscribers.number, number),
        eq(subscribers.channel, 'email'),
        eq(subscribers.audience, 'public'),
        isNull(subscribers.leftAt),
      ),
    )
    .orderBy(asc(subscribers.number))
    .limit(rowsAtOnce)
    .all()
}

function cellsOf(db: Db, row: SubscriberRow): (string | null)[] {
  const choices = row.confirmedAt === null && row.askedFor ? row.askedFor : readChoices(db, row)
  const cells: Record<SubscriberColumn, string | null> = {
    email: row.address,
    consent_date: row.confirmedAt === null ? null : new Date(row.confirmedAt).toISOString(),
    consent_source: row.consentSource,
    components: choices.coversPage ? null : partsOf(db, choices),
    updates: choices.updates,
    least_impact: choices.leastImpact,
    maintenance: choices.hearsMaintenance ? 'yes' : 'no',
    cadence: choices.cadence,
    time_zone: choices.timeZone,
    state: stateInFile(row),
  }
  return subscriberColumns.map((column) => cells[column])
}

/** Whoever complained says so wherever the list is read again: only they themselves can begin anew. */
function stateInFile(row: SubscriberRow): StateFilter {
  const state = stateOf(row)
  return state === 'quarantined' && row.complainedAt !== null ? 'complained' : state
}

function partsOf(db: Db, { componentIds, groupIds, incidentIds }: Choices): string {
  const slugs = db.select({ slug: components.slug }).from(components).where(inArray(components.id, componentIds)).all()
  const parts = [
    ...slugs.map(({ slug }) => slug),
    ...groupIds.map((id) => groupPrefix + id),
    ...incidentIds.map((id) => incidentPrefix + id),
  ]
  // An empty cell would mean the whole page.
  return parts.join(partSeparator) || 'nothing'
}
