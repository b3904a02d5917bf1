import { and, eq, gte, isNull } from 'drizzle-orm'
import { components } from '#db/schema/components'
import { impactWindows, maintenanceComponents, maintenances } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import {
  severityOf,
  worstStatus,
  type ComponentStatus,
  type IncidentStatus,
  type MaintenanceStatus,
} from '../status.ts'
import {
  changeStatuses,
  heldStatuses,
  releaseComponents,
  type AppliedChange,
  type StatusChange,
} from './impact-windows.ts'
import type { IncidentRow } from './incident-record.ts'

type Status = IncidentStatus | MaintenanceStatus

/** What an incident holds by itself as it goes on to a status, where nobody says otherwise. */
export function heldByItself(tx: Db, incident: IncidentRow, status: Status): StatusChange[] {
  if (incident.resolvedAt !== null) return heldAtEnd(tx, incident)
  const isBeginning = incident.status === 'scheduled' && status === 'in_progress'
  return isBeginning
    ? listPlannedComponents(tx, incident.id).map((componentId) => ({ componentId, status: 'under_maintenance' }))
    : []
}

/**
 * What an ended incident held as it ended. Going on with it holds them again, so that reopening by one
 * word never leaves the page green; archived components stay away.
 */
export function heldAtEnd(db: Db, incident: Pick<IncidentRow, 'id' | 'resolvedAt'>): StatusChange[] {
  if (incident.resolvedAt === null) return []
  const held = new Map<string, ComponentStatus>()
  const last = db
    .select({ componentId: impactWindows.componentId, status: impactWindows.status })
    .from(impactWindows)
    .innerJoin(components, and(eq(components.id, impactWindows.componentId), isNull(components.archivedAt)))
    .where(
      and(
        eq(impactWindows.incidentId, incident.id),
        isNull(impactWindows.withdrawnAt),
        gte(impactWindows.endedAt, incident.resolvedAt),
      ),
    )
    .all()
  for (const { componentId, status } of last) {
    held.set(componentId, worstStatus([status, held.get(componentId) ?? 'operational']))
  }
  return [...held].map(([componentId, status]) => ({ componentId, status }))
}

/** Lets go of all that an incident or maintenance holds, as it ends. Returns what that changed. */
export function letGo(tx: Db, incident: IncidentRow, status: Status, at: number, now: number): AppliedChange[] {
  if (status === 'completed' && !restoresComponents(tx, incident.id)) keepByHand(tx, incident.id, at, now)
  return releaseComponents(tx, incident.id, at, now)
}

/**
 * What a maintenance held stays as it is, from its end on held by hand: it was to be set back by
 * somebody who has looked. What a hand holds at worse already stays at worse.
 */
function keepByHand(tx: Db, incidentId: string, at: number, now: number): void {
  const kept = [...heldStatuses(tx, incidentId)].map(([componentId, status]) => ({ componentId, status }))
  const byHand = heldStatuses(tx, null)
  const milder = kept.filter(
    ({ componentId, status }) => severityOf(byHand.get(componentId) ?? 'operational') < severityOf(status),
  )
  changeStatuses(tx, null, milder, at, now)
}

function restoresComponents(tx: Db, incidentId: string): boolean {
  const plan = tx
    .select({ restores: maintenances.restoresComponents })
    .from(maintenances)
    .where(eq(maintenances.incidentId, incidentId))
    .get()
  return plan?.restores ?? true
}

/** What a maintenance sets to maintenance when it begins: nothing where that was not asked for. */
function listPlannedComponents(tx: Db, incidentId: string): string[] {
  return tx
    .select({ id: components.id })
    .from(maintenanceComponents)
    .innerJoin(
      maintenances,
      and(eq(maintenances.incidentId, maintenanceComponents.incidentId), eq(maintenances.setsComponents, true)),
    )
    .innerJoin(components, and(eq(components.id, maintenanceComponents.componentId), isNull(components.archivedAt)))
    .where(eq(maintenanceComponents.incidentId, incidentId))
    .all()
    .map((component) => component.id)
}
