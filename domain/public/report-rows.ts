import { and, asc, eq, exists, gte, inArray, isNotNull, isNull, like, notExists, or, sql, type SQL } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import { componentStatuses, components } from '#db/schema/components'
import { impactWindows, incidents } from '#db/schema/incidents'
import { page } from '#db/schema/page'
import { actionItems, reports, reportVersions } from '#db/schema/reports'
import type { Db } from '../database.ts'
import {
  owingImpacts,
  policySettings,
  reportDueDates,
  type ReportDueDates,
  type ReportPolicy,
} from '../reports/reports.ts'
import { impactOf, type Impact } from '../status.ts'
import { publicComponent, publicIncident } from './rows.ts'

/** What public surfaces say of follow-up reports is built from these selects; each carries its visibility condition. */

/** The policy, and since when it holds. */
export interface HeldPolicy extends ReportPolicy {
  /** What ended before goes by what was decided then: see `keepOwedReports`. */
  since: number
}

export function selectReportPolicy(db: Db): HeldPolicy {
  const policy = db
    .select({
      reportsOwedFrom: page.reportsOwedFrom,
      preliminaryReportHours: page.preliminaryReportHours,
      finalReportDays: page.finalReportDays,
    })
    .from(page)
    .get()
  if (!policy) throw new Error('the database holds no page')
  return { ...policy, since: selectPolicyChange(db) }
}

/** When the policy was changed last; only the audit log knows, of which nothing else is read here. */
function selectPolicyChange(db: Db): number {
  const ofPolicy = or(...policySettings.map((name) => like(auditLog.after, `%"${name}"%`)))
  return (
    db
      .select({ at: sql<number | null>`max(${auditLog.at})` })
      .from(auditLog)
      .where(and(eq(auditLog.subjectKind, 'page'), eq(auditLog.action, 'page.update'), ofPolicy))
      .get()?.at ?? 0
  )
}

export interface OwingRow {
  incidentId: string
  title: string
  resolvedAt: number
  dates: ReportDueDates
  hasPreliminary: boolean
  hasFinal: boolean
  waivedAt: number | null
  waivedReason: string | null
}

/**
 * The incidents that owe a report, whether it came, was excused or is awaited: those that ended, are
 * public, are no false alarm, were not imported, and had an impact as bad as the policy said when they ended. Derived
 * at each read, so that a reopening, a merge or a correction leaves no debt that is not one. Those
 * that ended first come first.
 */
export function selectOwing(
  db: Db,
  policy: HeldPolicy,
  options: { incidentId?: string; isAwaited?: boolean; limit?: number } = {},
): OwingRow[] {
  const { incidentId, isAwaited = false, limit = 1_000 } = options
  const rows = db
    .select({
      incidentId: incidents.id,
      title: incidents.title,
      resolvedAt: incidents.resolvedAt,
      preliminaryDueAt: reports.preliminaryDueAt,
      dueAt: reports.dueAt,
      waivedAt: reports.waivedAt,
      waivedReason: reports.waivedReason,
      hasPreliminary: sql<number>`${exists(publishedVersions(db, true))}`,
      hasFinal: sql<number>`${exists(publishedVersions(db, false))}`,
    })
    .from(incidents)
    .leftJoin(reports, eq(reports.incidentId, incidents.id))
    .where(
      and(
        owesReport(db, policy),
        incidentId === undefined ? undefined : eq(incidents.id, incidentId),
        isAwaited ? and(isNull(reports.waivedAt), notExists(publishedVersions(db, false))) : undefined,
      ),
    )
    .orderBy(asc(incidents.resolvedAt), asc(incidents.number))
    .limit(limit)
    .all()
  return rows.map(({ resolvedAt, preliminaryDueAt, dueAt, hasPreliminary, hasFinal, ...row }) => {
    const end = resolvedAt ?? 0
    const usual = reportDueDates(end, policy)
    return {
      ...row,
      resolvedAt: end,
      // Dates that were kept when the policy changed go on holding.
      dates: { preliminaryDueAt: preliminaryDueAt ?? usual.preliminaryDueAt, dueAt: dueAt ?? usual.dueAt },
      hasPreliminary: hasPreliminary === 1,
      hasFinal: hasFinal === 1,
    }
  })
}

/** The published versions of an incident's report, oldest first: a version's number is its place among them. */
export function selectVersions(db: Db, incidentId: string) {
  return db
    .select({
      format: reportVersions.format,
      summary: reportVersions.summary,
      affected: reportVersions.affected,
      happened: reportVersions.happened,
      prevention: reportVersions.prevention,
      customerAction: reportVersions.customerAction,
      isPreliminary: reportVersions.isPreliminary,
      publishedAt: sql<number>`${reportVersions.publishedAt}`,
    })
    .from(reportVersions)
    .innerJoin(incidents, eq(incidents.id, reportVersions.incidentId))
    .where(and(eq(reportVersions.incidentId, incidentId), isNotNull(reportVersions.publishedAt), publicIncident))
    .orderBy(sql`${reportVersions.publishedAt}`, sql`${reportVersions}._rowid_`)
    .all()
}

