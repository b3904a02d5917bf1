import { config } from '#config'
import type { ActionContext, ActionResult } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { seenField } from '#app/doors/forms/form-state'
import { dateOf } from '#domain/calendar'
import type { CorrectionEffects } from '#domain/corrections/correction-effects'
import type { Db } from '#domain/database'
import type { State } from '#domain/status'
import { rehearseCorrection } from '#domain/team/correction-rehearsal'
import type { Rehearsal } from '#domain/team/rehearsals'
import { countOf, recipientWords } from '../../../parts/publication/recipient-words.ts'
import { lookThenPublish, type Preview } from '../../../parts/publication/publication.ts'

/** One thing that an act does, in a sentence; the state's shape and colour stand before it where there is one. */
export interface ActLine {
  state: State | null
  text: string
}

/** What somebody looks at before an act. */
export interface ActPreview extends Preview {
  lines: ActLine[]
}

interface Act {
  /** The incident that customers read afterwards. */
  incidentId: string
  run: (db: Db, seen: string) => void
  /** What it does, in words; read before it is done. */
  tell: (looked: ActEffects) => ActLine[]
}

/** What an act was seen to do as it was rehearsed. */
export interface ActEffects extends Rehearsal {
  effects: CorrectionEffects
  /** The current year in the page's time zone, which months don't repeat. */
  year: number
}

/** "Look, then act": the same two steps as a publication's, with everything that the act does besides. */
export function lookThenAct(context: ActionContext, form: FormData, act: Act): ActionResult<ActPreview> {
  const { incidentId, run, tell } = act
  const result = lookThenPublish(context, form, (db, seen) => {
    run(db, seen)
    return incidentId
  })
  if (!('values' in result)) return result as ActionResult<ActPreview>
  const { data } = result
  if (data === null) return { ...result, data }
  const seen = result.stale?.seen ?? textOf(form, seenField)
  const { effects } = rehearseCorrection(context.db, incidentId, (db) => run(db, seen), context.now)
  const year = Number(dateOf(context.now, data.timeZone).slice(0, 4))
  return { ...result, data: { ...data, lines: [...tell({ ...data, effects, year }), toldLine(data)] } }
}

function toldLine({ recipients }: Rehearsal): ActLine {
  return {
    state: countOf(recipients) > 0 ? 'operational' : null,
    text: recipientWords(recipients, config().mostRecipients),
  }
}
