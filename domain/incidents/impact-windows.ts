import { and, eq, isNull, sql } from 'drizzle-orm'
import { components } from '#db/schema/components'
import { impactWindows } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { prepared, preparedInsert, value } from '../prepared.ts'
import { selectWindows } from '../public/rows.ts'
import { worstStatus, type ComponentStatus } from '../status.ts'
import { statusAt } from '../uptime.ts'

export interface StatusChange {
  componentId: string
  status: ComponentStatus
}

export interface AppliedChange {
  componentId: string
  oldStatus: ComponentStatus
  newStatus: ComponentStatus
}

/**
 * Makes an incident (or, with null, a hand) hold components at new statuses from `at` on: its open
 * windows end there, and a new one begins unless the status is operational. Returns every component
 * that was named, with what this holder said of it before, and what customers see of it after: where
 * something else still holds it, ending this holder's part does not make it operational.
 */
export function changeStatuses(
  tx: Db,
  incidentId: string | null,
  changes: readonly StatusChange[],
  at: number,
  now: number,
): AppliedChange[] {
  return changes.map(({ componentId, status }) => {
    requireActiveComponent(tx, componentId)
    const open = openWindowsOf(tx).all({ incidentId, componentId })
    const oldStatus = worstStatus(open.map((window) => window.status))
    if (oldStatus === status && open.length <= 1)
      return { componentId, oldStatus, newStatus: seenStatus(tx, componentId, status, at) }
    for (const window of open) endWindow(tx, window, at, now)
    if (status !== 'operational') {
      insertWindow(tx, { id: newId(), componentId, status, startedAt: at, incidentId, startEnteredAt: now })
    }
    return { componentId, oldStatus, newStatus: seenStatus(tx, componentId, status, at) }
  })
}

const insertWindow = preparedInsert(impactWindows)

/** Ends all that an incident still holds, as its resolving does. Returns what that changed. */
export function releaseComponents(tx: Db, incidentId: string, at: number, now: number): AppliedChange[] {
  const held = heldStatuses(tx, incidentId)
  const changes = [...held.keys()].map((componentId): StatusChange => ({ componentId, status: 'operational' }))
  return changeStatuses(tx, incidentId, changes, at, now)
}

/** The components that an incident (or, with null, a hand) holds now, with the worst status at which it does. */
export function heldStatuses(db: Db, incidentId: string | null): Map<string, ComponentStatus> {
  const open = windowsHeldBy(db).all({ incidentId })
  const held = new Map<string, ComponentStatus>()
  for (const { componentId, status } of open) {
    held.set(componentId, worstStatus([status, held.get(componentId) ?? 'operational']))
  }
  return held
}

const isOpen = and(isNull(impactWindows.endedAt), isNull(impactWindows.withdrawnAt))
/** `is`, since a hand's windows have no incident. */
const isHeld = sql`${impactWindows.incidentId} is ${value('incidentId')}`

const windowsHeldBy = prepared((db) =>
  db
    .select({ componentId: impactWindows.componentId, status: impactWindows.status })
    .from(impactWindows)
    .where(and(isHeld, isOpen))
    .prepare(),
)

const openWindowsOf = prepared((db) =>
  db
    .select({ id: impactWindows.id, status: impactWindows.status, startedAt: impactWindows.startedAt })
    .from(impactWindows)
    .where(and(eq(impactWindows.componentId, value('componentId')), isHeld, isOpen))
    .prepare(),
)

/** The worse of what a holder says and of what everything that is public says of a component. */
function seenStatus(tx: Db, componentId: string, said: ComponentStatus, at: number): ComponentStatus {
  return worstStatus([said, statusAt(selectWindows(tx, at, at + 1, componentId), at)])
}

/** A window never ends before it began: where an update is dated before it, the window keeps no length. */
function endWindow(tx: Db, window: { id: string; startedAt: number }, at: number, now: number): void {
  windowEnd(tx).run({ id: window.id, endedAt: Math.max(at, window.startedAt), now })
}

const windowEnd = prepared((db) =>
  db
    .update(impactWindows)
    .set({ endedAt: value('endedAt'), endEnteredAt: value('now') })
    .where(eq(impactWindows.id, value('id')))
    .prepare(),
)

const activeComponent = prepared((db) =>
  db
    .select({ id: components.id })
    .from(components)
    .where(and(eq(components.id, value('componentId')), isNull(components.archivedAt)))
    .prepare(),
)

/** Throws `invalid` where a component does not exist or is archived. */
export function requireActiveComponent(tx: Db, componentId: string): void {
  const found = activeComponent(tx).get({ componentId })
  if (!found)
    throw new DomainError(
      'invalid',
      'One of the components does not exist any more. Choose from the list again.',
      'components',
    )
}
