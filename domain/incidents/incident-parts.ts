import { and, asc, eq, isNull, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { components } from '#db/schema/components'
import {
  impactWindows,
  incidents,
  incidentUpdates,
  maintenanceComponents,
  maintenances,
  updateComponents,
} from '#db/schema/incidents'
import { isListed, preparedForIds } from '../prepared.ts'
import { newestFirst } from './update-order.ts'

/**
 * What belongs to incidents, by their ids. Customers, the team and programs read the same columns; each
 * says once, where its reads are made, which rows it may see.
 */

/** The incident for which an update was written that came to another one by a merge. */
export const origin = alias(incidents, 'origin')

/** Updates, newest first; with the title of their origin where `origin` holds of it. */
export const updatesThat = (isSeen: SQL | undefined, isOriginSeen?: SQL) =>
  preparedForIds((db) =>
    db
      .select({
        id: incidentUpdates.id,
        incidentId: incidentUpdates.incidentId,
        status: incidentUpdates.status,
        body: incidentUpdates.body,
        bodyFormat: incidentUpdates.bodyFormat,
        happenedAt: incidentUpdates.happenedAt,
        publishedAt: incidentUpdates.publishedAt,
        nextUpdateBy: incidentUpdates.nextUpdateBy,
        promisesNone: incidentUpdates.promisesNone,
        mergedFromId: incidentUpdates.mergedFromId,
        mergedFrom: origin.title,
        updatedAt: incidentUpdates.updatedAt,
      })
      .from(incidentUpdates)
      .innerJoin(incidents, eq(incidents.id, incidentUpdates.incidentId))
      .leftJoin(origin, and(eq(origin.id, incidentUpdates.mergedFromId), isOriginSeen))
      .where(and(isListed(incidentUpdates.incidentId), isSeen))
      .orderBy(...newestFirst)
      .prepare(),
  )

/** What updates said of components, in the order of the page. */
export const updateComponentsThat = (isSeen?: SQL) =>
  preparedForIds((db) =>
    db
      .select({
        updateId: updateComponents.updateId,
        componentId: components.id,
        name: components.name,
        slug: components.slug,
        oldStatus: updateComponents.oldStatus,
        newStatus: updateComponents.newStatus,
      })
      .from(updateComponents)
      .innerJoin(components, eq(components.id, updateComponents.componentId))
      .where(and(isListed(updateComponents.updateId), isSeen))
      .orderBy(asc(components.position))
      .prepare(),
  )

/** Which components incidents hold or held, at which statuses and when, in the order of the page. */
export const windowsThat = (isSeen?: SQL) =>
  preparedForIds((db) =>
    db
      .select({
        incidentId: impactWindows.incidentId,
        componentId: components.id,
        slug: components.slug,
        name: components.name,
        status: impactWindows.status,
        startedAt: impactWindows.startedAt,
        endedAt: impactWindows.endedAt,
      })
      .from(impactWindows)
      .innerJoin(components, eq(components.id, impactWindows.componentId))
      .innerJoin(incidents, eq(incidents.id, impactWindows.incidentId))
      .where(and(isListed(impactWindows.incidentId), isNull(impactWindows.withdrawnAt), isSeen))
      .orderBy(asc(components.position))
      .prepare(),
  )

/** When maintenances are planned, and which components they will touch, in the order of the page. */
export const schedulesThat = (isComponentSeen?: SQL) =>
  preparedForIds((db) =>
    db
      .select({
        incidentId: maintenances.incidentId,
        scheduledFor: maintenances.scheduledFor,
        scheduledUntil: maintenances.scheduledUntil,
        componentId: components.id,
        slug: components.slug,
        name: components.name,
      })
      .from(maintenances)
      .leftJoin(maintenanceComponents, eq(maintenanceComponents.incidentId, maintenances.incidentId))
      .leftJoin(components, and(eq(components.id, maintenanceComponents.componentId), isComponentSeen))
      .where(isListed(maintenances.incidentId))
      .orderBy(asc(components.position))
      .prepare(),
  )
