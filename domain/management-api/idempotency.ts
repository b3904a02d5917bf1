import { createHash } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import { idempotencyKeys } from '#db/schema/programs'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'

/** A request sent again after this long is done again: its answer is forgotten. */
export const answersKeptMs = 24 * 3_600_000

/** A request of a program that named a key for it. */
export interface KeyedRequest {
  tokenId: string
  key: string
  method: string
  path: string
  body: string
}

export interface KeptAnswer {
  status: number
  body: string | null
}

/**
 * Does what a program asks, once: inside the caller's transaction, so that the change and its answer
 * are written together. The same request with the same key gets the same answer for a day. `keep` says
 * what of an answer may be kept. Throws `invalid` where the key was used for another request.
 */
export function answerOnce(
  tx: Db,
  request: KeyedRequest,
  run: () => KeptAnswer,
  keep: (answer: KeptAnswer) => KeptAnswer,
  now: number,
): KeptAnswer {
  const { tokenId, key } = request
  const content = contentOf(request)
  const own = and(eq(idempotencyKeys.tokenId, tokenId), eq(idempotencyKeys.key, key))
  const earlier = tx.select().from(idempotencyKeys).where(own).get()
  if (earlier && earlier.answeredAt > now - answersKeptMs) {
    if (earlier.content === content) return { status: earlier.status, body: earlier.body }
    throw new DomainError(
      'invalid',
      'This Idempotency-Key was used for another request within the last 24 hours. Send a new key with a new request.',
      'Idempotency-Key',
    )
  }
  const answer = run()
  if (earlier) tx.delete(idempotencyKeys).where(own).run()
  tx.insert(idempotencyKeys)
    .values({ tokenId, key, content, ...keep(answer), answeredAt: now })
    .run()
  return answer
}

/** Forgets answers that are older than a day. */
export function forgetAnswers(tx: Db, now: number): void {
  tx.delete(idempotencyKeys)
    .where(lt(idempotencyKeys.answeredAt, now - answersKeptMs))
    .run()
}

function contentOf({ method, path, body }: KeyedRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, body]))
    .digest('base64url')
}
