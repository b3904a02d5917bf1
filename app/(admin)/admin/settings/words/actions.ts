'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { seenField, typedValues } from '#app/doors/forms/form-state'
import { previewMessage, type MessagePreview } from '#db/connection'
import type { MessageKind } from '#domain/messages/message-kinds'
import { changeMessageTemplate, checkMessageWords } from '#domain/messages/message-templates'

const noWords = { subject: '', opening: '', closing: '' }

/** Changes an owner's words for a kind of message, after a look at one that says them. */
export const changeWordsAction = adminAction<MessagePreview>(({ db, actor, now }, form) => {
  const kind = textOf(form, 'kind') as MessageKind
  const input = {
    kind,
    subject: textOf(form, 'subject'),
    opening: textOf(form, 'opening'),
    closing: textOf(form, 'closing'),
  }
  const intent = textOf(form, 'intent')
  if (intent === 'change') return { values: typedValues(form), data: null }
  if (intent === 'look') {
    return { values: typedValues(form), data: previewMessage(kind, checkMessageWords(actor, input), now) }
  }
  changeMessageTemplate(db, actor, { ...input, seen: Number(textOf(form, seenField)) }, now)
  return { message: 'Saved. The next message of this kind says it.' }
})

/** Gives a kind of message Candor's own words back. */
export const resetWordsAction = adminAction(({ db, actor, now }, form) => {
  const kind = textOf(form, 'kind') as MessageKind
  changeMessageTemplate(db, actor, { kind, ...noWords, seen: Number(textOf(form, seenField)) }, now)
  return { stayAt: `/admin/settings/words/${kind}` }
})
