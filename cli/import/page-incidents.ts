import type { SnapshotIncident, SnapshotUpdate } from '#domain/imports/snapshot'
import { groupBy } from '#domain/grouping'
import type { IncidentDocument } from './documents.ts'

const minuteMs = 60_000

/** An incident as one document has it; several have the same one. */
export interface FoundIncident {
  document: IncidentDocument
  isScheduled: boolean
}

/** One incident of each that documents hold: the one changed last, completed by what only others have. */
export function collectIncidents(found: readonly FoundIncident[]): SnapshotIncident[] {
  return [...groupBy(found, ({ document }) => idOf(document)).values()].map((same) => {
    const [best, ...others] = [...same].sort(
      (a, b) =>
        (b.document.updated_at ?? 0) - (a.document.updated_at ?? 0) ||
        b.document.incident_updates.length - a.document.incident_updates.length,
    )
    const first = (best ?? same[0]) as FoundIncident
    const document = others.reduce((known, other) => completed(known, other.document), first.document)
    return toIncident(
      document,
      same.some((one) => one.isScheduled),
    )
  })
}

/**
 * Adds what a feed knows: incidents that no document holds, and updates of those of which a document
 * holds fewer. A feed's times are of a minute, so that is how the same update is recognised.
 */
export function addFeed(documents: readonly SnapshotIncident[], feed: readonly SnapshotIncident[]): SnapshotIncident[] {
  const inFeed = new Map(feed.map((incident) => [incident.sourceId, incident]))
  const known = new Set(documents.map((incident) => incident.sourceId))
  const filled = documents.map((incident) => {
    const other = inFeed.get(incident.sourceId)
    if (!other || other.updates.length <= incident.updates.length) return incident
    const told = new Set(incident.updates.map(minuteAndStatus))
    const missing = other.updates.filter((update) => !told.has(minuteAndStatus(update)))
    return { ...incident, updates: newestFirst([...incident.updates, ...missing]) }
  })
  return [...filled, ...feed.filter((incident) => !known.has(incident.sourceId))]
}

function idOf(document: IncidentDocument): string {
  return document.id ?? document.code ?? ''
}

function completed(known: IncidentDocument, other: IncidentDocument): IncidentDocument {
  const filled = Object.entries(known).map(([key, value]) => {
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0)
    return [key, isEmpty ? other[key as keyof IncidentDocument] : value]
  })
  return Object.fromEntries(filled) as IncidentDocument
}

function toIncident(document: IncidentDocument, isScheduled: boolean): SnapshotIncident {
  return {
    sourceId: idOf(document),
    isScheduled,
    detail: 'full',
    title: document.name,
    status: document.status,
    impact: document.impact,
    createdAt: document.created_at,
    startedAt: document.started_at,
    monitoringAt: document.monitoring_at,
    resolvedAt: document.resolved_at,
    updatedAt: document.updated_at,
    scheduledFor: document.scheduled_for,
    scheduledUntil: document.scheduled_until,
    updates: newestFirst(document.incident_updates.map(toUpdate)),
    components: document.components
      .filter((component) => component.group !== true)
      .map(({ id, name }) => ({ code: id, name })),
    postmortem: postmortemOf(document),
  }
}

/** One without a date is a draft, unless the incident's own status says that it was published. */
function postmortemOf(document: IncidentDocument): SnapshotIncident['postmortem'] {
  const { postmortem_body: body, postmortem_published_at: publishedAt, status } = document
  return body && (publishedAt !== null || status === 'postmortem') ? { body, publishedAt } : null
}

function toUpdate(update: IncidentDocument['incident_updates'][number]): SnapshotUpdate {
  return {
    sourceId: update.id,
    status: update.status,
    body: update.body ?? '',
    displayAt: update.display_at ?? update.created_at ?? 0,
    createdAt: update.created_at,
    updatedAt: update.updated_at,
    changes: update.affected_components.map((one) => ({
      code: one.code ?? one.id,
      name: one.name,
      oldStatus: one.old_status,
      newStatus: one.new_status,
    })),
  }
}

function newestFirst(updates: readonly SnapshotUpdate[]): SnapshotUpdate[] {
  return [...updates].sort((a, b) => b.displayAt - a.displayAt)
}

function minuteAndStatus(update: SnapshotUpdate): string {
  return `${Math.floor(update.displayAt / minuteMs)} ${(update.status ?? '').toLowerCase()}`
}
