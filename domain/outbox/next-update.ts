import { sql } from 'drizzle-orm'
import type { Db } from '../database.ts'
import { readImpact } from '../incidents/incident-impact.ts'
import { requireIncident } from '../incidents/incident-record.ts'
import { concernedComponents } from './announcements.ts'
import { fits, lastAnnouncement, type Channel, type Recipients } from './hand-out.ts'

/** Each subscriber is looked at, some 2 µs long: of more than these only a preview counts, for which somebody asks. */
const mostCounted = 20_000

/**
 * How many subscribers would hear of one more update of an incident that is public and open, by channel.
 * A read alone, unlike a rehearsal. Null where there are too many subscribers to count them for every look.
 */
export function countForNextUpdate(db: Db, incidentId: string, now: number): Recipients | null {
  const { last } = db.get<{ last: number }>(sql`select coalesce(max(number), 0) as last from subscribers`)
  if (last > mostCounted) return null
  const incident = requireIncident(db, incidentId)
  const number = lastAnnouncement(db) + 1
  // The outbox's tables answer here as they will once the update is announced.
  const rows = db.all<{ channel: Channel; count: number }>(sql`with
      a(number, incident_id, audience, is_maintenance, impact, is_end, created_at) as
        (select ${number}, ${incidentId}, 'public', ${incident.kind === 'maintenance' ? 1 : 0},
          ${readImpact(db, incident)}, 0, ${now}),
      announcement_components(announcement_number, component_id) as
        (select ${number}, component_id from ${concernedComponents(incidentId)})
    select s.channel, count(*) as count from a join subscribers s where ${fits} group by s.channel`)
  return Object.fromEntries(rows.map(({ channel, count }) => [channel, count]))
}
