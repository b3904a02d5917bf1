import { eq, sql } from 'drizzle-orm'
import { subscribers } from '#db/schema/subscribers'
import type { Db } from '../database.ts'
import type { SubscriberRow } from '../subscriptions/links.ts'

/** A mail's own name: the part of its Message-ID before the @, the same for each try. Of news it is the newest that it tells. */
export function messageName(of: { news: string } | { letter: number }, { id }: Pick<SubscriberRow, 'id'>): string {
  return 'news' in of ? `${of.news}.${id}` : `letter-${of.letter}.${id}`
}

export interface SentMail {
  subscriber: SubscriberRow
  /** The notifications that were told in it. */
  numbers: number[]
}

/** Whom a mail went to, and what it told, by its name; null for one that is unknown, or whose subscriber left. */
export function findSentMessage(db: Db, name: string): SentMail | null {
  const [of = '', id = ''] = name.split('.')
  const subscriber = db.select().from(subscribers).where(eq(subscribers.id, id)).get()
  if (!subscriber || subscriber.leftAt !== null) return null
  const isIt = of.startsWith('letter-')
    ? sql`n.number = ${Number(of.slice('letter-'.length))} and n.letter is not null`
    : sql`n.announcement_number = (select number from announcements where id = ${of})`
  // What was told with others leads to the one whose message it was.
  const first = db.get<{ number: number } | undefined>(sql`select coalesce(n.told_with, n.number) as number
    from notifications n where n.subscriber_number = ${subscriber.number} and ${isIt}`)
  if (!first) return null
  const told = db.all<{ number: number }>(sql`select number from notifications
    where subscriber_number = ${subscriber.number} and (number = ${first.number} or told_with = ${first.number})`)
  return { subscriber, numbers: told.map(({ number }) => number) }
}

/**
 * Notes what came back for a mail that was told, inside the caller's transaction: as failed, or with its
 * answer alone. Returns whether that was new: what came back once stays as it is.
 */
export function answerReturned(
  tx: Db,
  numbers: readonly number[],
  { answer, isFailed }: { answer: string; isFailed: boolean },
  now: number,
): boolean {
  const set = isFailed
    ? sql`sent_at = null, failed_at = ${now}, leased_until = null, answer = ${answer}`
    : sql`answer = ${answer}`
  const { changes } = tx.run(sql`update notifications set ${set}
    where number in (select value from json_each(${JSON.stringify(numbers)}))
      and failed_at is null and answer is not ${answer}`)
  return changes > 0
}
