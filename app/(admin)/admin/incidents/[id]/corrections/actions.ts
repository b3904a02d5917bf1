'use server'

import { adminAction } from '#app/doors/admin-action'
import { isTicked, textOf } from '#app/doors/forms/form-fields'
import { instantIn, optionalInstantIn } from '#app/doors/forms/form-instants'
import { typedValues } from '#app/doors/forms/form-state'
import { renameIncident } from '#domain/corrections/title-corrections'
import { correctWindows, listWindows, type CorrectWindowsInput } from '#domain/corrections/window-corrections'
import { requireIncident } from '#domain/incidents/incident-record'
import { readPage } from '#domain/page'
import { lookThenCorrect, type CorrectionPreview } from './correction-preview.ts'
import { addedField, atOwnField, isSpanTouched, mostAdded, touchedTimes, windowsIn } from './window-fields.ts'

/** Gives an incident another title, after a look at what customers will read of it. */
export const renameAction = adminAction<CorrectionPreview>((context, form) => {
  const incidentId = textOf(form, 'incidentId')
  const input = { incidentId, title: textOf(form, 'title'), ...reasonIn(form) }
  return lookThenCorrect(context, form, {
    incidentId,
    backTo: `/admin/incidents/${incidentId}/corrections`,
    run: (tx, seen) => renameIncident(tx, context.actor, { ...input, seen }, context.now),
  })
})

/** Corrects an incident's times and windows, after a look at what that changes. */
export const correctWindowsAction = adminAction<CorrectionPreview>((context, form) => {
  const incidentId = textOf(form, 'incidentId')
  if (textOf(form, 'intent') === 'add') return oneMore(form)
  const { timeZone } = readPage(context.db)
  try {
    return lookThenCorrect(context, form, {
      incidentId,
      times: touchedTimes(form),
      backTo: `/admin/incidents/${incidentId}/corrections`,
      run: (tx, seen) => {
        const windows = windowsIn(form, listWindows(tx, incidentId), requireIncident(tx, incidentId), timeZone)
        const input: CorrectWindowsInput = {
          incidentId,
          windows,
          reason: textOf(form, 'reason'),
          seen,
          ...spanIn(form, timeZone),
        }
        correctWindows(tx, context.actor, input, context.now)
      },
    })
  } catch (error) {
    throw atOwnField(form, error)
  }
})

/** The incident's own times, where they were touched. */
function spanIn(form: FormData, timeZone: string): Pick<CorrectWindowsInput, 'startedAt' | 'resolvedAt'> {
  return {
    ...(isSpanTouched(form, 'startedAt') ? { startedAt: instantIn(form, 'startedAt', timeZone) } : {}),
    ...(isSpanTouched(form, 'resolvedAt')
      ? { resolvedAt: optionalInstantIn(form, 'resolvedAt', timeZone) ?? null }
      : {}),
  }
}

/** The same form with one line more in its table. */
function oneMore(form: FormData) {
  const added = Math.min((Number.parseInt(textOf(form, addedField)) || 0) + 1, mostAdded)
  return { values: { ...typedValues(form), [addedField]: [String(added)] }, data: null }
}

function reasonIn(form: FormData) {
  return { reason: textOf(form, 'reason'), isMinor: isTicked(form, 'isMinor') }
}
