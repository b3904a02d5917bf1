'use server'

import { adminAction } from '#app/doors/admin-action'
import { isTicked, textOf, textsOf } from '#app/doors/forms/form-fields'
import { instantIn } from '#app/doors/forms/form-instants'
import { scheduleMaintenance, type ScheduleMaintenanceInput } from '#domain/incidents/maintenances'
import { readPage } from '#domain/page'
import { lookThenPublish, type Preview } from '../../../parts/publication/publication.ts'

/** Schedules a maintenance, after a look at what customers will see of it. */
export const scheduleMaintenanceAction = adminAction<Preview>((context, form) => {
  const { timeZone } = readPage(context.db)
  const remind = textOf(form, 'remindMinutes')
  const input: ScheduleMaintenanceInput = {
    title: textOf(form, 'title'),
    body: textOf(form, 'body'),
    componentIds: textsOf(form, 'componentIds'),
    scheduledFor: instantIn(form, 'scheduledFor', timeZone),
    scheduledUntil: instantIn(form, 'scheduledUntil', timeZone),
    startsItself: isTicked(form, 'startsItself'),
    completesItself: isTicked(form, 'completesItself'),
    setsComponents: isTicked(form, 'setsComponents'),
    restoresComponents: isTicked(form, 'restoresComponents'),
    notifiesAtStart: isTicked(form, 'notifiesAtStart'),
    notifiesAtEnd: isTicked(form, 'notifiesAtEnd'),
    remindMinutes: remind === '' ? null : Number(remind),
  }
  return lookThenPublish(context, form, (db) => scheduleMaintenance(db, context.actor, input, context.now))
})
