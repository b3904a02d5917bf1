'use server'

import { adminAction } from '#app/doors/admin-action'
import { chosenStatuses, isTicked, textOf } from '#app/doors/forms/form-fields'
import { optionalInstantIn } from '#app/doors/forms/form-instants'
import { openIncident, type OpenIncidentInput } from '#domain/incidents/incidents'
import { readPage } from '#domain/page'
import { lookThenPublish, type Preview } from '../../../parts/publication/publication.ts'

/** Opens an incident, after a look at what customers will see of it. */
export const openIncidentAction = adminAction<Preview>((context, form) => {
  const leadId = textOf(form, 'leadId')
  const input: OpenIncidentInput = {
    title: textOf(form, 'title'),
    status: textOf(form, 'status') as OpenIncidentInput['status'],
    body: textOf(form, 'body'),
    components: chosenStatuses(form),
    promise: textOf(form, 'promise'),
    happenedAt: optionalInstantIn(form, 'happenedAt', readPage(context.db).timeZone),
    isInternal: isTicked(form, 'isInternal'),
    isQuiet: isTicked(form, 'isQuiet'),
    ...(leadId === '' ? {} : { leadId }),
  }
  return lookThenPublish(context, form, (db) => openIncident(db, context.actor, input, context.now))
})
