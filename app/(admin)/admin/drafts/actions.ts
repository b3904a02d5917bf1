'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { localPath } from '#app/doors/local-path'
import { deleteDraft } from '#domain/forms/drafts'

/** Gives up what was typed into a form and kept; the form is shown empty again. */
export const discardDraftAction = adminAction(({ db, actor, now }, form) => {
  deleteDraft(db, actor.id, { form: textOf(form, 'discardedForm'), key: textOf(form, 'discardedKey') }, now)
  return { stayAt: localPath(textOf(form, 'path')) }
})
