'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { discardDraft } from '#domain/alerts/alert-drafts'

/** Discards a draft from alerts, which nobody outside has seen. */
export const discardDraftAction = adminAction(({ db, actor, now }, form) => {
  discardDraft(db, actor, textOf(form, 'incidentId'), now)
  return { redirectTo: '/admin' }
})
