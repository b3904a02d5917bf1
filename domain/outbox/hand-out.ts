import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { announcements } from '#db/schema/outbox'
import { page } from '#db/schema/page'
import type { channels } from '#db/schema/subscribers'
import { write, type Db } from '../database.ts'
import { nextDigestAt } from './digests.ts'
import { beginHold } from './hold-record.ts'

export type Channel = (typeof channels)[number]

/** So many numbers of subscribers are looked at in one transaction: some 10 ms, in which nobody else can write. */
const chunk = 500

/** Counting writes no notifications: in the same time more of them are looked at. */
const countedChunk = 1_000

/**
 * Goes on with the oldest announcement that is not handed out yet, by one chunk, in a transaction of its
 * own. Exactly once, whenever it is broken off: how far it came stands beside the rows. What may be for
 * more than `mostRecipients` is counted before anybody is written to, and held back if it is, with what
 * follows it of the same incident, until an owner has said what becomes of it. Returns whether there was
 * anything to do. Candor's own work: it asks for no role.
 */
export function handOutNext(db: Db, now: number, mostRecipients = Infinity): boolean {
  const open = db
    .select()
    .from(announcements)
    .where(and(isNull(announcements.handedOutAt), isNull(announcements.heldAt)))
    .orderBy(asc(announcements.number))
    .limit(1)
    .get()
  if (!open) return false
  write(db, (tx) => {
    const isFollowing = followsHeld(tx, open)
    const isToCount = open.clearedAt === null && open.handedOutTo === 0
    if (!isToCount || (open.lastSubscriber <= mostRecipients && !isFollowing)) handOut(tx, open.number, chunk, now)
    else if (open.countedTo < open.lastSubscriber) countOn(tx, open)
    else judge(tx, open.number, isFollowing || open.expected > mostRecipients, now)
  })
  return true
}

type Announcement = typeof announcements.$inferSelect

/** Whether earlier news of the incident is held back: later news would be told without its beginning. */
function followsHeld(tx: Db, { incidentId }: Announcement): boolean {
  return (
    tx.get(sql`select 1 from announcements
      where incident_id = ${incidentId} and handed_out_at is null and held_at is not null`) !== undefined
  )
}

function countOn(tx: Db, { number, countedTo, expected, lastSubscriber }: Announcement): void {
  const to = Math.min(countedTo + countedChunk, lastSubscriber)
  const more = tx.get<{ count: number }>(sql`select count(*) as count
    from announcements a join subscribers s on s.number > ${countedTo} and s.number <= ${to}
    where a.number = ${number} and ${fits}`)
  tx.update(announcements)
    .set({ countedTo: to, expected: expected + more.count })
    .where(eq(announcements.number, number))
    .run()
}

function judge(tx: Db, number: number, isHeld: boolean, now: number): void {
  tx.update(announcements)
    .set(isHeld ? { heldAt: now } : { clearedAt: now })
    .where(eq(announcements.number, number))
    .run()
  if (isHeld) beginHold(tx, 'recipients', now)
}

/** Writes the notifications of an announcement for the next so many subscribers, inside the caller's transaction. */
export function handOut(tx: Db, number: number, most: number, now: number): void {
  const row = tx.select().from(announcements).where(eq(announcements.number, number)).get()
  if (!row || row.handedOutAt !== null) return
  const to = Math.min(row.handedOutTo + most, row.lastSubscriber)
  tx.run(sql`insert into notifications (subscriber_number, announcement_number, channel, created_at, due_at)
    select s.number, a.number, s.channel, a.created_at,
      case s.cadence when 'daily' then coalesce(d.value, a.created_at) else a.created_at end
    from announcements a
      join subscribers s on s.number > ${row.handedOutTo} and s.number <= ${to}
      left join json_each(${digestTimes(tx, row.createdAt)}) d
        on s.cadence = 'daily' and d.key = coalesce(s.time_zone, '')
    where a.number = ${number} and ${fits}`)
  tx.update(announcements)
    .set({ handedOutTo: to, handedOutAt: to === row.lastSubscriber ? now : null })
    .where(eq(announcements.number, number))
    .run()
}

