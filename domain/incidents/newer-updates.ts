import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { incidentUpdates } from '#db/schema/incidents'
import { people } from '#db/schema/people'
import { personOf, type Actor } from '../actor.ts'
import type { Db } from '../database.ts'
import { StaleViewError } from '../stale-view.ts'
import { updateWords } from '../status.ts'
import type { IncidentRow } from './incident-record.ts'

/** The newest update that whoever writes has seen; left out, nobody asks (a command, an API). */
export const seenUpdateInput = z.string().optional()

type Seen = Pick<IncidentRow, 'id' | 'publishedAt'>

/** What somebody who looks now has seen: the id of the update that was written last; empty where there is none. */
export function newestUpdateId(db: Db, incident: Seen): string {
  return selectWritten(db, incident)[0]?.id ?? ''
}

/**
 * Refuses whoever writes about an incident without having seen its newest updates: throws
 * StaleViewError with them. `seenUpdateId` is what `newestUpdateId` said; left out, nothing is asked.
 */
export function refuseStaleView(tx: Db, actor: Actor, incident: Seen, seenUpdateId: string | undefined): void {
  if (seenUpdateId === undefined) return
  const written = selectWritten(tx, incident)
  const seenAt = written.findIndex((update) => update.id === seenUpdateId)
  const newer = seenAt < 0 ? written : written.slice(0, seenAt)
  const [newest] = newer
  if (!newest) return
  throw new StaleViewError(
    newer.map((update) => ({
      by: update.authorName,
      isOwn: update.authorId !== null && update.authorId === personOf(actor),
      at: update.createdAt,
      did: 'posted an update',
      parts: [
        { label: update.status === 'postmortem' ? 'Follow-up report' : updateWords[update.status], text: update.body },
      ],
    })),
    newest.id,
  )
}

/** In the order in which they were written, which is not that in which things happened; the newest first. */
function selectWritten(db: Db, { id, publishedAt }: Seen) {
  // A draft of a public incident is nothing that anybody posted.
  const isPosted = publishedAt === null ? undefined : isNotNull(incidentUpdates.publishedAt)
  return db
    .select({
      id: incidentUpdates.id,
      status: incidentUpdates.status,
      body: incidentUpdates.body,
      createdAt: incidentUpdates.createdAt,
      authorId: incidentUpdates.authorId,
      authorName: people.name,
    })
    .from(incidentUpdates)
    .leftJoin(people, eq(people.id, incidentUpdates.authorId))
    .where(and(eq(incidentUpdates.incidentId, id), isPosted))
    .orderBy(sql`${incidentUpdates}._rowid_ desc`)
    .all()
}
