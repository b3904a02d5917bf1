'use server'

import { adminAction } from '#app/doors/admin-action'
import { isTicked, textOf } from '#app/doors/forms/form-fields'
import { instantIn } from '#app/doors/forms/form-instants'
import { correctUpdate, type CorrectUpdateInput } from '#domain/corrections/update-corrections'
import { readPage } from '#domain/page'
import { lookThenCorrect, type CorrectionPreview } from '../../corrections/correction-preview.ts'

/** Corrects an update's words or time, after a look at what customers will read of it. */
export const correctUpdateAction = adminAction<CorrectionPreview>((context, form) => {
  const [incidentId, updateId] = [textOf(form, 'incidentId'), textOf(form, 'updateId')]
  const { timeZone } = readPage(context.db)
  const isTouched = textOf(form, 'happenedAt') !== textOf(form, 'happenedAt:shown')
  const input: Omit<CorrectUpdateInput, 'seen'> = {
    updateId,
    body: textOf(form, 'body'),
    ...(isTouched ? { happenedAt: instantIn(form, 'happenedAt', timeZone) } : {}),
    reason: textOf(form, 'reason'),
    isMinor: isTicked(form, 'isMinor'),
  }
  return lookThenCorrect(context, form, {
    incidentId,
    updateId,
    times: isTouched ? ['happenedAt'] : [],
    backTo: `/admin/incidents/${incidentId}`,
    run: (tx, seen) => correctUpdate(tx, context.actor, { ...input, seen }, context.now),
  })
})
