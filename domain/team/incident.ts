import { and, asc, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { components } from '#db/schema/components'
import {
  corrections,
  impactWindows,
  incidents,
  incidentUpdates,
  maintenances,
  updateComponents,
} from '#db/schema/incidents'
import { people } from '#db/schema/people'
import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import { heldAtEnd } from '../incidents/held-components.ts'
import { calculateImpact } from '../incidents/incident-impact.ts'
import { readIncident, type IncidentRow } from '../incidents/incident-record.ts'
import { newestUpdateId } from '../incidents/newer-updates.ts'
import { labelsOf } from '../incidents/update-labels.ts'
import { newestFirst } from '../incidents/update-order.ts'
import type { ComponentStatus, Impact, IncidentStatus, MaintenanceStatus } from '../status.ts'
import { summarizeForTeam, type TeamIncidentSummary } from './incidents.ts'
import { textToHtml, type TextFormat } from '../text.ts'

export interface TeamUpdate {
  id: string
  status: IncidentStatus | MaintenanceStatus | 'postmortem'
  label: string
  body: string
  bodyFormat: TextFormat
  /** Safe to show as it is. */
  html: string
  happenedAt: number
  /** Null where customers were not told: a draft, or an internal incident's update. */
  publishedAt: number | null
  nextUpdateBy: number | null
  promisesNone: boolean
  authorName: string | null
  components: { name: string; oldStatus: ComponentStatus; newStatus: ComponentStatus }[]
  correctedAt: number | null
  /** The incident that it was written for, where it came here by a merge. */
  mergedFrom: { id: string; title: string } | null
}

export interface TeamWindow {
  componentId: string
  name: string
  status: ComponentStatus
  startedAt: number
  endedAt: number | null
}

/** An incident or maintenance with all that the team may know of it. */
export interface TeamIncident extends TeamIncidentSummary {
  publishedAt: number | null
  openedByName: string | null
  /** The impact that was set by hand; null where it follows from the windows. */
  impactOverride: Impact | null
  /** What the windows say the impact is, whatever was set by hand. */
  calculatedImpact: Impact
  /** The incident that it was merged into. */
  mergedInto: { id: string; title: string } | null
  /** What it held as it ended, and holds again where it goes on; nothing while it is open. */
  heldAtEnd: { componentId: string; status: ComponentStatus }[]
  falseAlarmReason: string | null
  /** Set where the page from which it was imported used a word that Candor doesn't know. */
  sourceStatus: string | null
  /** Newest first. */
  updates: TeamUpdate[]
  /** What was written last, whenever it happened: what somebody who reads this has seen. Empty where there is none. */
  newestUpdateId: string
  /** The earliest first. */
  windows: TeamWindow[]
  schedule: typeof maintenances.$inferSelect | null
}

/** An incident or maintenance by its id, internal ones too; null where there is none. For the team only. */
export function readTeamIncident(db: Db, id: string, now: number): TeamIncident | null {
  const row = readIncident(db, id)
  if (!row) return null
  const [summary] = summarizeForTeam(db, [row], now)
  if (!summary) return null
  return {
    ...summary,
    publishedAt: row.publishedAt,
    openedByName: readOpener(db, row),
    impactOverride: row.impactOverride,
    calculatedImpact: calculateImpact(db, id),
    mergedInto: row.mergedIntoId === null ? null : readIncident(db, row.mergedIntoId),
    heldAtEnd: heldAtEnd(db, row),
    falseAlarmReason: row.falseAlarmReason,
    sourceStatus: row.sourceStatus,
    updates: listUpdates(db, row),
    newestUpdateId: newestUpdateId(db, row),
    windows: listWindows(db, id),
    schedule: db.select().from(maintenances).where(eq(maintenances.incidentId, id)).get() ?? null,
  }
}

function readOpener(db: Db, row: IncidentRow): string | null {
  if (row.openedById === null) return null
  return db.select({ name: people.name }).from(people).where(eq(people.id, row.openedById)).get()?.name ?? null
}

function listUpdates(db: Db, { id: incidentId, publishedAt: incidentPublishedAt }: IncidentRow): TeamUpdate[] {
  const origin = alias(incidents, 'origin')
  const rows = db
    .select({
      id: incidentUpdates.id,
      status: incidentUpdates.status,
      body: incidentUpdates.body,
      bodyFormat: incidentUpdates.bodyFormat,
      happenedAt: incidentUpdates.happenedAt,
      publishedAt: incidentUpdates.publishedAt,
      nextUpdateBy: incidentUpdates.nextUpdateBy,
      promisesNone: incidentUpdates.promisesNone,
      authorName: people.name,
      mergedFromId: incidentUpdates.mergedFromId,
      mergedFrom: { id: origin.id, title: origin.title },
    })
    .from(incidentUpdates)
    .leftJoin(people, eq(people.id, incidentUpdates.authorId))
    .leftJoin(origin, eq(origin.id, incidentUpdates.mergedFromId))
    .where(eq(incidentUpdates.incidentId, incidentId))
    .orderBy(...newestFirst)
    .all()
  const changes = groupBy(selectChanges(db, incidentId), (change) => change.updateId)
  const corrected = new Map(selectCorrectionTimes(db, incidentId).map((row) => [row.updateId, row.correctedAt]))
  // What came from an internal incident is no draft of anything.
  const labels = labelsOf(
    rows.map((row) => ({
      ...row,
      isDraft: incidentPublishedAt !== null && row.publishedAt === null && row.mergedFromId === null,
    })),
  )
  return rows.map(({ mergedFromId: _, ...update }, index) => ({
    ...update,
    label: labels[index] ?? '',
    html: textToHtml(update.body, update.bodyFormat),
    components: (changes.get(update.id) ?? []).map(({ name, oldStatus, newStatus }) => ({
      name,
      oldStatus,
      newStatus,
    })),
    correctedAt: corrected.get(update.id) ?? null,
  }))
}

function selectChanges(db: Db, incidentId: string) {
  return db
    .select({
      updateId: updateComponents.updateId,
      name: components.name,
      oldStatus: updateComponents.oldStatus,
      newStatus: updateComponents.newStatus,
    })
    .from(updateComponents)
    .innerJoin(incidentUpdates, eq(incidentUpdates.id, updateComponents.updateId))
    .innerJoin(components, eq(components.id, updateComponents.componentId))
    .where(eq(incidentUpdates.incidentId, incidentId))
    .orderBy(asc(components.position))
    .all()
}

/** The newest correction of an update comes last and wins. */
function selectCorrectionTimes(db: Db, incidentId: string) {
  return db
    .select({ updateId: corrections.updateId, correctedAt: corrections.correctedAt })
    .from(corrections)
    .where(eq(corrections.incidentId, incidentId))
    .orderBy(asc(corrections.correctedAt))
    .all()
}

function listWindows(db: Db, incidentId: string): TeamWindow[] {
  return db
    .select({
      componentId: components.id,
      name: components.name,
      status: impactWindows.status,
      startedAt: impactWindows.startedAt,
      endedAt: impactWindows.endedAt,
    })
    .from(impactWindows)
    .innerJoin(components, eq(components.id, impactWindows.componentId))
    .where(and(eq(impactWindows.incidentId, incidentId), isNull(impactWindows.withdrawnAt)))
    .orderBy(asc(impactWindows.startedAt), asc(components.position))
    .all()
}
