import { inArray } from 'drizzle-orm'
import { announcements } from '#db/schema/outbox'
import type { Db } from '../database.ts'
import { readIncidentPage, type PublicIncident, type PublicUpdate } from '../public/incidents.ts'

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
  /** The newest first. */
  news: ToldNews[]
}

/**
 * What announcements tell, incident by incident, the one with the newest news first: the same words as
 * on the page, by the same read. What was merged is told as the incident that goes on; what customers
 * can't read (any more) is left out.
 */
export function readNews(db: Db, numbers: readonly number[], now: number): IncidentNews[] {
  const rows = db
    .select()
    .from(announcements)
    .where(inArray(announcements.number, [...numbers]))
    .all()
    .sort((one, other) => other.createdAt - one.createdAt || other.number - one.number)
  const told = new Map<string, IncidentNews>()
  for (const { id, kind, incidentId, updateId, createdAt } of rows) {
    const incident = readFollowed(db, incidentId, now)
    if (!incident) continue
    const update = incident.updates.find((one) => one.id === updateId) ?? null
    if (kind === 'update' && !update) continue
    const all = told.get(incident.id) ?? { incident, news: [] }
    all.news.push({ id, kind, update, at: createdAt })
    told.set(incident.id, all)
  }
  return [...told.values()]
}

function readFollowed(db: Db, incidentId: string, now: number): PublicIncident | null {
  const found = readIncidentPage(db, incidentId, now)
  if (!found || 'incident' in found) return found?.incident ?? null
  const goesOn = readIncidentPage(db, found.forwardTo, now)
  return goesOn && 'incident' in goesOn ? goesOn.incident : null
}
