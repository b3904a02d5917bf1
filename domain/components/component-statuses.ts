import { and, asc, eq, isNull } from 'drizzle-orm'
import { alertGroups, alerts, alertSources } from '#db/schema/alerts'
import { components } from '#db/schema/components'
import { impactWindows, incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import { selectWindows } from '../public/rows.ts'
import { type ComponentStatus } from '../status.ts'
import { statusAt } from '../uptime.ts'

/** What keeps a component from being operational: an open incident or maintenance, or, without one, a hand or an alert. */
export interface ComponentHolder {
  incidentId: string | null
  title: string | null
  isInternal: boolean
  status: ComponentStatus
  since: number
  /** Whose alert set the status by itself; null where an incident or a hand did. */
  alertSource: string | null
}

export interface HeldComponent {
  id: string
  name: string
  groupId: string | null
  isHidden: boolean
  /** What customers see, or would see if it were not hidden: what internal incidents say does not count. */
  status: ComponentStatus
  /** Everything that holds it now, internal incidents too; the earliest first. */
  holders: ComponentHolder[]
}

/** The components that are not archived, in the page's order, with their status and what holds them; for the team only. */
export function listComponentStatuses(db: Db, now: number): HeldComponent[] {
  const windows = groupBy(selectWindows(db, now, now + 1), (window) => window.componentId)
  const holders = groupBy(selectHolders(db), (holder) => holder.componentId)
  return db
    .select({ id: components.id, name: components.name, groupId: components.groupId, hiddenAt: components.hiddenAt })
    .from(components)
    .where(isNull(components.archivedAt))
    .orderBy(asc(components.position), asc(components.id))
    .all()
    .map(({ hiddenAt, ...component }) => ({
      ...component,
      isHidden: hiddenAt !== null,
      status: statusAt(windows.get(component.id) ?? [], now),
      holders: (holders.get(component.id) ?? []).map(({ publishedAt, componentId: _, ...holder }) => ({
        ...holder,
        isInternal: holder.incidentId !== null && publishedAt === null,
      })),
    }))
}

function selectHolders(db: Db) {
  return db
    .select({
      componentId: impactWindows.componentId,
      incidentId: impactWindows.incidentId,
      title: incidents.title,
      publishedAt: incidents.publishedAt,
      status: impactWindows.status,
      since: impactWindows.startedAt,
      alertSource: alertSources.name,
    })
    .from(impactWindows)
    .leftJoin(incidents, eq(incidents.id, impactWindows.incidentId))
    .leftJoin(alerts, eq(alerts.windowId, impactWindows.id))
    .leftJoin(alertGroups, eq(alertGroups.id, alerts.groupId))
    .leftJoin(alertSources, eq(alertSources.id, alertGroups.sourceId))
    .where(and(isNull(impactWindows.endedAt), isNull(impactWindows.withdrawnAt)))
    .orderBy(asc(impactWindows.startedAt))
    .all()
}
