import { sql } from 'drizzle-orm'
import type { Db } from '#domain/database'

/** Has all news of an incident held back as if it were for very many. */
export function holdNewsBack(db: Db, incidentId: string, recipients: number, at: number): void {
  db.run(sql`update announcements set handed_out_at = null, handed_out_to = 0, held_at = ${at}, expected = ${recipients}
    where incident_id = ${incidentId}`)
  db.run(sql`delete from notifications where announcement_number in
    (select number from announcements where incident_id = ${incidentId})`)
  beginHold(db, 'recipients', at)
}

/** Has what waits for subscribers about an incident held back as if they had got much before. */
export function holdMessagesBack(db: Db, incidentId: string, at: number): void {
  db.run(sql`update notifications set held_at = ${at} where sent_at is null and announcement_number in
    (select number from announcements where incident_id = ${incidentId})`)
  beginHold(db, 'address', at)
}

function beginHold(db: Db, reason: 'recipients' | 'address', at: number): void {
  db.run(sql`insert into holds (reason, begun_at) values (${reason}, ${at})`)
}
