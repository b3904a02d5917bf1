import { auditLog } from '#db/schema/audit'
import { components } from '#db/schema/components'
import { corrections, impactWindows, incidents, incidentUpdates } from '#db/schema/incidents'
import type { Db } from '../../database.ts'
import { readHistoryPage } from '../../public/history-page.ts'
import { readIncidentPage, type PublicIncident } from '../../public/incidents.ts'
import { selectRevision } from '../../public/rows.ts'
import { readStatusPage, type PublicComponent } from '../../public/status-page.ts'
import { worstStatus, type ComponentStatus } from '../../status.ts'
import { sumTallies } from '../../uptime.ts'

const minuteMs = 60_000

/** Everything that the rules look at, at one instant: the rows as they are, and what customers read. */
export interface Life {
  now: number
  incidents: (typeof incidents.$inferSelect)[]
  updates: (typeof incidentUpdates.$inferSelect)[]
  windows: (typeof impactWindows.$inferSelect)[]
  corrections: (typeof corrections.$inferSelect)[]
  components: (typeof components.$inferSelect)[]
  audits: number
  revision: number
  home: ReturnType<typeof readStatusPage>
  /** By the incident's id: its own page, where its permalink leads, or null. */
  pages: Map<string, ReturnType<typeof readIncidentPage>>
  /** The ids of whatever a list shows. */
  listed: Set<string>
}

/** Reads all of it, with the public reads that the pages use. */
export function readLife(db: Db, now: number): Life {
  const rows = db.select().from(incidents).all()
  const home = readStatusPage(db, now)
  const { months } = readHistoryPage(db, { number: 1, componentSlug: null }, now)
  const lists = [home.open, home.activeMaintenance, home.plannedMaintenance]
  return {
    now,
    incidents: rows,
    updates: db.select().from(incidentUpdates).all(),
    windows: db.select().from(impactWindows).all(),
    corrections: db.select().from(corrections).all(),
    components: db.select().from(components).all(),
    audits: db.select().from(auditLog).all().length,
    revision: selectRevision(db),
    home,
    pages: new Map(rows.map(({ id }) => [id, readIncidentPage(db, id, now)])),
    listed: new Set(
      [...lists.flat(), ...[...home.recent, ...months].flatMap((part) => part.incidents)].map(({ id }) => id),
    ),
  }
}

/** Whether customers may know of it. */
export function isPublic({ publishedAt }: { publishedAt: number | null }): boolean {
  return publishedAt !== null
}

/** An incident as its own page tells it; null where it has none. */
export function publicOf(pages: Life['pages'], id: string): PublicIncident | null {
  const page = pages.get(id) ?? null
  return page && 'incident' in page ? page.incident : null
}

/** Whether a page tells an update. */
export function readsUpdate(page: ReturnType<typeof readIncidentPage>, updateId: string): boolean {
  return page !== null && 'incident' in page && page.incident.updates.some(({ id }) => id === updateId)
}

/** The components on the page. */
export function shown({ home }: Life): PublicComponent[] {
  return [...home.ungrouped, ...home.groups.flatMap((group) => group.components)]
}

/** The worst of the windows that count for a component at an instant. */
export function statusAtMinute({ windows, incidents: all }: Life, componentId: string, at: number): ComponentStatus {
  const covering = windows.filter((window) => {
    const incident = all.find(({ id }) => id === window.incidentId)
    const counts = window.incidentId === null || (incident && isPublic(incident) && incident.falseAlarmAt === null)
    const covers = window.startedAt <= at && (window.endedAt === null || window.endedAt > at)
    return window.componentId === componentId && window.withdrawnAt === null && counts && covers
  })
  return worstStatus(covering.map(({ status }) => status))
}

const mildestFirst = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const satisfies readonly ComponentStatus[]

/** Milliseconds at each status, the mildest first, by looking at every minute: the test's instants are whole ones. */
export function countMinutes(life: Life, componentId: string): number[] {
  const minutes: ComponentStatus[] = []
  const startsAt = life.components.find(({ id }) => id === componentId)?.startsAt ?? life.now
  for (let at = startsAt; at < life.now; at += minuteMs) minutes.push(statusAtMinute(life, componentId, at))
  return mildestFirst.map((status) => minutes.filter((one) => one === status).length * minuteMs)
}

/** The same as the page tells it. */
export function sumOf({ days }: PublicComponent): number[] {
  const { observedMs, maintenanceMs, degradedMs, partialMs, majorMs } = sumTallies(days.map((day) => day.tally))
  const operationalMs = observedMs - maintenanceMs - degradedMs - partialMs - majorMs
  return [operationalMs, maintenanceMs, degradedMs, partialMs, majorMs]
}

/** Everything that a merge must leave as it is. */
export function figuresOf(life: Life) {
  return shown(life).map(({ id, status, since, uptime, days }) => ({ id, status, since, uptime, days }))
}

/** Everything that customers read, for telling whether two readings are the same. */
export function toldOf({ home: { revision: _, ...home }, pages }: Life): string {
  return JSON.stringify([home, [...pages]])
}
