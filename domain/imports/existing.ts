import { inArray, sql } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import {
  corrections,
  impactWindows,
  incidents,
  incidentUpdates,
  maintenanceComponents,
  maintenances,
  updateComponents,
} from '#db/schema/incidents'
import { reportVersions } from '#db/schema/reports'
import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'

/** SQLite takes only so many values in one statement. */
const chunkSize = 500

export type ExistingUpdate = typeof incidentUpdates.$inferSelect & {
  changes: (typeof updateComponents.$inferSelect)[]
  isCorrected: boolean
}

/** An incident that stands in the database, with all that an import compares. */
export interface ExistingIncident {
  row: typeof incidents.$inferSelect
  updates: ExistingUpdate[]
  windows: (typeof impactWindows.$inferSelect)[]
  hasCorrectedWindow: boolean
  schedule: typeof maintenances.$inferSelect | null
  scheduledComponents: Set<string>
  reportVersions: (typeof reportVersions.$inferSelect)[]
  /** Whether the team went on with it in Candor: from then on the source has no say in it. */
  isTakenOver: boolean
}

/** What stands here of an incident, by its own id or by the id that it had at the source; null where nothing does. */
export type FindExisting = (wanted: { id: string; sourceId: string }) => ExistingIncident | null

/** Reads what stands here of the incidents with these ids or source ids, in a few statements. */
export function readExistingIncidents(
  db: Db,
  wanted: readonly { id: string; sourceId: string }[],
  sourcePages: readonly string[],
): FindExisting {
  const ids = new Set(wanted.flatMap(({ id, sourceId }) => [id, sourceId]))
  const rows = db
    .select()
    .from(incidents)
    .all()
    .filter((row) => ids.has(row.id) || (row.sourceId !== null && ids.has(row.sourceId)))
  const parts = readParts(
    db,
    rows.map((row) => row.id),
  )
  const changedHere = incidentsChangedHere(db)
  const all = rows.map((row): ExistingIncident => {
    const updates = parts.updates.get(row.id) ?? []
    return {
      row,
      updates,
      windows: parts.windows.get(row.id) ?? [],
      hasCorrectedWindow: (parts.corrections.get(row.id) ?? []).some((correction) => correction.windowId !== null),
      schedule: parts.schedules.get(row.id)?.[0] ?? null,
      scheduledComponents: new Set((parts.scheduledComponents.get(row.id) ?? []).map((one) => one.componentId)),
      reportVersions: parts.versions.get(row.id) ?? [],
      isTakenOver:
        row.falseAlarmAt !== null ||
        row.mergedIntoId !== null ||
        changedHere.has(row.id) ||
        updates.some((update) => update.sourceId === null),
    }
  })
  const byId = new Map(all.map((incident) => [incident.row.id, incident]))
  const bySource = new Map(
    all
      .filter(({ row }) => row.sourcePage !== null && sourcePages.includes(row.sourcePage))
      .map((incident) => [incident.row.sourceId, incident]),
  )
  return ({ id, sourceId }) => byId.get(id) ?? bySource.get(sourceId) ?? null
}

function readParts(db: Db, ids: readonly string[]) {
  const read = <Row>(select: (chunk: string[]) => Row[], of: readonly string[]): Row[] => chunksOf(of).flatMap(select)
  const updates = read(
    (chunk) => db.select().from(incidentUpdates).where(inArray(incidentUpdates.incidentId, chunk)).all(),
    ids,
  )
  const changes = groupBy(
    read(
      (chunk) => db.select().from(updateComponents).where(inArray(updateComponents.updateId, chunk)).all(),
      updates.map((update) => update.id),
    ),
    (row) => row.updateId,
  )
  const corrected = read(
    (chunk) => db.select().from(corrections).where(inArray(corrections.incidentId, chunk)).all(),
    ids,
  )
  const correctedUpdates = new Set(corrected.map((correction) => correction.updateId))
  return {
    updates: byIncident(
      updates.map((update): ExistingUpdate => ({
        ...update,
        changes: changes.get(update.id) ?? [],
        isCorrected: correctedUpdates.has(update.id),
      })),
    ),
    corrections: byIncident(corrected),
    windows: byIncident(
      read((chunk) => db.select().from(impactWindows).where(inArray(impactWindows.incidentId, chunk)).all(), ids),
    ),
    schedules: byIncident(
      read((chunk) => db.select().from(maintenances).where(inArray(maintenances.incidentId, chunk)).all(), ids),
    ),
    scheduledComponents: byIncident(
      read(
        (chunk) =>
          db.select().from(maintenanceComponents).where(inArray(maintenanceComponents.incidentId, chunk)).all(),
        ids,
      ),
    ),
    versions: byIncident(
      read((chunk) => db.select().from(reportVersions).where(inArray(reportVersions.incidentId, chunk)).all(), ids),
    ),
  }
}

/** Those of the ids that some update has already. */
export function existingUpdateIds(db: Db, ids: readonly string[]): Set<string> {
  const rows = chunksOf(ids).flatMap((chunk) =>
    db.select({ id: incidentUpdates.id }).from(incidentUpdates).where(inArray(incidentUpdates.id, chunk)).all(),
  )
  return new Set(rows.map((row) => row.id))
}

/** Which of the components or groups were edited, moved or archived by somebody in Candor. */
export function auditedActions(db: Db, subjectKind: 'component' | 'component_group'): Map<string, Set<string>> {
  const rows = db
    .selectDistinct({ subjectId: auditLog.subjectId, action: auditLog.action })
    .from(auditLog)
    .where(sql`${auditLog.subjectKind} = ${subjectKind}`)
    .all()
  const bySubject = groupBy(rows, (row) => row.subjectId)
  return new Map([...bySubject].map(([id, own]) => [id, new Set(own.map((row) => row.action))]))
}

/** Every act upon an incident or a maintenance itself leaves such a row; a correction of one update leaves another. */
function incidentsChangedHere(db: Db): Set<string> {
  const rows = db
    .selectDistinct({ subjectId: auditLog.subjectId })
    .from(auditLog)
    .where(
      sql`${auditLog.subjectKind} = 'incident' and (${auditLog.action} like 'incident.%' or ${auditLog.action} like 'maintenance.%')`,
    )
    .all()
  return new Set(rows.map((row) => row.subjectId))
}

function byIncident<Row extends { incidentId: string | null }>(rows: readonly Row[]): Map<string | null, Row[]> {
  return groupBy(rows, (row) => row.incidentId)
}

function chunksOf(ids: readonly string[]): string[][] {
  const chunks: string[][] = []
  for (let from = 0; from < ids.length; from += chunkSize) chunks.push(ids.slice(from, from + chunkSize))
  return chunks
}
