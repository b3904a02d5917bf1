'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { decideHeldMessages, decideHeldNews, type Decision } from '#domain/outbox/holds'

const isDangerous = { isDangerous: true }

/** Tells the subscribers of an incident's held news, or tells nobody. */
export const decideNewsAction = adminAction(({ db, actor, now }, form) => {
  const input = {
    incidentId: textOf(form, 'incidentId'),
    upTo: Number(textOf(form, 'upTo')),
    decision: decisionIn(form),
  }
  decideHeldNews(db, actor, input, now)
  return { stayAt: '/admin/held#held' }
}, isDangerous)

/** Sends what was too much for its addresses, or drops it. */
export const decideMessagesAction = adminAction(({ db, actor, now }, form) => {
  decideHeldMessages(db, actor, { decision: decisionIn(form) }, now)
  return { stayAt: '/admin/held#held' }
}, isDangerous)

function decisionIn(form: FormData): Decision {
  // The domain refuses what is no decision.
  return textOf(form, 'intent') as Decision
}