/** What the newest published versions of incidents' reports say. */
export function selectNewestTexts(db: Db, incidentIds: readonly string[]) {
  if (incidentIds.length === 0) return []
  return db
    .select({
      incidentId: reportVersions.incidentId,
      format: reportVersions.format,
      summary: reportVersions.summary,
      affected: reportVersions.affected,
      happened: reportVersions.happened,
      prevention: reportVersions.prevention,
      customerAction: reportVersions.customerAction,
      publishedAt: sql<number>`max(${reportVersions.publishedAt})`,
    })
    .from(reportVersions)
    .innerJoin(incidents, eq(incidents.id, reportVersions.incidentId))
    .where(
      and(inArray(reportVersions.incidentId, [...incidentIds]), isNotNull(reportVersions.publishedAt), publicIncident),
    )
    .groupBy(reportVersions.incidentId)
    .all()
}

/** The newest published version of each incident's report, the newest first. */
export function selectReportList(db: Db, limit: number, offset: number) {
  return db
    .select({
      incidentId: incidents.id,
      title: incidents.title,
      startedAt: incidents.startedAt,
      resolvedAt: incidents.resolvedAt,
      format: reportVersions.format,
      summary: reportVersions.summary,
      happened: reportVersions.happened,
      isPreliminary: reportVersions.isPreliminary,
      publishedAt: sql<number>`max(${reportVersions.publishedAt})`,
      versions: sql<number>`count(*)`,
    })
    .from(reportVersions)
    .innerJoin(incidents, eq(incidents.id, reportVersions.incidentId))
    .where(and(isNotNull(reportVersions.publishedAt), publicIncident))
    .groupBy(reportVersions.incidentId)
    .orderBy(sql`max(${reportVersions.publishedAt}) desc`, sql`${incidents.number} desc`)
    .limit(limit)
    .offset(offset)
    .all()
}

export function countReports(db: Db): number {
  return (
    db
      .select({ total: sql<number>`count(distinct ${reportVersions.incidentId})` })
      .from(reportVersions)
      .innerJoin(incidents, eq(incidents.id, reportVersions.incidentId))
      .where(and(isNotNull(reportVersions.publishedAt), publicIncident))
      .get()?.total ?? 0
  )
}

/** The action items of published reports, of one incident in their order where its id is given. */
export function selectActionItems(db: Db, incidentId?: string) {
  return db
    .select({
      id: actionItems.id,
      incidentId: incidents.id,
      incidentTitle: incidents.title,
      title: actionItems.title,
      ownerRole: actionItems.ownerRole,
      dueAt: actionItems.dueAt,
      doneAt: actionItems.doneAt,
      droppedAt: actionItems.droppedAt,
      droppedReason: actionItems.droppedReason,
      createdAt: actionItems.createdAt,
    })
    .from(actionItems)
    .innerJoin(incidents, eq(incidents.id, actionItems.incidentId))
    .where(
      and(
        publicIncident,
        exists(publishedVersions(db)),
        incidentId === undefined ? undefined : eq(actionItems.incidentId, incidentId),
      ),
    )
    .orderBy(asc(actionItems.position), asc(actionItems.id))
    .all()
}

/** Published versions of the report of the incident around; of one kind where that is asked for. */
function publishedVersions(db: Db, isPreliminary?: boolean) {
  return db
    .select({ one: sql`1` })
    .from(reportVersions)
    .where(
      and(
        eq(reportVersions.incidentId, incidents.id),
        isNotNull(reportVersions.publishedAt),
        isPreliminary === undefined ? undefined : eq(reportVersions.isPreliminary, isPreliminary),
      ),
    )
}

function owesReport(db: Db, policy: HeldPolicy): SQL {
  const isOwing = hasImpact(db, owingImpacts(policy))
  const isKept = hasImpact(db, owingImpacts({ reportsOwedFrom: 'minor' }))
  return and(
    publicIncident,
    eq(incidents.kind, 'incident'),
    isNotNull(incidents.resolvedAt),
    isNull(incidents.falseAlarmAt),
    isNull(incidents.sourcePage),
    or(
      and(isNotNull(reports.dueAt), isKept),
      and(isNull(reports.dueAt), gte(incidents.resolvedAt, policy.since), isOwing),
    ),
  ) as SQL
}

/** Whether an incident has one of these impacts, as customers see it. */
function hasImpact(db: Db, impacts: readonly Impact[]): SQL {
  const statuses = componentStatuses.filter((status) => impacts.includes(impactOf([status])))
  const window = db
    .select({ one: sql`1` })
    .from(impactWindows)
    .innerJoin(components, eq(components.id, impactWindows.componentId))
    .where(
      and(
        eq(impactWindows.incidentId, incidents.id),
        isNull(impactWindows.withdrawnAt),
        publicComponent,
        inArray(impactWindows.status, statuses),
      ),
    )
  return or(
    inArray(incidents.impactOverride, [...impacts]),
    and(isNull(incidents.impactOverride), exists(window)),
  ) as SQL
}
