import { inArray } from 'drizzle-orm'
import { announcements } from '#db/schema/outbox'
import type { SubscriberRow } from '../subscriptions/links.ts'
import type { Db } from '../database.ts'
import type { Message } from './claims.ts'
import { selectTeamIncident, selectTeamParts } from '../management-api/rows.ts'
import { readIncidentPage, viewIncident, type PublicIncident, type PublicUpdate } from '../public/incidents.ts'

/** One piece of news as its readers may know it. */
export interface ToldNews {
  /** The announcement's id, of which stable names for messages are made. */
  id: string
  kind: (typeof announcements.$inferSelect)['kind']
  /** The update that it tells; null for other kinds. */
  update: PublicUpdate | null
  at: number
}

export interface IncidentNews {
  incident: PublicIncident
  /** Only the team knows of it. */
  isInternal: boolean
  /** The newest first. */
  news: ToldNews[]
}

/**
 * What announcements tell, incident by incident, the one with the newest news first: the same words as
 * on the page, by the same read. What was merged is told as the incident that goes on; what its readers
 * may not know (any more) is left out. Internal incidents are told to internal subscribers alone.
 */
export function readNews(
  db: Db,
  numbers: readonly number[],
  audience: SubscriberRow['audience'],
  now: number,
): IncidentNews[] {
  const rows = db
    .select()
    .from(announcements)
    .where(inArray(announcements.number, [...numbers]))
    .all()
    .sort((one, other) => other.createdAt - one.createdAt || other.number - one.number)
  const told = new Map<string, IncidentNews>()
  for (const { id, kind, incidentId, updateId, createdAt } of rows) {
    const open = readFollowed(db, incidentId, now)
    const incident = open ?? (audience === 'internal' ? readInternal(db, incidentId, now) : null)
    if (!incident) continue
    const update = incident.updates.find((one) => one.id === updateId) ?? null
    if (kind === 'update' && !update) continue
    const all = told.get(incident.id) ?? { incident, isInternal: open === null, news: [] }
    all.news.push({ id, kind, update, at: createdAt })
    told.set(incident.id, all)
  }
  return [...told.values()]
}

/** What a message tells; where it is belated, how each incident stands, for the newest alone is still news. */
export function readToldIn(
  db: Db,
  { announcements: numbers, isBelated }: Pick<Message, 'announcements' | 'isBelated'>,
  audience: SubscriberRow['audience'],
  now: number,
): IncidentNews[] {
  const told = readNews(db, numbers, audience, now)
  return isBelated ? told.map((one) => ({ ...one, news: one.news.slice(0, 1) })) : told
}

function readFollowed(db: Db, incidentId: string, now: number): PublicIncident | null {
  const found = readIncidentPage(db, incidentId, now)
  if (!found || 'incident' in found) return found?.incident ?? null
  const goesOn = readIncidentPage(db, found.forwardTo, now)
  return goesOn && 'incident' in goesOn ? goesOn.incident : null
}

/** An incident that only the team sees, in the shape of the public ones. */
function readInternal(db: Db, incidentId: string, now: number): PublicIncident | null {
  const row = selectTeamIncident(db, incidentId)
  return row ? viewIncident(row, selectTeamParts(db, [row]), now) : null
}
