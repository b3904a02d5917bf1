'use server'

import { adminAction } from '#app/doors/admin-action'
import { isTicked, textOf } from '#app/doors/forms/form-fields'
import { publishIncident, type PublishIncidentInput } from '#domain/incidents/life/publications'
import { lookThenAct, type ActPreview } from '../act-preview.ts'
import { publicationLines } from './publication-words.ts'

/** Makes an internal incident public, after a look at what customers will see of it. */
export const publishIncidentAction = adminAction<ActPreview>((context, form) => {
  const { actor, now } = context
  const incidentId = textOf(form, 'incidentId')
  const input: PublishIncidentInput = {
    incidentId,
    promise: textOf(form, 'promise') || 'default',
    isQuiet: isTicked(form, 'isQuiet'),
  }
  return lookThenAct(context, form, {
    incidentId,
    run: (tx, seenUpdateId) => publishIncident(tx, actor, { ...input, seenUpdateId }, now),
    tell: publicationLines,
  })
})
