import { and, count, desc, eq, inArray, isNotNull, isNull, lt, notExists, notInArray, or } from 'drizzle-orm'
import { alertDeliveries, alertGroups, alerts } from '#db/schema/alerts'
import { incidents } from '#db/schema/incidents'
import { write, type Db } from '../database.ts'
import type { AlertSourceRow } from './alert-sources.ts'
import { noteSourceUse } from './alert-sources.ts'
import type { Labels } from './matchers.ts'

const keptPerSource = 50
const keptMs = 30 * 24 * 3_600_000
const mostUnmatched = 500

export type DeliveryRow = typeof alertDeliveries.$inferSelect

/** Notes what came of a delivery, inside the caller's transaction; a source's last 50 are kept. */
export function noteDelivery(
  tx: Db,
  sourceId: string,
  {
    format,
    outcome,
    matched,
    ignored,
    incidentId,
    note,
  }: Pick<DeliveryRow, 'format' | 'outcome' | 'matched' | 'ignored' | 'incidentId' | 'note'>,
  now: number,
): void {
  tx.insert(alertDeliveries).values({ sourceId, at: now, format, outcome, matched, ignored, incidentId, note }).run()
  const kept = tx
    .select({ number: alertDeliveries.number })
    .from(alertDeliveries)
    .where(eq(alertDeliveries.sourceId, sourceId))
    .orderBy(desc(alertDeliveries.number))
    .limit(keptPerSource)
  tx.delete(alertDeliveries)
    .where(and(eq(alertDeliveries.sourceId, sourceId), notInArray(alertDeliveries.number, kept)))
    .run()
}

/** Notes a delivery that can't be read, so that owners see why nothing happens. A mark of reading: it leaves no audit row. */
export function noteRefusedDelivery(db: Db, source: AlertSourceRow, note: string, now: number): void {
  write(db, (tx) => {
    noteSourceUse(tx, source.id, now)
    const nothing = { format: null, matched: 0, ignored: 0, incidentId: null }
    noteDelivery(tx, source.id, { ...nothing, outcome: 'refused', note: note.slice(0, 500) }, now)
  })
}

/** A source's last deliveries, the newest first; for owners only. */
export function listDeliveries(db: Db, sourceId: string): DeliveryRow[] {
  return db
    .select()
    .from(alertDeliveries)
    .where(eq(alertDeliveries.sourceId, sourceId))
    .orderBy(desc(alertDeliveries.number))
    .all()
}

export interface UnmatchedAlert {
  id: string
  title: string
  labels: Labels
  startedAt: number
  endedAt: number | null
  receivedAt: number
}

/** The alerts of a source that no rule matched, the last heard of first, and how many there are. */
export function listUnmatched(db: Db, sourceId: string, limit: number): { total: number; alerts: UnmatchedAlert[] } {
  const condition = unmatchedOf(db, sourceId)
  const total = db.select({ total: count() }).from(alerts).where(condition).get()?.total ?? 0
  const rows = db.select().from(alerts).where(condition).orderBy(desc(alerts.receivedAt), alerts.id).limit(limit).all()
  return {
    total,
    alerts: rows.map(({ id, title, labels, startedAt, endedAt, receivedAt }) => ({
      id,
      title,
      labels: JSON.parse(labels) as Labels,
      startedAt,
      endedAt,
      receivedAt,
    })),
  }
}

/** Keeps the last of the alerts that no rule matches, inside the caller's transaction: a source may have very many. */
export function forgetUnmatched(tx: Db, sourceId: string): void {
  const condition = unmatchedOf(tx, sourceId)
  const total = tx.select({ total: count() }).from(alerts).where(condition).get()?.total ?? 0
  if (total <= mostUnmatched) return
  const oldest = tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(condition)
    .orderBy(alerts.receivedAt, alerts.id)
    .limit(total - mostUnmatched)
  tx.delete(alerts).where(inArray(alerts.id, oldest)).run()
}

/**
 * Deletes what is older than 30 days and serves nobody: deliveries, alerts that ended or that nobody
 * heard of again and whose incident, where there is one, is over, and groups without any. Inside the caller's transaction.
 */
export function forgetAlerts(tx: Db, now: number): void {
  const before = now - keptMs
  tx.delete(alertDeliveries).where(lt(alertDeliveries.at, before)).run()
  const open = tx
    .select({ id: alertGroups.id })
    .from(alertGroups)
    .innerJoin(incidents, eq(incidents.id, alertGroups.incidentId))
    .where(isNull(incidents.resolvedAt))
  const isOver = or(isNotNull(alerts.endedAt), isNull(alerts.componentId))
  tx.delete(alerts)
    .where(and(lt(alerts.receivedAt, before), isOver, notInArray(alerts.groupId, open)))
    .run()
  const any = tx.select({ id: alerts.id }).from(alerts).where(eq(alerts.groupId, alertGroups.id))
  // A group with an incident stays: it says where the incident came from.
  tx.delete(alertGroups)
    .where(and(isNull(alertGroups.incidentId), notExists(any)))
    .run()
}

function unmatchedOf(db: Db, sourceId: string) {
  const groups = db.select({ id: alertGroups.id }).from(alertGroups).where(eq(alertGroups.sourceId, sourceId))
  return and(inArray(alerts.groupId, groups), isNull(alerts.componentId))
}
