'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { askAgain, liftQuarantine, removeSubscriber, renewLinks } from '#domain/subscriptions/subscriber-acts'
import { testSubscriber } from '#domain/subscriptions/test-messages'

export const removeSubscriberAction = adminAction(
  ({ db, actor, now }, form) => {
    removeSubscriber(db, actor, { id: textOf(form, 'subjectId') }, now)
    return { redirectTo: '/admin/subscribers' }
  },
  { isDangerous: true },
)

export const liftQuarantineAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  liftQuarantine(db, actor, { id }, now)
  return { stayAt: `/admin/subscribers/${id}` }
})

export const renewLinksAction = adminAction(({ db, actor, now }, form) => {
  renewLinks(db, actor, { id: textOf(form, 'subjectId') }, now)
  return { message: 'Done. The links in earlier mails work no more; the next mail carries new ones.' }
})

export const testSubscriberAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  testSubscriber(db, actor, { id }, now)
  return { stayAt: `/admin/subscribers/${id}` }
})

export const askAgainAction = adminAction(({ db, actor, now }, form) => {
  const id = textOf(form, 'subjectId')
  askAgain(db, actor, { id }, now)
  return { message: 'The letter is on its way again.' }
})
