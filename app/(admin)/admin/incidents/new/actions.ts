'use server'

import { adminAction } from '#app/doors/admin-action'
import { chosenStatuses, isTicked, textOf } from '#app/doors/form-fields'
import { openIncident, type OpenIncidentInput } from '#domain/incidents/incidents'
import { lookThenPublish, type Preview } from '../../../parts/publication.ts'

/** Opens an incident, after a look at what customers will see of it. */
export const openIncidentAction = adminAction<Preview>((context, form) => {
  const input: OpenIncidentInput = {
    title: textOf(form, 'title'),
    status: textOf(form, 'status') as OpenIncidentInput['status'],
    body: textOf(form, 'body'),
    components: chosenStatuses(form),
    promise: textOf(form, 'promise'),
    isInternal: isTicked(form, 'isInternal'),
  }
  return lookThenPublish(context, form, (db) => openIncident(db, context.actor, input, context.now))
})
