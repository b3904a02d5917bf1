import { and, isNull } from 'drizzle-orm'
import { impactWindows, incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { importedId } from '../identity.ts'
import type { ImportPlan } from './changes.ts'
import type { ComponentDirectory } from './components.ts'
import { olderComponents } from './plan-components.ts'
import type { Snapshot, SnapshotComponent } from './snapshot.ts'
import { componentStatusOf } from './statuses.ts'
import { severityOf, statusWords, worstStatus, type ComponentStatus } from '../status.ts'

type WindowRow = typeof impactWindows.$inferSelect

interface Hold {
  status: ComponentStatus
  incidentId: string | null
}

/**
 * Compares what the source's list says of each component now with the windows that will be open.
 * Where a component is worse than they explain, a window of no incident begins at the component's
 * last change; it ends by the import after which the list no longer says so. Older documents than
 * an earlier import's say nothing of now.
 */
export function planStatuses(
  db: Db,
  plan: ImportPlan,
  snapshot: Snapshot,
  directory: ComponentDirectory,
  now: number,
): void {
  const byHand = db.select().from(impactWindows).where(isNull(impactWindows.incidentId)).all()
  const held = heldAfter(db, plan)
  const older = olderComponents(db, { directory })
  for (const component of snapshot.components) {
    const status = component.isListed ? componentStatusOf(component.status) : null
    const componentId = directory.find({ code: component.sourceId, name: null })?.id
    if (status === null || componentId === undefined || older.has(componentId)) continue
    const own = byHand.filter((window) => window.componentId === componentId && window.withdrawnAt === null)
    const imported = own.filter((window) => isFromStatus(window, snapshot))
    const set = own.filter((window) => window.endedAt === null && !imported.includes(window))
    const explained = [...(held.get(componentId) ?? []), ...set.map(({ status }) => ({ status, incidentId: null }))]
    const worst = worstStatus(explained.map((hold) => hold.status))
    planStatus(plan, { component, componentId, status, worst, imported, snapshot, now })
    if (severityOf(worst) > severityOf(status)) plan.notes.push(contradiction(component, status, worst, explained))
  }
}

interface StatusToPlan {
  component: SnapshotComponent
  componentId: string
  status: ComponentStatus
  worst: ComponentStatus
  imported: WindowRow[]
  snapshot: Snapshot
  now: number
}

function planStatus(
  plan: ImportPlan,
  { component, componentId, status, worst, imported, snapshot, now }: StatusToPlan,
): void {
  const { windows } = plan.changes
  const at = component.updatedAt ?? now
  const isWanted = severityOf(status) > severityOf(worst)
  const open = imported.filter((window) => window.endedAt === null)
  for (const window of open) {
    if (isWanted && window.status === status) continue
    windows.updates.push({ id: window.id, set: { endedAt: Math.max(at, window.startedAt), endEnteredAt: at } })
    plan.counts.windows.changed++
  }
  if (!isWanted) return
  if (open.some((window) => window.status === status)) {
    plan.counts.windows.unchanged++
    return
  }
  const id = statusWindowId(snapshot.page.key, { componentId, startedAt: at, status })
  if (imported.some((window) => window.id === id)) {
    plan.conflicts.push(
      `component “${component.name}”: the source still says “${words(status)}”; it was ended in Candor and stays so`,
    )
    return
  }
  windows.inserts.push({ id, componentId, status, startedAt: at, incidentId: null, startEnteredAt: at })
  plan.counts.windows.new++
  plan.notes.push(
    `component “${component.name}” says “${words(status)}”, which no incident explains; it is held so as if set by hand`,
  )
}

/** The windows of public incidents that are open once the plan is carried out, by component. */
function heldAfter(db: Db, plan: ImportPlan): Map<string, Hold[]> {
  const ignored = new Set(
    db
      .select({ id: incidents.id, falseAlarmAt: incidents.falseAlarmAt, publishedAt: incidents.publishedAt })
      .from(incidents)
      .all()
      .filter((row) => row.falseAlarmAt !== null || row.publishedAt === null)
      .map((row) => row.id),
  )
  const ended = new Set(
    plan.changes.windows.updates
      .filter(({ set }) => typeof set.endedAt === 'number' || typeof set.withdrawnAt === 'number')
      .map(({ id }) => id),
  )
  const open = db
    .select()
    .from(impactWindows)
    .where(and(isNull(impactWindows.endedAt), isNull(impactWindows.withdrawnAt)))
    .all()
  const held = new Map<string, Hold[]>()
  const add = (componentId: string, hold: Hold): void => {
    held.set(componentId, [...(held.get(componentId) ?? []), hold])
  }
  for (const { id, componentId, status, incidentId } of open) {
    if (incidentId !== null && !ended.has(id) && !ignored.has(incidentId)) add(componentId, { status, incidentId })
  }
  for (const { componentId, status, incidentId, endedAt } of plan.changes.windows.inserts) {
    if (incidentId && typeof endedAt !== 'number') add(componentId, { status, incidentId })
  }
  return held
}

/** A window that such a comparison made is known by its id, which is made of what it says. */
function isFromStatus(window: WindowRow, snapshot: Snapshot): boolean {
  return snapshot.page.keys.some((key) => statusWindowId(key, window) === window.id)
}

function statusWindowId(
  key: string,
  { componentId, startedAt, status }: Pick<WindowRow, 'componentId' | 'startedAt' | 'status'>,
): string {
  return importedId(key, `status/${componentId}/${startedAt}/${status}`)
}

function contradiction(
  component: SnapshotComponent,
  status: ComponentStatus,
  worst: ComponentStatus,
  explained: readonly Hold[],
): string {
  const holder = explained.find((hold) => hold.status === worst)?.incidentId
  const reason = holder ? `incident ${holder} is open and holds it at` : 'it was set by hand to'
  return `component “${component.name}” is “${words(status)}” on the source, but ${reason} “${words(worst)}”; that counts`
}

function words(status: ComponentStatus): string {
  return statusWords[status].toLowerCase()
}
