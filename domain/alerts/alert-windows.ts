import { and, eq, isNotNull, isNull, notExists, or } from 'drizzle-orm'
import { alertGroups, alerts } from '#db/schema/alerts'
import { impactWindows, incidents } from '#db/schema/incidents'
import type { Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import type { Db } from '../database.ts'
import { newId } from '../identity.ts'
import { prepared, value } from '../prepared.ts'

export interface AlertWindow {
  alertId: string
  windowId: string
  componentId: string
  startedAt: number
}

/** The windows by which alerts hold a status, and which nobody has ended. */
export function listOpenAlertWindows(
  db: Db,
  { sourceId, alertId }: { sourceId?: string; alertId?: string } = {},
): AlertWindow[] {
  return db
    .select({
      alertId: alerts.id,
      windowId: impactWindows.id,
      componentId: impactWindows.componentId,
      startedAt: impactWindows.startedAt,
    })
    .from(alerts)
    .innerJoin(impactWindows, eq(impactWindows.id, alerts.windowId))
    .innerJoin(alertGroups, eq(alertGroups.id, alerts.groupId))
    .where(
      and(
        isNull(impactWindows.endedAt),
        isNull(impactWindows.withdrawnAt),
        sourceId === undefined ? undefined : eq(alertGroups.sourceId, sourceId),
        alertId === undefined ? undefined : eq(alerts.id, alertId),
      ),
    )
    .all()
}

/** A window never ends before it began. */
export function endWindow(tx: Db, { windowId, startedAt }: AlertWindow, at: number, now: number): void {
  tx.update(impactWindows)
    .set({ endedAt: Math.max(at, startedAt), endEnteredAt: now })
    .where(eq(impactWindows.id, windowId))
    .run()
}

interface StatusOfAlert {
  id: string
  componentId: string
  status: 'degraded_performance' | 'partial_outage' | 'major_outage'
  startedAt: number
}

/**
 * Sets the status that a rule asks for from when its alert began, unless somebody's open incident or
 * maintenance holds the component: that always wins. Returns the incident that won; null where the status is set.
 */
export function setStatusByAlert(tx: Db, actor: Actor, alert: StatusOfAlert, now: number): string | null {
  const winner = heldBySomebody(tx, alert.componentId)
  const subject = { subjectKind: 'component', subjectId: alert.componentId }
  if (winner !== null) {
    tx.update(alerts).set({ yieldedToId: winner, windowId: null }).where(eq(alerts.id, alert.id)).run()
    recordAudit(tx, actor, { action: 'alert.yield', ...subject, after: { incidentId: winner } }, now)
    return winner
  }
  const windowId = newId()
  const { componentId, status, startedAt } = alert
  tx.insert(impactWindows)
    .values({ id: windowId, componentId, status, startedAt, incidentId: null, startEnteredAt: now })
    .run()
  tx.update(alerts).set({ windowId, yieldedToId: null }).where(eq(alerts.id, alert.id)).run()
  recordAudit(tx, actor, { action: 'alert.set_status', ...subject, after: { status, startedAt } }, now)
  return null
}

/** Takes back the status that an alert still holds, as it ends. Whether there was one. */
export function releaseStatusOfAlert(tx: Db, actor: Actor, alertId: string, at: number, now: number): boolean {
  const open = listOpenAlertWindows(tx, { alertId })
  for (const window of open) {
    endWindow(tx, window, at, now)
    const subject = { subjectKind: 'component', subjectId: window.componentId }
    recordAudit(tx, actor, { action: 'alert.release_status', ...subject, after: { endedAt: at } }, now)
  }
  return open.length > 0
}

/**
 * Where somebody's public incident holds components, what alerts hold of them ends: that incident says
 * how they are. An internal one takes nothing back, since customers would read that all is well.
 */
export function yieldToIncident(tx: Db, actor: Actor, incidentId: string, at: number, now: number): void {
  if (actor.kind === 'alert') return
  const held = heldInPublic(tx)
    .all({ incidentId })
    .map(({ componentId }) => componentId)
  if (held.length === 0) return
  for (const window of listOpenAlertWindows(tx)) {
    if (!held.includes(window.componentId)) continue
    endWindow(tx, window, at, now)
    tx.update(alerts).set({ yieldedToId: incidentId }).where(eq(alerts.id, window.alertId)).run()
    const subject = { subjectKind: 'component', subjectId: window.componentId }
    recordAudit(tx, actor, { action: 'alert.yield', ...subject, after: { incidentId } }, now)
  }
}

const openWindow = and(isNull(impactWindows.endedAt), isNull(impactWindows.withdrawnAt))

const heldInPublic = prepared((db) =>
  db
    .select({ componentId: impactWindows.componentId })
    .from(impactWindows)
    .innerJoin(incidents, eq(incidents.id, impactWindows.incidentId))
    .where(and(eq(incidents.id, value('incidentId')), isNotNull(incidents.publishedAt), openWindow))
    .prepare(),
)

/** The open incident or maintenance that holds a component, drafts from alerts left out; null where there is none. */
function heldBySomebody(tx: Db, componentId: string): string | null {
  const drafted = tx.select({ id: alertGroups.id }).from(alertGroups).where(eq(alertGroups.incidentId, incidents.id))
  const found = tx
    .select({ id: incidents.id })
    .from(impactWindows)
    .innerJoin(incidents, eq(incidents.id, impactWindows.incidentId))
    .where(
      and(
        eq(impactWindows.componentId, componentId),
        openWindow,
        isNull(incidents.resolvedAt),
        or(isNotNull(incidents.publishedAt), notExists(drafted)),
      ),
    )
    .get()
  return found?.id ?? null
}
