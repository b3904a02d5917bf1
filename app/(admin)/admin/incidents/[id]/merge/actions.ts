'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { mergeIncident, type MergeIncidentInput } from '#domain/incidents/life/merges'
import { countCustomers } from '#domain/support/customers-to-tell'
import { readTeamIncident } from '#domain/team/incident'
import { lookThenAct, type ActPreview } from '../act-preview.ts'
import { mergeLines } from './merge-words.ts'

/** Merges an incident into another one, after a look at what becomes of both. */
export const mergeIncidentAction = adminAction<ActPreview>((context, form) => {
  const { db, actor, now } = context
  const incidentId = textOf(form, 'incidentId')
  const intoId = textOf(form, 'intoId')
  const input: MergeIncidentInput = { incidentId, intoId, reason: textOf(form, 'reason') }
  const source = readTeamIncident(db, incidentId, now)
  const target = readTeamIncident(db, intoId, now)
  const customers = countCustomers(db, [incidentId]).get(incidentId) ?? 0
  return lookThenAct(context, form, {
    incidentId: intoId,
    run: (tx, seenUpdateId) => mergeIncident(tx, actor, { ...input, seenUpdateId }, now),
    tell: (looked) => (source && target ? mergeLines(looked, { source, target, customers }) : []),
  })
})
