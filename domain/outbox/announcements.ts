import { eq, max, sql, type SQL } from 'drizzle-orm'
import { announcements } from '#db/schema/outbox'
import { subscribers } from '#db/schema/subscribers'
import type { Db } from '../database.ts'
import { newId } from '../identity.ts'
import { readImpact } from '../incidents/incident-impact.ts'
import { requireIncident } from '../incidents/incident-record.ts'
import { prepared, preparedInsert, value } from '../prepared.ts'
import { handOut } from './hand-out.ts'

/** So many numbers of subscribers are looked at in the transaction of the news itself; more of them by the worker. */
const handedOutAtOnce = 500

export interface News {
  kind: (typeof announcements.$inferInsert)['kind']
  incidentId: string
  /** The update that is told, for `update`. */
  updateId?: string | undefined
  /** The correction or the report's version that is told. */
  subjectId?: string | undefined
  /** Whether it tells that the incident is over. */
  isEnd: boolean
  /** Told to nobody, by the choice of whoever wrote it. */
  isQuiet?: boolean | undefined
}

/**
 * Writes down that there is news of an incident, inside the caller's transaction, and a notification for
 * each subscriber whose choice it fits: at once where there are few, else the worker goes on with it
 * (`handOutNext`). What is internal is for internal subscribers. Returns the announcement's number.
 */
export function announce(tx: Db, news: News, now: number): number {
  const incident = requireIncident(tx, news.incidentId)
  const isQuiet = news.isQuiet ?? false
  const lastSubscriber = selectLast(tx).get()?.last ?? 0
  const id = newId()
  const isDone = isQuiet || lastSubscriber === 0
  insertAnnouncement(tx, {
    id,
    kind: news.kind,
    incidentId: incident.id,
    updateId: news.updateId ?? null,
    subjectId: news.subjectId ?? null,
    audience: incident.publishedAt === null ? 'internal' : 'public',
    isMaintenance: incident.kind === 'maintenance',
    impact: readImpact(tx, incident),
    isEnd: news.isEnd,
    isQuiet,
    createdAt: now,
    lastSubscriber,
    handedOutTo: isDone ? lastSubscriber : 0,
    handedOutAt: isDone ? now : null,
  })
  const number = selectNumber(tx).get({ id })?.number ?? 0
  if (isDone) return number
  noteComponents(tx, number, incident.id)
  if (lastSubscriber <= handedOutAtOnce) handOut(tx, number, handedOutAtOnce, now)
  return number
}

const insertAnnouncement = preparedInsert(announcements)
const selectLast = prepared((db) =>
  db
    .select({ last: max(subscribers.number) })
    .from(subscribers)
    .prepare(),
)
const selectNumber = prepared((db) =>
  db
    .select({ number: announcements.number })
    .from(announcements)
    .where(eq(announcements.id, value('id')))
    .prepare(),
)

function noteComponents(tx: Db, number: number, incidentId: string): void {
  tx.run(sql`insert into announcement_components (announcement_number, component_id)
    select ${number}, component_id from ${concernedComponents(incidentId)}`)
}

/** All that the incident holds, held, named or will touch; what was taken back counts for nothing. */
export function concernedComponents(incidentId: string): SQL {
  return sql`(select component_id from impact_windows where incident_id = ${incidentId} and withdrawn_at is null
    union
    select component_id from update_components c join incident_updates u on u.id = c.update_id
      where u.incident_id = ${incidentId}
    union
    select component_id from maintenance_components where incident_id = ${incidentId})`
}
