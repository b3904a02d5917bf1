import type { ActionContext, ActionResult } from '#app/doors/admin-action'
import { clockNotes } from '#app/doors/clock-notes'
import { textOf } from '#app/doors/forms/form-fields'
import { seenField, typedValues } from '#app/doors/forms/form-state'
import { staleOf } from '#app/doors/problems'
import type { CorrectionEffects } from '#domain/corrections/correction-effects'
import type { Db } from '#domain/database'
import type { Recipients } from '#domain/outbox/hand-out'
import { readPage } from '#domain/page'
import type { PublicCorrection } from '#domain/public/corrections'
import type { PublicUpdate } from '#domain/public/incidents'
import { StaleViewError } from '#domain/stale-view'
import { rehearseCorrection } from '#domain/team/correction-rehearsal'

/** What a responder looks at before a correction is published. */
export interface CorrectionPreview {
  /** What customers will read of it; null where they see nothing. */
  correction: PublicCorrection | null
  /** The update as they will read it, where one is corrected. */
  update: PublicUpdate | null
  effects: CorrectionEffects
  recipients: Recipients | null
  /** What is to know of times that a change of the clock makes doubtful. */
  notes: string[]
  now: number
  timeZone: string
}

interface Correcting {
  incidentId: string
  updateId?: string
  /** The fields that hold times. */
  times?: readonly string[]
  /** Where it leads once it is done. */
  backTo: string
  /** Gets what the sender saw. */
  run: (tx: Db, seen: string) => void
}

/**
 * "Look, then publish" for a correction: the first button shows what customers will read and what it
 * changes, the second makes it true. Where others corrected the same meanwhile, theirs is shown first.
 */
export function lookThenCorrect(
  { db, now }: ActionContext,
  form: FormData,
  { incidentId, updateId, times = [], backTo, run }: Correcting,
): ActionResult<CorrectionPreview> {
  const intent = textOf(form, 'intent')
  const values = typedValues(form)
  if (intent === 'change') return { values, data: null }
  const { timeZone } = readPage(db)
  const look = (seen: string): CorrectionPreview => {
    const { incident, effects, recipients } = rehearseCorrection(db, incidentId, (tx) => run(tx, seen), now)
    const [newest] = incident?.corrections ?? []
    return {
      correction: newest?.at === now ? newest : null,
      update: incident?.updates.find((update) => update.id === updateId) ?? null,
      effects,
      recipients,
      notes: clockNotes(form, times, timeZone, now),
      now,
      timeZone,
    }
  }
  const seen = textOf(form, seenField)
  try {
    if (intent !== 'publish') return { values, data: look(seen) }
    run(db, seen)
    return { redirectTo: backTo }
  } catch (error) {
    if (!(error instanceof StaleViewError)) throw error
    return { values, data: look(error.seen), stale: staleOf(error) }
  }
}
