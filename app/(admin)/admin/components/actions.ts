'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { seenField } from '#app/doors/forms/form-state'
import { archiveGroup, createGroup, moveGroup, updateGroup } from '#domain/components/component-groups'
import { createComponent, moveComponent, restoreComponent } from '#domain/components/components'

export const createComponentAction = adminAction(({ db, actor, now }, form) => {
  const input = { name: textOf(form, 'name'), groupId: textOf(form, 'groupId') || null }
  const id = createComponent(db, actor, input, now)
  return { redirectTo: `/admin/components#component-${id}` }
})

/** One place up or down; the button that was pressed keeps the focus. */
export const moveComponentAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  const direction = directionOf(form)
  moveComponent(db, actor, id, direction, now)
  return { stayAt: `/admin/components#${direction}-${id}` }
})

export const restoreComponentAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  restoreComponent(db, actor, id, now)
  return { redirectTo: `/admin/components#component-${id}` }
})

export const createGroupAction = adminAction(({ db, actor, now }, form) => {
  const id = createGroup(db, actor, { name: textOf(form, 'name'), description: textOf(form, 'description') }, now)
  return { redirectTo: `/admin/components#group-${id}` }
})

export const updateGroupAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  const input = { name: textOf(form, 'name'), description: textOf(form, 'description'), seen: textOf(form, seenField) }
  updateGroup(db, actor, id, input, now)
  return { redirectTo: `/admin/components#group-${id}` }
})

export const moveGroupAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  const direction = directionOf(form)
  moveGroup(db, actor, id, direction, now)
  return { stayAt: `/admin/components#${direction}-${id}` }
})

export const archiveGroupAction = adminAction(({ db, actor, now }, form) => {
  archiveGroup(db, actor, textOf(form, 'subjectId'), now)
  return { redirectTo: '/admin/components' }
})

function directionOf(form: FormData): 'up' | 'down' {
  return textOf(form, 'direction') === 'up' ? 'up' : 'down'
}
