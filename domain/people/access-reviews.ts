import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { accessReviews } from '#db/schema/access'
import { page } from '#db/schema/page'
import { people } from '#db/schema/people'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { listAccess, markOfAccess } from './access.ts'

const reviewDays = 365
const dayMs = 24 * 3_600_000

export const accessReviewInput = z.object({
  /** `markOfAccess` of the list that was looked at. */
  seen: z.string(),
})

/** The newest look through who has access, and when the next one is due. */
export interface AccessReviewState {
  /** Null before the first. */
  last: { confirmedAt: number; confirmedBy: string | null } | null
  dueAt: number
  isOverdue: boolean
}

/** When somebody last looked through who has access; a review is due a year after it, or after the page was set up. */
export function readAccessReview(db: Db, now: number): AccessReviewState {
  const row = db
    .select({ confirmedAt: accessReviews.confirmedAt, confirmedBy: people.name })
    .from(accessReviews)
    .leftJoin(people, eq(people.id, accessReviews.confirmedById))
    .orderBy(desc(accessReviews.confirmedAt))
    .limit(1)
    .get()
  const from = row?.confirmedAt ?? db.select({ createdAt: page.createdAt }).from(page).get()?.createdAt ?? now
  const dueAt = from + reviewDays * dayMs
  return { last: row ?? null, dueAt, isOverdue: dueAt <= now }
}

/**
 * Confirms that everybody on the list should have what they have, and keeps the list as it was. Returns
 * the review's id. Throws `forbidden` below owner, and `conflict` where the list is another by now.
 */
export function confirmAccessReview(
  db: Db,
  actor: Actor,
  rawInput: z.input<typeof accessReviewInput>,
  now: number,
): string {
  mustAct(actor, 'owner')
  const { seen } = accessReviewInput.parse(rawInput)
  return write(db, (tx) => {
    const access = listAccess(tx)
    if (markOfAccess(access) !== seen) {
      throw new DomainError(
        'conflict',
        'The list changed while you looked through it. Look at it once more, then confirm.',
      )
    }
    const active = access.filter(({ deactivatedAt }) => deactivatedAt === null)
    const id = newId()
    tx.insert(accessReviews)
      .values({
        id,
        confirmedAt: now,
        confirmedById: personOf(actor),
        access: JSON.stringify(active.map(({ id: personId, role }) => ({ personId, role }))),
      })
      .run()
    const after = { people: active.length }
    recordAudit(tx, actor, { action: 'access_review.confirm', subjectKind: 'access_review', subjectId: id, after }, now)
    return id
  })
}
