'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { createAlertSource, revokeAlertSource } from '#domain/alerts/alert-sources'

export interface MadeSource {
  id: string
  token: string
}

/** Makes an address for a source of alerts, and shows it this once. */
export const createAlertSourceAction = adminAction<MadeSource>(
  ({ db, actor, now }, form) => ({
    message: 'The address is made. Copy it now: it is shown this once.',
    once: createAlertSource(db, actor, { name: textOf(form, 'name') }, now),
    later:
      'This form was sent before, and the address was made and shown then. If it is lost, revoke it and make another.',
  }),
  { isDangerous: true },
)

/** Ends a source's address at once. */
export const revokeAlertSourceAction = adminAction(
  ({ db, actor, now }, form) => {
    revokeAlertSource(db, actor, textOf(form, 'subjectId'), now)
    return { stayAt: '/admin/alerts#sources' }
  },
  { isDangerous: true },
)
