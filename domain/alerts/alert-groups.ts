import { and, eq, isNull } from 'drizzle-orm'
import { alertGroups, alerts } from '#db/schema/alerts'
import type { Db } from '../database.ts'
import { newId } from '../identity.ts'
import { readIncident, type IncidentRow } from '../incidents/incident-record.ts'

export type AlertRow = typeof alerts.$inferSelect
export type AlertGroupRow = typeof alertGroups.$inferSelect

/** A group with what is known of it. */
export interface AlertGroup {
  row: AlertGroupRow
  alerts: AlertRow[]
  /** What became of its draft, wherever that was merged to; null where there is none. */
  incident: IncidentRow | null
}

/** The current group of a key; null where none was heard of. */
export function readCurrentGroup(db: Db, sourceId: string, key: string): AlertGroup | null {
  const isCurrent = and(eq(alertGroups.sourceId, sourceId), eq(alertGroups.key, key), isNull(alertGroups.endedAt))
  const row = db.select().from(alertGroups).where(isCurrent).get()
  if (!row) return null
  const known = db.select().from(alerts).where(eq(alerts.groupId, row.id)).all()
  return { row, alerts: known, incident: row.incidentId === null ? null : readMergedIncident(db, row.incidentId) }
}

/** A new group of a key, in place of the one that was current. */
export function beginGroup(tx: Db, sourceId: string, key: string, now: number): AlertGroup {
  const isCurrent = and(eq(alertGroups.sourceId, sourceId), eq(alertGroups.key, key), isNull(alertGroups.endedAt))
  tx.update(alertGroups).set({ endedAt: now }).where(isCurrent).run()
  const row: AlertGroupRow = { id: newId(), sourceId, key, incidentId: null, createdAt: now, endedAt: null }
  tx.insert(alertGroups).values(row).run()
  return { row, alerts: [], incident: null }
}

/** An incident, or the one that it was merged into. */
export function readMergedIncident(db: Db, id: string): IncidentRow | null {
  const incident = readIncident(db, id)
  return incident?.mergedIntoId ? readIncident(db, incident.mergedIntoId) : incident
}
