'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { handOverLead } from '#domain/incidents/leads'

/** Hands the pen of an incident over to somebody else. */
export const handOverLeadAction = adminAction(({ db, actor, now }, form) => {
  const incidentId = textOf(form, 'incidentId')
  handOverLead(db, actor, { incidentId, personId: textOf(form, 'personId'), note: textOf(form, 'note') }, now)
  return { redirectTo: `/admin/incidents/${incidentId}` }
})
