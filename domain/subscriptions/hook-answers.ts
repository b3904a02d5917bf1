import { sql } from 'drizzle-orm'
import type { Db } from '../database.ts'
import type { SubscriberRow } from './links.ts'

const most = 10

/** What the last messages to a subscriber came to, the newest first; for whoever holds its link. */
export function listAnswers(db: Db, { number }: Pick<SubscriberRow, 'number'>) {
  return db.all<{
    number: number
    at: number
    state: 'told' | 'failed' | 'waiting'
    attempts: number
    answer: string | null
    isTest: number
  }>(
    sql`select number, attempts, answer, letter is 'test' as isTest, coalesce(sent_at, failed_at, due_at) as at,
        case when sent_at is not null then 'told' when failed_at is not null then 'failed' else 'waiting' end as state
      from notifications where subscriber_number = ${number} and (announcement_number is not null or letter = 'test')
      order by number desc limit ${most}`,
  )
}
