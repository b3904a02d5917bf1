'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { setImpact, type SetImpactInput } from '#domain/incidents/life/impact-overrides'

/** Sets an incident's impact by hand, or lets it follow from its components again. */
export const setImpactAction = adminAction(({ db, actor, now }, form) => {
  const incidentId = textOf(form, 'incidentId')
  const chosen = textOf(form, 'impact')
  const impact = chosen === 'calculated' ? null : (chosen as SetImpactInput['impact'])
  setImpact(db, actor, { incidentId, impact, reason: textOf(form, 'reason') }, now)
  return { redirectTo: `/admin/incidents/${incidentId}` }
})
