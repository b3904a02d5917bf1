'use server'

import { adminAction } from '#app/doors/admin-action'
import { textOf } from '#app/doors/forms/form-fields'
import { sendAgain } from '#domain/outbox/ledger'
import { subscribersWords } from '../../../../parts/publication/recipient-words.ts'

/** Sends a piece of news again to those whom it did not reach. */
export const sendAgainAction = adminAction(({ db, actor, now }, form) => {
  const count = sendAgain(db, actor, Number(textOf(form, 'announcement')), now)
  if (count === 0) return { message: 'There is nobody left to whom it could be sent again.' }
  return { message: `It is sent again to ${subscribersWords(count)}.` }
})
