import type { ActionContext, ActionResult } from '#app/doors/admin-action'
import { textOf } from '#app/doors/form-fields'
import { typedValues } from '#app/doors/form-state'
import type { Db } from '#domain/database'
import { readPage } from '#domain/page'
import { rehearseIncident, type Rehearsal } from '#domain/team/rehearsals'

/** What a responder looks at before publishing it. */
export interface Preview extends Rehearsal {
  now: number
  timeZone: string
}

/**
 * "Look, then publish": the form's first button rehearses `run` and shows what customers would see,
 * the second runs it and leads to the incident. `run` returns the incident's id.
 */
export function lookThenPublish(
  { db, now }: ActionContext,
  form: FormData,
  run: (db: Db) => string,
): ActionResult<Preview> {
  const intent = textOf(form, 'intent')
  if (intent === 'publish') return { redirectTo: `/admin/incidents/${run(db)}` }
  const values = typedValues(form)
  if (intent === 'change') return { values, data: null }
  return { values, data: { ...rehearseIncident(db, run, now), now, timeZone: readPage(db).timeZone } }
}
