import { and, eq, gt, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { components } from '#db/schema/components'
import { corrections, impactWindows, incidents } from '#db/schema/incidents'
import type { Db } from '../../database.ts'
import { publicComponent, publicIncident } from '../rows.ts'

/**
 * The windows of a public component, or of all where none is named, that touch a range and were public,
 * with the incidents that they belong to: those that count, and those of false alarms, which count for nothing.
 */
export function selectExplainedWindows(db: Db, componentId: string | null, from: number, to: number) {
  const target = alias(incidents, 'target')
  return db
    .select({
      id: impactWindows.id,
      componentId: impactWindows.componentId,
      status: impactWindows.status,
      startedAt: impactWindows.startedAt,
      endedAt: impactWindows.endedAt,
      incidentId: impactWindows.incidentId,
      title: incidents.title,
      kind: incidents.kind,
      falseAlarmAt: incidents.falseAlarmAt,
      falseAlarmReason: incidents.falseAlarmReason,
      mergedIntoId: incidents.mergedIntoId,
      /** Null where it was merged into what is not public. */
      targetId: target.id,
      targetTitle: target.title,
    })
    .from(impactWindows)
    .innerJoin(components, eq(components.id, impactWindows.componentId))
    .leftJoin(incidents, eq(incidents.id, impactWindows.incidentId))
    .leftJoin(
      target,
      and(eq(target.id, incidents.mergedIntoId), isNotNull(target.publishedAt), isNull(target.mergedIntoId)),
    )
    .where(
      and(
        componentId === null ? undefined : eq(impactWindows.componentId, componentId),
        or(isNull(impactWindows.endedAt), gt(impactWindows.endedAt, from)),
        lt(impactWindows.startedAt, to),
        isNull(impactWindows.withdrawnAt),
        or(isNull(impactWindows.incidentId), isNotNull(incidents.publishedAt)),
        publicComponent,
      ),
    )
    .orderBy(impactWindows.startedAt, impactWindows.id)
    .all()
}

export type ExplainedRow = ReturnType<typeof selectExplainedWindows>[number]

/** The public incidents of which a window of the component was corrected, and the ids that the corrections were written for. */
export function selectCorrectedIncidents(db: Db, componentId: string) {
  return db
    .selectDistinct({ id: incidents.id, title: incidents.title, writtenForId: corrections.incidentId })
    .from(corrections)
    .innerJoin(impactWindows, eq(impactWindows.id, corrections.windowId))
    .innerJoin(components, eq(components.id, impactWindows.componentId))
    .innerJoin(incidents, eq(incidents.id, impactWindows.incidentId))
    .where(and(eq(impactWindows.componentId, componentId), publicIncident, publicComponent))
    .all()
}
