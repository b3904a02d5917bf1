import { createHash } from 'node:crypto'
import { eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { formSubmissions } from '#db/schema/forms'
import { writeWhere, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'

/** A form sent again after this long is done again: its answer is forgotten. */
export const submissionsKeptMs = 7 * 24 * 3_600_000

/** A form as it was sent: the key that it was shown with, by whom, and what it said. */
export interface Submission {
  /** Empty where the form had none: then nothing is remembered. */
  key: string
  personId: string
  fields: readonly (readonly [name: string, value: string])[]
}

/** Said where a form's key was used already, for something else than it says now. */
export class AlreadySentError extends DomainError {
  /** What was answered when it was sent first. */
  readonly answer: unknown

  constructor(answer: unknown) {
    super(
      'conflict',
      'This form was sent already, and what it said then is saved. What it says now is not: send it again to save that too.',
    )
    this.answer = answer
  }
}

export interface Answers<Answer> {
  /** Whether anything was done; where nothing was, it is undone and not remembered. */
  isDone: (answer: Answer) => boolean
  /** What is kept of an answer, for the same form sent again: a secret that is shown once is left out. */
  keep?: (answer: Answer) => Answer
}

/**
 * Does what a form asks, once: its change and its answer are written together, and the same form sent
 * again gets that answer. Throws what `run` throws, and AlreadySentError for a used key. It takes no
 * actor: `run` checks the role.
 */
export function submitOnce<Answer>(
  db: Db,
  submission: Submission,
  run: (tx: Db) => Answer,
  { isDone, keep = (answer) => answer }: Answers<Answer>,
  now: number,
): Answer {
  const { key, personId } = submission
  const content = contentOf(submission)
  return writeWhere(
    db,
    (tx) => {
      const earlier = readSubmission(tx, personId, key)
      if (earlier && earlier.content !== content) throw new AlreadySentError(earlier.answer)
      if (earlier) return earlier.answer as Answer
      const answer = run(tx)
      if (key !== '' && isDone(answer)) {
        const row = { key: ownKey(personId, key), personId, answer: JSON.stringify({ content, answer: keep(answer) }) }
        tx.insert(formSubmissions)
          .values({ ...row, submittedAt: now })
          .run()
      }
      return answer
    },
    isDone,
  )
}

/** Whether a form with this key was sent and done by this person. */
export function wasSubmitted(db: Db, personId: string, key: string): boolean {
  return readSubmission(db, personId, key) !== null
}

/** Forgets what was sent so long ago that nobody sends it again. */
export function forgetSubmissions(tx: Db, now: number): void {
  tx.delete(formSubmissions)
    .where(lt(formSubmissions.submittedAt, now - submissionsKeptMs))
    .run()
}

const storedAnswer = z.object({ content: z.string(), answer: z.unknown() })

function readSubmission(db: Db, personId: string, key: string) {
  if (key === '') return null
  const mine = eq(formSubmissions.key, ownKey(personId, key))
  const row = db.select({ answer: formSubmissions.answer }).from(formSubmissions).where(mine).get()
  return row ? storedAnswer.parse(JSON.parse(row.answer)) : null
}

/** A key is bound to its person: somebody else's form with the same key is another one. */
function ownKey(personId: string, key: string): string {
  return digestOf([personId, key])
}

/** What a form says, as a digest: nothing of it is stored. */
function contentOf({ fields }: Submission): string {
  return digestOf(fields)
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}
