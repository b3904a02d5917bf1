'use server'

import { adminAction } from '#app/doors/admin-action'
import { chosenStatuses, isTicked, textOf } from '#app/doors/forms/form-fields'
import { optionalInstantIn } from '#app/doors/forms/form-instants'
import { seenField } from '#app/doors/forms/form-state'
import { DomainError } from '#domain/errors'
import { postUpdate, type PostUpdateInput } from '#domain/incidents/incident-updates'
import { requireIncident } from '#domain/incidents/incident-record'
import { readPage } from '#domain/page'
import { isOver } from '#domain/status'
import { lookThenPublish, type Preview } from '../../../parts/publication/publication.ts'
import { nothingNewWords } from './nothing-new-words.ts'

/** Posts an update of an incident or maintenance, after a look at what customers will see of it. */
export const postUpdateAction = adminAction<Preview>((context, form) => {
  const incidentId = textOf(form, 'incidentId')
  const input: PostUpdateInput = {
    incidentId,
    status: textOf(form, 'status') as PostUpdateInput['status'],
    body: textOf(form, 'body'),
    components: chosenStatuses(form),
    promise: textOf(form, 'promise') || 'default',
    happenedAt: optionalInstantIn(form, 'happenedAt', readPage(context.db).timeZone),
    isQuiet: isTicked(form, 'isQuiet'),
  }
  return lookThenPublish(context, form, (db, seenUpdateId) => {
    postUpdate(db, context.actor, { ...input, seenUpdateId }, context.now)
    return incidentId
  })
})

/** Says at once that there is nothing new, and promises the next update as usual. */
export const nothingNewAction = adminAction<string>(({ db, actor, now }, form) => {
  const incidentId = textOf(form, 'incidentId')
  const { status } = requireIncident(db, incidentId)
  if (isOver(status)) throw new DomainError('conflict', 'This incident is over meanwhile. Load the page again.')
  const input = { incidentId, status, body: nothingNewWords, seenUpdateId: textOf(form, seenField) }
  return { message: 'Customers read now that you are still on it.', data: postUpdate(db, actor, input, now) }
})