/** How many subscribers news is for, by channel. */
export type Recipients = Partial<Record<Channel, number>>

/** The number of the newest announcement; 0 before the first. */
export function lastAnnouncement(db: Db): number {
  return db.get<{ last: number }>(sql`select coalesce(max(number), 0) as last from announcements`).last
}

/**
 * How many subscribers hear of what was announced after a number, by channel, those too that have not been
 * looked at yet; each counts once. Null where nothing was announced, or all of it quietly.
 */
export function countRecipients(db: Db, after: number): Recipients | null {
  const loud = db.get<{ count: number }>(
    sql`select count(*) as count from announcements where number > ${after} and not is_quiet`,
  )
  if (loud.count === 0) return null
  // To tell the same ones apart takes longer than all else, and most acts announce one thing.
  const each = loud.count === 1 ? sql`*` : sql`distinct s.number`
  const rows = db.all<{ channel: Channel; count: number }>(sql`select s.channel, count(${each}) as count
    from announcements a join subscribers s on s.number <= a.last_subscriber
    where a.number > ${after} and not a.is_quiet and ${fits} group by +s.channel`)
  return Object.fromEntries(rows.map(({ channel, count }) => [channel, count]))
}

/** When the next digest of each time zone that has one is due, as JSON; the page's under an empty name. */
function digestTimes(tx: Db, at: number): string {
  const zones = tx.all<{ zone: string | null }>(
    sql`select distinct time_zone as zone from subscribers where cadence = 'daily' and left_at is null`,
  )
  if (zones.length === 0) return '{}'
  const ofPage = tx.select({ timeZone: page.timeZone }).from(page).get()?.timeZone ?? 'Etc/UTC'
  return JSON.stringify(Object.fromEntries(zones.map(({ zone }) => [zone ?? '', nextDigestAt(zone ?? ofPage, at)])))
}

const rankOf = (column: SQL) =>
  sql`case ${column} when 'critical' then 3 when 'major' then 2 when 'minor' then 1 else 0 end`

/** Whether the subscriber was written to of this incident before, or of one that was merged into it. */
const heard = sql`exists (select 1 from notifications n join announcements e on e.number = n.announcement_number
  where n.subscriber_number = s.number and e.incident_id = a.incident_id and e.number < a.number)`

/** Whether customers can read that a component is concerned: what came from an internal incident is the team’s alone. */
const isReadable = sql`(exists (select 1 from impact_windows w
      where w.incident_id = a.incident_id and w.component_id = c.id and w.withdrawn_at is null)
    or exists (select 1 from incident_updates u join update_components p on p.update_id = u.id
      where u.incident_id = a.incident_id and u.published_at is not null and p.component_id = c.id)
    or exists (select 1 from maintenance_components p where p.incident_id = a.incident_id and p.component_id = c.id))`

/** Whether one of the components that the news concerns is covered; internal subscribers know of hidden ones too. */
const touches = sql`exists (select 1 from announcement_components t join components c on c.id = t.component_id
  where t.announcement_number = a.number
    and (exists (select 1 from subscriber_components where subscriber_number = s.number and component_id = c.id)
      or exists (select 1 from subscriber_groups where subscriber_number = s.number and group_id = c.group_id))
    and (s.audience = 'internal' or (c.hidden_at is null and ${isReadable})))`

/**
 * Whether an announcement `a` is for a subscriber `s`: who asked for its incident hears all of it; else
 * the choice of components, impact and kind decides. Who has heard of an incident goes on hearing of it when
 * it grows milder, and “only start and end” begins with the first that somebody hears.
 */
export const fits = sql`s.confirmed_at <= a.created_at and s.left_at is null and s.quarantined_at is null
  and (a.audience = 'public' or s.audience = 'internal')
  and ((s.covers_page or ${touches})
      and case when a.is_maintenance then s.hears_maintenance
        else ${rankOf(sql`a.impact`)} >= ${rankOf(sql`s.least_impact`)} or ${heard} end
      and (s.updates = 'all' or a.is_end or not ${heard})
    or exists (select 1 from subscriber_incidents where subscriber_number = s.number and incident_id = a.incident_id))`
