'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { requireIncident } from '#domain/incidents/incident-record'
import { markFalseAlarm } from '#domain/incidents/life/false-alarms'
import { lookThenAct, type ActPreview } from '../act-preview.ts'
import { falseAlarmLines } from './false-alarm-words.ts'

/** Marks an incident as a false alarm, after a look at what that does. */
export const markFalseAlarmAction = adminAction<ActPreview>((context, form) => {
  const { db, actor, now } = context
  const incidentId = textOf(form, 'incidentId')
  const isOpen = requireIncident(db, incidentId).resolvedAt === null
  const input = { incidentId, reason: textOf(form, 'reason') }
  return lookThenAct(context, form, {
    incidentId,
    run: (tx, seenUpdateId) => markFalseAlarm(tx, actor, { ...input, seenUpdateId }, now),
    tell: (looked) => falseAlarmLines(looked, isOpen),
  })
})
