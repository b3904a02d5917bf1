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
import type { Db } from './database.ts'
import { groupBy } from './grouping.ts'

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
  const own = rows.map((row) => row.id)
  const inChunks = <Row>(select: (chunk: string[]) => Row[], of: readonly string[]): Row[] =>
    chunksOf(of).flatMap(select)
  const updates = inChunks(
    (chunk) => db.select().from(incidentUpdates).where(inArray(incidentUpdates.incidentId, chunk)).all(),
    own,
  )
  const changes = groupBy(
    inChunks(
      (chunk) => db.select().from(updateComponents).where(inArray(updateComponents.updateId, chunk)).all(),
      updates.map((update) => update.id),
    ),
    (row) => row.updateId,
  )
  const windows = byIncident(
    inChunks((chunk) => db.select().from(impactWindows).where(inArray(impactWindows.incidentId, chunk)).all(), own),
  )
  const corrected = inChunks(
    (chunk) => db.select().from(corrections).where(inArray(corrections.incidentId, chunk)).all(),
    own,
  )
  const schedules = byIncident(
    inChunks((chunk) => db.select().from(maintenances).where(inArray(maintenances.incidentId, chunk)).all(), own),
  )
  const scheduledComponents = byIncident(
    inChunks(
      (chunk) => db.select().from(maintenanceComponents).where(inArray(maintenanceComponents.incidentId, chunk)).all(),
      own,
    ),
  )
  const versions = byIncident(
    inChunks((chunk) => db.select().from(reportVersions).where(inArray(reportVersions.incidentId, chunk)).all(), own),
  )
  const correctedUpdates = new Set(corrected.map((correction) => correction.updateId))
  const correctedWindows = new Set(corrected.filter((one) => one.windowId !== null).map((one) => one.incidentId))
  const changedHere = incidentsChangedHere(db)
  const byIncidentUpdates = byIncident(updates)
  const all = rows.map((row): ExistingIncident => {
    const own = byIncidentUpdates.get(row.id) ?? []
    return {
      row,
      updates: own.map((update) => ({
        ...update,
        changes: changes.get(update.id) ?? [],
        isCorrected: correctedUpdates.has(update.id),
      })),
      windows: windows.get(row.id) ?? [],
      hasCorrectedWindow: correctedWindows.has(row.id),
      schedule: schedules.get(row.id)?.[0] ?? null,
      scheduledComponents: new Set((scheduledComponents.get(row.id) ?? []).map((one) => one.componentId)),
      reportVersions: versions.get(row.id) ?? [],
      isTakenOver:
        row.falseAlarmAt !== null ||
        row.mergedIntoId !== null ||
        changedHere.has(row.id) ||
        own.some((update) => update.sourceId === null),
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
