import type { PublicIncident, PublicIncidentSummary, PublicUpdate } from '../incidents.ts'
import { recordOfCorrection } from './correction-record.ts'
import { iso, isoOrNull } from './instants.ts'
import type { IncidentRecord, IncidentSummaryRecord, WindowRecord } from './schemas.ts'

type Common = Omit<PublicIncidentSummary, 'excerpt' | 'hasReport'>

/** An incident or maintenance whole; `windows` are its own. */
export function recordOfIncident(
  incident: PublicIncident,
  windows: readonly WindowRecord[],
  url: string,
): IncidentRecord {
  const { promise } = incident
  return {
    ...commonOf(incident, url),
    promise: promise && {
      next_update_by: iso(promise.by),
      is_missed: promise.missedByMs > 0,
      missed_by_seconds: promise.missedByMs / 1_000,
    },
    promises_none: incident.promisesNone,
    windows: [...windows],
    updates: incident.updates.map(recordOfUpdate),
    corrections: incident.corrections.map(recordOfCorrection),
  }
}

/** The same in a list. */
export function recordOfSummary(incident: PublicIncidentSummary, url: string): IncidentSummaryRecord {
  return { ...commonOf(incident, url), excerpt: incident.excerpt, has_report: incident.hasReport }
}

/** An incident's address for people, as every document writes it. */
export function incidentUrl(id: string, url: string): string {
  return `${url}/incidents/${id}`
}

function commonOf(incident: Common, url: string) {
  return {
    id: incident.id,
    kind: incident.kind,
    title: incident.title,
    url: incidentUrl(incident.id, url),
    status: incident.status,
    is_over: incident.isOver,
    impact: incident.impact,
    started_at: iso(incident.startedAt),
    resolved_at: isoOrNull(incident.resolvedAt),
    published_at: iso(incident.publishedAt),
    updated_at: iso(incident.updatedAt),
    scheduled_for: isoOrNull(incident.scheduledFor),
    scheduled_until: isoOrNull(incident.scheduledUntil),
    false_alarm: incident.falseAlarm && { at: iso(incident.falseAlarm.at), reason: incident.falseAlarm.reason },
    components: incident.components.map(({ id, slug, name, worst }) => ({ id, slug, name, worst_status: worst })),
    corrected_at: isoOrNull(incident.correctedAt),
  }
}

function recordOfUpdate(update: PublicUpdate) {
  return {
    id: update.id,
    status: update.status,
    label: update.label,
    html: update.html,
    happened_at: iso(update.happenedAt),
    published_at: iso(update.publishedAt),
    next_update_by: isoOrNull(update.nextUpdateBy),
    promises_none: update.promisesNone,
    merged_from: update.mergedFrom,
    components: update.components.map(({ slug, name, oldStatus, newStatus }) => ({
      slug,
      name,
      old_status: oldStatus,
      new_status: newStatus,
    })),
    corrected_at: isoOrNull(update.correction?.at ?? null),
    earlier_versions: update.versions.map(({ html, until }) => ({ html, until: iso(until) })),
  }
}
