import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { alertGroups, alerts, alertSources, type alertStatuses } from '#db/schema/alerts'
import { components } from '#db/schema/components'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import type { Labels } from './matchers.ts'

const mostShown = 100

export interface IncidentAlert {
  id: string
  title: string
  labels: Labels
  startedAt: number
  endedAt: number | null
  component: { id: string; name: string }
  status: (typeof alertStatuses)[number]
}

/** The alerts from which an incident was drafted; never public. */
export interface IncidentAlerts {
  /** The sources' names. */
  sources: string[]
  /** What still fires first, at most 100. */
  alerts: IncidentAlert[]
  firing: number
  ended: number
  /** Whether all of them have ended and the incident could go on to monitoring. */
  proposesMonitoring: boolean
}

/** The alerts of an incident and of those that were merged into it; null where it came from none. For the team only. */
export function readIncidentAlerts(db: Db, incidentId: string): IncidentAlerts | null {
  const incident = db.select({ status: incidents.status }).from(incidents).where(eq(incidents.id, incidentId)).get()
  const groups = db
    .select({ id: alertGroups.id, source: alertSources.name })
    .from(alertGroups)
    .innerJoin(alertSources, eq(alertSources.id, alertGroups.sourceId))
    .innerJoin(incidents, eq(incidents.id, alertGroups.incidentId))
    .where(or(eq(incidents.id, incidentId), eq(incidents.mergedIntoId, incidentId)))
    .all()
  if (!incident || groups.length === 0) return null
  const ofGroups = inArray(
    alerts.groupId,
    groups.map(({ id }) => id),
  )
  const rows = db
    .select({ alert: alerts, name: components.name })
    .from(alerts)
    .innerJoin(components, eq(components.id, alerts.componentId))
    .where(ofGroups)
    .orderBy(asc(isNotNull(alerts.endedAt)), asc(alerts.startedAt), asc(alerts.id))
    .all()
  const firing = rows.filter(({ alert }) => alert.endedAt === null).length
  return {
    sources: [...new Set(groups.map(({ source }) => source))],
    alerts: rows
      .slice(0, mostShown)
      .flatMap(({ alert: { id, title, labels, startedAt, endedAt, status, componentId }, name }) =>
        status && componentId
          ? [
              {
                id,
                title,
                labels: JSON.parse(labels) as Labels,
                startedAt,
                endedAt,
                component: { id: componentId, name },
                status,
              },
            ]
          : [],
      ),
    firing,
    ended: rows.length - firing,
    proposesMonitoring: rows.length > 0 && firing === 0 && isBeforeMonitoring(incident.status),
  }
}

/** Of the open incidents, those that came from alerts: the ids of drafts, and of all that could go on to monitoring. For the team only. */
export function listAlertIncidents(db: Db): { drafts: string[]; ended: string[] } {
  const rows = db
    .select({ id: incidents.id, status: incidents.status, publishedAt: incidents.publishedAt, groupId: alertGroups.id })
    .from(alertGroups)
    .innerJoin(incidents, eq(incidents.id, alertGroups.incidentId))
    .where(and(isNull(incidents.resolvedAt), isNull(incidents.mergedIntoId)))
    .all()
  const ids = [...new Set(rows.map(({ id }) => id))]
  return {
    drafts: [...new Set(rows.filter(({ publishedAt }) => publishedAt === null).map(({ id }) => id))],
    ended: ids.filter((id) => readIncidentAlerts(db, id)?.proposesMonitoring),
  }
}

function isBeforeMonitoring(status: string): boolean {
  return status === 'investigating' || status === 'identified'
}
