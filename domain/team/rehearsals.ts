import { listComponentStatuses, type ComponentHolder, type HeldComponent } from '../components/component-statuses.ts'
import { rehearse, type Db } from '../database.ts'
import { countRecipients, lastAnnouncement, type Recipients } from '../outbox/hand-out.ts'
import { readIncidentPage, type PublicIncident } from '../public/incidents.ts'
import type { ComponentStatus } from '../status.ts'

/** What a publication does to one component, as customers see it. */
export interface Consequence {
  componentId: string
  name: string
  isHidden: boolean
  from: ComponentStatus
  to: ComponentStatus
  /** What else holds the component after it, and so keeps it from being operational. */
  stillHeldBy: ComponentHolder[]
}

export interface Rehearsal {
  /** The incident as customers will read it; null where they will see nothing of it. */
  incident: PublicIncident | null
  /** One for each component that the incident begins, goes on or ceases to hold differently. */
  consequences: Consequence[]
  /** How many subscribers would be told, by channel; null where nothing is announced, or quietly. */
  recipients: Recipients | null
}

/**
 * Runs a write that opens or updates an incident or a maintenance, reads what customers would see
 * of it, and undoes it. `run` returns the incident's id; what it throws is thrown.
 */
export function rehearseIncident(db: Db, run: (tx: Db) => string, now: number): Rehearsal {
  return rehearse(db, (tx) => {
    const before = listComponentStatuses(tx, now)
    const announced = lastAnnouncement(tx)
    const incidentId = run(tx)
    const after = listComponentStatuses(tx, now)
    const found = readIncidentPage(tx, incidentId, now)
    return {
      incident: found && 'incident' in found ? found.incident : null,
      consequences: consequencesOf(incidentId, before, after),
      recipients: countRecipients(tx, announced),
    }
  })
}

function consequencesOf(
  incidentId: string,
  before: readonly HeldComponent[],
  after: readonly HeldComponent[],
): Consequence[] {
  const earlier = new Map(before.map((component) => [component.id, component]))
  return after.flatMap((component): Consequence[] => {
    const was = earlier.get(component.id)
    if (!was || heldStatus(was, incidentId) === heldStatus(component, incidentId)) return []
    const { id: componentId, name, isHidden } = component
    const stillHeldBy = component.holders.filter((holder) => holder.incidentId !== incidentId)
    return [{ componentId, name, isHidden, from: was.status, to: component.status, stillHeldBy }]
  })
}

function heldStatus(component: HeldComponent, incidentId: string): ComponentStatus | null {
  return component.holders.find((holder) => holder.incidentId === incidentId)?.status ?? null
}
