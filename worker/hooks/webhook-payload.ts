import type { Db } from '#domain/database'
import { incidentDocument, readToldIncident } from '#domain/public/status-api/incident-document'
import { statusDocument } from '#domain/public/status-api/documents'
import { readStatusApi } from '#domain/public/status-api/status-api'
import type { IncidentNews } from '#domain/outbox/news'
import { testWords } from './chat-letters.ts'

/** What Statuspage's incidents have and these never do. */
const neverScheduled = {
  backfilled: false,
  impact_override: null,
  scheduled_for: null,
  scheduled_until: null,
  scheduled_remind_prior: false,
  scheduled_reminded_at: null,
  scheduled_auto_in_progress: false,
  scheduled_auto_completed: false,
}
const neverTweeted = { wants_twitter_update: false, twitter_updated_at: null }

export interface Links {
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
      ...neverScheduled,
      ...document,
      incident_updates: document.incident_updates.map((update) => ({
        ...update,
        ...neverTweeted,
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
      is_test: false,
    },
  }
}

/** An incident that never was, over before it began, in the same shape: what a receiver tries itself with. */
export function testPayload(db: Db, { url, manage }: Links, now: number) {
  const api = readStatusApi(db, url, now)
  const { page, status } = statusDocument(api)
  const at = api.page.times.stamp(now)
  const [id, words] = ['testtesttest', `${testWords} Nothing is wrong.`]
  const times = { created_at: at, updated_at: at }
  return {
    meta: { unsubscribe: manage, documentation: `${url}/api`, generated_at: at },
    page: { id: page.id, status_indicator: status.indicator, status_description: status.description },
    incident: {
      ...neverScheduled,
      id,
      name: 'Test message',
      status: 'resolved',
      ...times,
      monitoring_at: null,
      resolved_at: at,
      impact: 'none',
      shortlink: url,
      started_at: at,
      page_id: page.id,
      incident_updates: [
        {
          id,
          status: 'resolved',
          body: words,
          incident_id: id,
          ...times,
          display_at: at,
          affected_components: null,
          deliver_notifications: true,
          custom_tweet: null,
          tweet_id: null,
          ...neverTweeted,
        },
      ],
      components: [],
      code: id,
      postmortem_body: null,
      postmortem_body_last_updated_at: null,
      postmortem_ignored: false,
      postmortem_published_at: null,
      postmortem_notified_subscribers: false,
      postmortem_notified_twitter: false,
    },
    candor: { news: [], next_update_at: null, no_promise: true, is_false_alarm: false, is_test: true },
  }
}
