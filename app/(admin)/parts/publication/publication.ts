import type { ActionContext, ActionResult } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { seenField, typedValues } from '#app/doors/forms/form-state'
import { staleOf } from '#app/doors/problems'
import type { Db } from '#domain/database'
import { readPage } from '#domain/page'
import { StaleViewError } from '#domain/stale-view'
import { rehearseIncident, type Rehearsal } from '#domain/team/rehearsals'

/** What a responder looks at before publishing it. */
export interface Preview extends Rehearsal {
  now: number
  timeZone: string
}

/**
 * "Look, then publish": the form's first button rehearses `run` and shows what customers would see,
 * the second runs it and leads to the incident. `run` returns the incident's id, and gets what the
 * sender saw. Where others did something meanwhile, nothing is published; what they did is shown,
 * with the look at what publishing all the same would do.
 */
export function lookThenPublish(
  { db, now }: ActionContext,
  form: FormData,
  run: (db: Db, seen: string) => string,
): ActionResult<Preview> {
  const intent = textOf(form, 'intent')
  const values = typedValues(form)
  if (intent === 'change') return { values, data: null }
  const look = (seen: string): Preview => ({
    ...rehearseIncident(db, (tx) => run(tx, seen), now),
    now,
    timeZone: readPage(db).timeZone,
  })
  const seen = textOf(form, seenField)
  try {
    return intent === 'publish' ? { redirectTo: `/admin/incidents/${run(db, seen)}` } : { values, data: look(seen) }
  } catch (error) {
    if (!(error instanceof StaleViewError)) throw error
    return { values, data: look(error.seen), stale: staleOf(error) }
  }
}
