'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { DomainError } from '#domain/errors'
import {
  addActionItem,
  changeActionItem,
  dropActionItem,
  finishActionItem,
  moveActionItem,
  removeActionItem,
  reopenActionItem,
} from '#domain/reports/action-items'

export const addActionItemAction = adminAction(({ db, actor, now }, form) => {
  const incidentId = textOf(form, 'incidentId')
  addActionItem(db, actor, { incidentId, ...promisedIn(form) }, now)
  return { stayAt: `/admin/incidents/${incidentId}/report#action-items` }
})

export const changeActionItemAction = adminAction(({ db, actor, now }, form) => {
  changeActionItem(db, actor, { id: textOf(form, 'subjectId'), ...promisedIn(form) }, now)
  return { message: 'Saved.' }
})

export const dropActionItemAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  dropActionItem(db, actor, { id, reason: textOf(form, 'reason') }, now)
  return { stayAt: `/admin/incidents/${textOf(form, 'incidentId')}/report#item-${id}` }
})

/** What takes a button alone: done, open again, taken back. */
export const turnActionItemAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  const turn = turns[textOf(form, 'intent')]
  if (!turn) throw new DomainError('invalid', 'Choose what becomes of it.')
  turn(db, actor, id, now)
  return { stayAt: `/admin/incidents/${textOf(form, 'incidentId')}/report#item-${id}` }
})

export const moveActionItemAction = adminAction(({ db, actor, now }, form) => {
  const direction = textOf(form, 'direction') === 'up' ? 'up' : 'down'
  const id = textOf(form, 'subjectId')
  const incidentId = moveActionItem(db, actor, id, direction, now)
  return { stayAt: `/admin/incidents/${incidentId}/report#${direction}-${id}` }
})

const turns: Record<string, typeof finishActionItem> = {
  finish: finishActionItem,
  reopen: reopenActionItem,
  remove: removeActionItem,
}

function promisedIn(form: FormData) {
  return { title: textOf(form, 'title'), ownerRole: textOf(form, 'ownerRole'), dueOn: textOf(form, 'dueOn') }
}
