import { and, asc, eq, gt, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import { componentGroups, components } from '#db/schema/components'
import { impactWindows, incidents } from '#db/schema/incidents'
import { page, pageLogos, revision } from '#db/schema/page'
import type { Db } from '../database.ts'
import { prepared, value } from '../prepared.ts'

/**
 * The only selects that public surfaces are built from, with those of public-incident-rows.ts. Each
 * names its columns and carries the condition that makes a row public: no reader can forget one.
 */

export const publicIncident = and(isNotNull(incidents.publishedAt), isNull(incidents.mergedIntoId)) as SQL
export const publicComponent = isNull(components.hiddenAt)
/** A window counts where nobody took it back and its incident, if it has one, is public and no false alarm. */
export const countingWindow = and(
  isNull(impactWindows.withdrawnAt),
  or(isNull(impactWindows.incidentId), and(isNotNull(incidents.publishedAt), isNull(incidents.falseAlarmAt))),
) as SQL

export function selectRevision(db: Db): number {
  return db.select({ number: revision.number }).from(revision).get()?.number ?? 0
}

const publicPage = prepared((db) =>
  db
    .select({
      id: page.id,
      name: page.name,
      timeZone: page.timeZone,
      description: page.description,
      supportUrl: page.supportUrl,
      supportEmail: page.supportEmail,
      links: page.links,
      accentLight: page.accentLight,
      accentDark: page.accentDark,
      updatedAt: page.updatedAt,
      logoUpdatedAt: pageLogos.updatedAt,
      /** Whether the drawing itself says how it looks on dark ground. */
      logoKnowsDark: sql<number>`${pageLogos.mediaType} = 'image/svg+xml' and instr(${pageLogos.bytes}, cast('prefers-color-scheme' as blob)) > 0`,
    })
    .from(page)
    .leftJoin(pageLogos, eq(pageLogos.row, page.row))
    .prepare(),
)

export function selectPage(db: Db) {
  return publicPage(db).get()
}

export function selectLogo(db: Db) {
  return db
    .select({ mediaType: pageLogos.mediaType, bytes: pageLogos.bytes, updatedAt: pageLogos.updatedAt })
    .from(pageLogos)
    .get()
}

const groups = prepared((db) =>
  db
    .select({
      id: componentGroups.id,
      name: componentGroups.name,
      description: componentGroups.description,
      position: componentGroups.position,
      createdAt: componentGroups.createdAt,
      updatedAt: componentGroups.updatedAt,
    })
    .from(componentGroups)
    .where(isNull(componentGroups.archivedAt))
    .orderBy(asc(componentGroups.position), asc(componentGroups.id))
    .prepare(),
)

export function selectGroups(db: Db) {
  return groups(db).all()
}

export const componentColumns = {
  id: components.id,
  slug: components.slug,
  name: components.name,
  description: components.description,
  groupId: components.groupId,
  position: components.position,
  startsAt: components.startsAt,
  showsUptime: components.showsUptime,
  onlyShownIfDegraded: components.onlyShownIfDegraded,
  archivedAt: components.archivedAt,
  createdAt: components.createdAt,
  updatedAt: components.updatedAt,
}

/** The components that stand on the page. */
export function selectComponents(db: Db) {
  return db
    .select(componentColumns)
    .from(components)
    .where(and(publicComponent, isNull(components.archivedAt)))
    .orderBy(asc(components.position), asc(components.id))
    .all()
}

/** One component by its slug, an archived one too: its history stays readable. */
export function selectComponent(db: Db, slug: string) {
  return db
    .select(componentColumns)
    .from(components)
    .where(and(publicComponent, eq(components.slug, slug)))
    .get()
}

export type ComponentColumns = ReturnType<typeof selectComponents>[number]

const windowsThat = (fit?: SQL) =>
  prepared((db) =>
    db
      .select({
        componentId: impactWindows.componentId,
        status: impactWindows.status,
        startedAt: impactWindows.startedAt,
        endedAt: impactWindows.endedAt,
      })
      .from(impactWindows)
      .leftJoin(incidents, eq(incidents.id, impactWindows.incidentId))
      .where(
        and(
          or(isNull(impactWindows.endedAt), gt(impactWindows.endedAt, value('from'))),
          lt(impactWindows.startedAt, value('to')),
          countingWindow,
          fit,
        ),
      )
      .prepare(),
  )
const windowsOfAll = windowsThat()
const windowsOfOne = windowsThat(eq(impactWindows.componentId, value('componentId')))

/** The windows that touch a range; of one component where its id is given. */
export function selectWindows(db: Db, from: number, to: number, componentId?: string) {
  return componentId === undefined
    ? windowsOfAll(db).all({ from, to })
    : windowsOfOne(db).all({ from, to, componentId })
}
