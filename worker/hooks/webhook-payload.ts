import type { Db } from '#domain/database'
import { incidentDocument, readToldIncident } from '#domain/public/status-api/incident-document'
import { statusDocument } from '#domain/public/status-api/documents'
import { readStatusApi } from '#domain/public/status-api/status-api'
import type { IncidentNews } from '#domain/outbox/news'

interface Links {
  /** The page's public address, without a slash at its end. */
  url: string
  /** Where the subscription is changed and ended. */
  manage: string
}

/**
 * What a webhook is sent: Statuspage's keys, so that receivers written for it work, and beside them
 * `candor` with what those don't know. Null where the incident can't be read in public (any more).
 */
export function webhookPayload(db: Db, { incident, news }: IncidentNews, { url, manage }: Links, now: number) {
  const told = readToldIncident(db, incident.id, url, now)
  if (!told || 'forwardTo' in told) return null
  const { page, status } = statusDocument(readStatusApi(db, url, now))
  const document = incidentDocument(told)
  const { stamp } = told.page.times
  return {
    meta: { unsubscribe: manage, documentation: `${url}/api`, generated_at: stamp(now) },
    page: { id: page.id, status_indicator: status.indicator, status_description: status.description },
    incident: {
      backfilled: false,
      impact_override: null,
      scheduled_for: null,
      scheduled_until: null,
      scheduled_remind_prior: false,
      scheduled_reminded_at: null,
      scheduled_auto_in_progress: false,
      scheduled_auto_completed: false,
      ...document,
      incident_updates: document.incident_updates.map((update) => ({
        ...update,
        wants_twitter_update: false,
        twitter_updated_at: null,
      })),
    },
    candor: {
      /** The newest first. */
      news: news.map(({ id, kind, at, update }) => ({
        id,
        kind,
        update_id: update?.id ?? null,
        created_at: stamp(at),
      })),
      next_update_at: incident.promise ? stamp(incident.promise.by) : null,
      no_promise: incident.promisesNone,
      is_false_alarm: incident.falseAlarm !== null,
    },
  }
}
