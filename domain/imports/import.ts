import { eq } from 'drizzle-orm'
import { componentGroups, components } from '#db/schema/components'
import {
  impactWindows,
  incidents,
  incidentUpdates,
  maintenanceComponents,
  maintenances,
  updateComponents,
} from '#db/schema/incidents'
import { page } from '#db/schema/page'
import { reports, reportVersions } from '#db/schema/reports'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { isTimeZone } from '../calendar.ts'
import { freeSlug } from '../components/components.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { emptyPlan, isEmptyPlan, type ImportChanges, type ImportPlan } from './changes.ts'
import { buildDirectory } from './components.ts'
import { existingUpdateIds, readExistingIncidents } from './existing.ts'
import { incidentRecord } from './incidents.ts'
import { isOfPage, listAllComponents, planComponents, planGroups } from './plan-components.ts'
import { planIncident } from './plan-incidents.ts'
import { planStatuses } from './plan-statuses.ts'
import { insertAll } from './rows.ts'
import type { Snapshot } from './snapshot.ts'
import { hasOwner, readPage } from '../page.ts'
import { selectRevision } from '../public/rows.ts'

/** The name that a page has until somebody names it. */
const unnamed = 'Status'

/**
 * Works out what an import of a page would write and what it would leave alone. Writes nothing, and
 * may take its time: `applyImport` refuses a plan that the database has moved on from.
 */
export function planImport(db: Db, snapshot: Snapshot, now: number): ImportPlan {
  const plan = emptyPlan(snapshot.page.key, selectRevision(db))
  const current = readPage(db)
  const { name, timeZone: told } = snapshot.page
  const timeZone = told !== null && isTimeZone(told) ? told : null
  if (!hasOwner(db) && current.name === unnamed && (name !== null || timeZone !== null)) {
    plan.changes.page = { ...(name === null ? {} : { name }), ...(timeZone === null ? {} : { timeZone }) }
  }
  const earlier = listAllComponents(db).filter((row) => isOfPage(row, snapshot))
  const directory = buildDirectory(snapshot, earlier)
  const records = snapshot.incidents
    .map((incident) => incidentRecord(snapshot, directory, incident))
    .sort((a, b) => a.values.startedAt - b.values.startedAt)
  const incidentsContext = {
    findExisting: readExistingIncidents(db, records, snapshot.page.keys),
    takenUpdateIds: existingUpdateIds(
      db,
      records.flatMap((record) => record.updates.map((update) => update.id)),
    ),
    now,
  }
  for (const record of records) planIncident(plan, incidentsContext, record)
  planStatuses(db, plan, snapshot, directory, now)
  const context = { snapshot, directory, timeZone: timeZone ?? current.timeZone, now }
  const groupIds = planGroups(db, plan, context)
  planComponents(db, plan, context, groupIds, firstHeldAt(plan))
  return plan
}

/**
 * Carries a plan out in one transaction, with one audit row for all of it; an empty one writes
 * nothing. Throws `forbidden` below owner and `conflict` where the page was changed since the plan.
 */
export function applyImport(db: Db, actor: Actor, plan: ImportPlan, source: string, now: number): void {
  mustAct(actor, 'owner')
  if (isEmptyPlan(plan)) return
  write(db, (tx) => {
    if (selectRevision(tx) !== plan.revision) {
      throw new DomainError('conflict', 'The page was changed while the import was planned. Import again.')
    }
    writePage(tx, plan.changes, now)
    writeComponents(tx, plan.changes)
    writeIncidents(tx, plan.changes)
    writeParts(tx, plan.changes)
    const { counts, conflicts, changes } = plan
    recordAudit(
      tx,
      actor,
      {
        action: 'page.import',
        subjectKind: 'page',
        subjectId: readPage(tx).id,
        after: { source, sourcePage: plan.sourcePage, counts, conflicts: conflicts.length, page: changes.page },
      },
      now,
    )
  })
}

function firstHeldAt({ changes }: ImportPlan): Map<string, number> {
  const first = new Map<string, number>()
  for (const { componentId, startedAt } of changes.windows.inserts) {
    first.set(componentId, Math.min(first.get(componentId) ?? startedAt, startedAt))
  }
  return first
}

function writePage(tx: Db, { page: set }: ImportChanges, now: number): void {
  if (set)
    tx.update(page)
      .set({ ...set, updatedAt: now })
      .run()
}

function writeComponents(tx: Db, changes: ImportChanges): void {
  insertAll(tx, componentGroups, changes.groups.inserts)
  for (const { id, set } of changes.groups.updates) {
    tx.update(componentGroups).set(set).where(eq(componentGroups.id, id)).run()
  }
  for (const row of changes.components.inserts) {
    tx.insert(components)
      .values({ ...row, slug: freeSlug(tx, row.name) })
      .run()
  }
  for (const { id, set } of changes.components.updates) {
    tx.update(components).set(set).where(eq(components.id, id)).run()
  }
}

function writeIncidents(tx: Db, changes: ImportChanges): void {
  insertAll(tx, incidents, changes.incidents.inserts)
  for (const { id, set } of changes.incidents.updates) {
    tx.update(incidents).set(set).where(eq(incidents.id, id)).run()
  }
  insertAll(tx, maintenances, changes.maintenances.inserts)
  for (const { id, set } of changes.maintenances.updates) {
    tx.update(maintenances).set(set).where(eq(maintenances.incidentId, id)).run()
  }
  insertAll(tx, maintenanceComponents, changes.maintenanceComponents)
}

function writeParts(tx: Db, changes: ImportChanges): void {
  insertAll(tx, incidentUpdates, changes.updates.inserts)
  for (const { id, set } of changes.updates.updates) {
    tx.update(incidentUpdates).set(set).where(eq(incidentUpdates.id, id)).run()
  }
  for (const id of changes.replacedUpdateComponents) {
    tx.delete(updateComponents).where(eq(updateComponents.updateId, id)).run()
  }
  insertAll(tx, updateComponents, changes.updateComponents)
  insertAll(tx, impactWindows, changes.windows.inserts)
  for (const { id, set } of changes.windows.updates) {
    tx.update(impactWindows).set(set).where(eq(impactWindows.id, id)).run()
  }
  for (const row of changes.reports) {
    const { status, updatedAt } = row
    tx.insert(reports).values(row).onConflictDoUpdate({ target: reports.incidentId, set: { status, updatedAt } }).run()
  }
  insertAll(tx, reportVersions, changes.reportVersions.inserts)
  for (const { id, set } of changes.reportVersions.updates) {
    tx.update(reportVersions).set(set).where(eq(reportVersions.id, id)).run()
  }
}
