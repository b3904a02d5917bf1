import { and, desc, isNotNull, isNull } from 'drizzle-orm'
import { incidents } from '#db/schema/incidents'
import type { Db } from '../database.ts'
import type { IncidentNews, ToldNews } from '../outbox/news.ts'
import { readIncidentPage, type PublicIncident, type PublicUpdate } from '../public/incidents.ts'
import { textToHtml } from '../text.ts'
import type { MessageKind } from './message-kinds.ts'

/** So many of the newest incidents are looked through for one that a kind of message could tell of. */
const mostLookedAt = 50
const minuteMs = 60_000

export interface ExampleNews {
  told: IncidentNews[]
  /** Whether nothing on the page fits, so that it is made up. */
  isMadeUp: boolean
}

/** What a kind of message could tell of, for a preview of its words: the newest public incident that fits. */
export function readExampleNews(db: Db, kind: MessageKind, now: number): ExampleNews {
  const wanted = kind === 'digest' ? 2 : 1
  const real = listNewest(db, now).flatMap((incident) => newsOf(incident, kind) ?? [])
  if (real.length >= wanted) return { told: real.slice(0, wanted), isMadeUp: false }
  const madeUp = [madeUpIncident(kind, now), madeUpIncident('maintenance', now)]
  return { told: madeUp.slice(0, wanted).flatMap((incident) => newsOf(incident, kind) ?? []), isMadeUp: true }
}

function listNewest(db: Db, now: number): PublicIncident[] {
  return db
    .select({ id: incidents.id })
    .from(incidents)
    .where(and(isNotNull(incidents.publishedAt), isNull(incidents.mergedIntoId)))
    .orderBy(desc(incidents.publishedAt), desc(incidents.number))
    .limit(mostLookedAt)
    .all()
    .flatMap(({ id }) => {
      const found = readIncidentPage(db, id, now)
      return found && 'incident' in found ? found.incident : []
    })
}

/** What such a message would tell of an incident; null where there is no such thing to tell. */
function newsOf(incident: PublicIncident, kind: MessageKind): IncidentNews | null {
  const one = newestOf(incident, kind)
  return one && { incident, isInternal: false, news: [one] }
}

function newestOf(incident: PublicIncident, kind: MessageKind): ToldNews | null {
  const { updates, corrections } = incident
  const report = updates.find(({ status }) => status === 'postmortem')
  if (kind === 'correction') {
    const correction = corrections.find(({ isMinor }) => !isMinor)
    return correction ? { id: incident.id, kind, update: null, at: correction.at } : null
  }
  if (kind === 'report' || kind === 'actions_done') {
    return report ? { id: incident.id, kind, update: null, at: report.publishedAt } : null
  }
  const isOfKind = kind === 'digest' || (kind === 'maintenance') === (incident.kind === 'maintenance')
  const update = updates.find((told) => told !== report)
  return isOfKind && update ? { id: update.id, kind: 'update', update, at: update.publishedAt } : null
}

function madeUpIncident(kind: MessageKind, now: number): PublicIncident {
  const at = now - 10 * minuteMs
  const isMaintenance = kind === 'maintenance'
  const update = isMaintenance
    ? madeUpUpdate({ status: 'scheduled', label: 'Scheduled', body: 'We move Checkout to new machines.' }, at)
    : madeUpUpdate(
        { status: 'identified', label: 'Identified', body: 'A release at our bank refuses **some cards**.' },
        at,
      )
  const report = {
    status: 'postmortem',
    label: 'Follow-up report',
    body: 'A release at our bank refused cards.',
  } as const
  const isOver = kind === 'report' || kind === 'actions_done'
  return {
    number: 0,
    id: isMaintenance ? 'example00002' : 'example00001',
    kind: isMaintenance ? 'maintenance' : 'incident',
    title: isMaintenance ? 'Checkout moves' : 'Card payments fail',
    status: isOver ? 'resolved' : isMaintenance ? 'scheduled' : 'identified',
    isOver,
    impact: isMaintenance ? 'maintenance' : 'major',
    startedAt: at,
    resolvedAt: isOver ? at : null,
    publishedAt: at,
    updatedAt: at,
    scheduledFor: isMaintenance ? now + 24 * 60 * minuteMs : null,
    scheduledUntil: isMaintenance ? now + 25 * 60 * minuteMs : null,
    falseAlarm: null,
    components: [
      {
        id: 'checkout',
        slug: 'checkout',
        name: 'Checkout',
        worst: isMaintenance ? 'under_maintenance' : 'partial_outage',
      },
    ],
    correctedAt: at,
    corrections: [{ at, reason: 'bank transfers failed too', isMinor: false, changes: [] }],
    updates: isOver ? [madeUpUpdate(report, at), update] : [update],
    promise: isOver || isMaintenance ? null : { by: now + 20 * minuteMs, missedByMs: 0 },
    promisesNone: false,
  }
}

function madeUpUpdate(told: Pick<PublicUpdate, 'status' | 'label' | 'body'>, at: number): PublicUpdate {
  return {
    ...told,
    id: 'example00003',
    bodyFormat: 'markdown',
    html: textToHtml(told.body, 'markdown'),
    happenedAt: at,
    publishedAt: at,
    nextUpdateBy: null,
    promisesNone: false,
    mergedFrom: null,
    components: [],
    correction: null,
    versions: [],
  }
}
