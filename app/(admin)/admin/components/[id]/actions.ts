'use server'

import { adminAction } from '#app/doors/admin-action'
import { isTicked, textOf } from '#app/doors/forms/form-fields'
import { seenField } from '#app/doors/forms/form-state'
import { dateOf, startOfDate } from '#domain/calendar'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { updateComponentOperations } from '#domain/components/component-operations'
import { archiveComponent, readComponent, setComponentStatus, updateComponent } from '#domain/components/components'
import type { Db } from '#domain/database'
import { DomainError } from '#domain/errors'
import { readPage } from '#domain/page'
import { statusWords, type ComponentStatus, type Criticality } from '#domain/status'

export const updateComponentAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  const startsAt = startOf(db, id, textOf(form, 'startsAt'))
  const input = {
    name: textOf(form, 'name'),
    description: textOf(form, 'description'),
    groupId: textOf(form, 'groupId') || null,
    showsUptime: isTicked(form, 'showsUptime'),
    onlyShownIfDegraded: isTicked(form, 'onlyShownIfDegraded'),
    isHidden: isTicked(form, 'isHidden'),
    seen: textOf(form, seenField),
    ...(startsAt === null ? {} : { startsAt }),
  }
  updateComponent(db, actor, id, input, now)
  return { message: 'Saved. Customers read it now.' }
})

export const updateComponentOperationsAction = adminAction(({ db, actor, now }, form) => {
  const input = {
    owner: textOf(form, 'owner'),
    criticality: (textOf(form, 'criticality') || null) as Criticality | null,
    runbookUrl: textOf(form, 'runbookUrl'),
    dashboardUrl: textOf(form, 'dashboardUrl'),
    diagramUrl: textOf(form, 'diagramUrl'),
    seen: textOf(form, seenField),
  }
  updateComponentOperations(db, actor, textOf(form, 'subjectId'), input, now)
  return { message: 'Saved, for the team only.' }
})

export const setStatusAction = adminAction(({ db, actor, now }, form) => {
  const componentId = textOf(form, 'subjectId')
  setComponentStatus(db, actor, { componentId, status: textOf(form, 'status') as ComponentStatus }, now)
  const component = listComponentStatuses(db, now).find((candidate) => candidate.id === componentId)
  if (!component) return { message: 'Set.' }
  const seen = `${component.name}: ${statusWords[component.status].toLowerCase()}`
  return {
    message: component.isHidden ? `Set. It is hidden, so customers see nothing of it.` : `Customers now see ${seen}.`,
  }
})

export const archiveComponentAction = adminAction(({ db, actor, now }, form) => {
  if (!isTicked(form, 'isSure')) {
    throw new DomainError('invalid', 'Tick the box to say that you mean it.', 'isSure')
  }
  archiveComponent(db, actor, textOf(form, 'subjectId'), now)
  return { redirectTo: '/admin/components' }
})

/** The start that was chosen; null where the day is still the same, so that saving does not move it to midnight. */
function startOf(db: Db, id: string, date: string): number | null {
  const { timeZone } = readPage(db)
  const component = readComponent(db, id)
  if (component && dateOf(component.startsAt, timeZone) === date) return null
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    throw new DomainError('invalid', 'Write the day on which it began, such as 2026-11-24.', 'startsAt')
  }
  try {
    return startOfDate(date, timeZone)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new DomainError('invalid', 'There is no such day. Choose another one.', 'startsAt')
  }
}
