'use server'

import { setImmediate } from 'node:timers/promises'
import { subscriptionVault } from '#auth/subscription-vault'
import { adminAction, openAction } from '#app/doors/admin-action'
import { isTicked, textOf, textsOf } from '#app/doors/forms/form-fields'
import { requireRecentAuthentication } from '#app/doors/recent-authentication'
import { withRetry } from '#app/doors/retry'
import { actingSession } from '#app/doors/session'
import { mustAct } from '#domain/actor'
import { dayOf } from '#domain/calendar'
import { DomainError } from '#domain/errors'
import { readPage } from '#domain/page'
import type { ChoicesInput } from '#domain/subscriptions/choices'
import { mostBytesOfForm, planImport, type ImportPlan } from '#domain/subscriptions/import-plan'
import { addInternalChat } from '#domain/subscriptions/internal-chats'
import { addSubscriber } from '#domain/subscriptions/subscriber-acts'
import { importedAtOnce, importSubscribers } from '#domain/subscriptions/subscriber-import'
import { countWords } from './subscriber-words.ts'

/** Adds somebody: asked by mail, on an owner's word, or as an internal subscriber; or a chat of the team. */
export const addSubscriberAction = adminAction(({ db, actor, now }, form) => {
  const way = textOf(form, 'way')
  const date = textOf(form, 'consentedAt')
  if (way === 'chat') {
    addInternalChat(db, actor, { url: textOf(form, 'url'), choices: choicesIn(form), vault: subscriptionVault }, now)
    return { message: 'Added. The chat hears of the next news, internal news too.' }
  }
  const isStated = way === 'stated'
  addSubscriber(
    db,
    actor,
    {
      email: textOf(form, 'email'),
      audience: way === 'internal' ? 'internal' : 'public',
      consentedAt: isStated ? dayIn(date, readPage(db).timeZone) : null,
      consentSource: isStated ? textOf(form, 'consentSource') : '',
      choices: choicesIn(form),
    },
    now,
  )
  if (way === 'internal') return { message: 'Added. They hear of the next news, internal news too.' }
  if (isStated) return { message: 'Added, with the consent that you stated. They hear of the next news.' }
  return { message: 'A letter is on its way to them. They hear of the page once they confirmed it.' }
})

/** What a look at a file found, for the form. */
export interface ImportLook extends Omit<ImportPlan, 'rows'> {
  added: number
}

/** Looks through a file first, and writes in a second step; each chunk in a transaction of its own, with others let in between. */
export const importSubscribersAction = openAction<ImportLook>(async ({ db, now }, form) => {
  const session = await actingSession()
  if (!session) throw new DomainError('forbidden', 'You are signed out. Sign in again, then choose the file again.')
  const { actor } = session
  mustAct(actor, 'owner')
  const intent = textOf(form, 'intent')
  if (intent === 'change') return { values: {}, data: null }
  const csv = await textIn(form)
  const { rows, ...found } = await withRetry(() => planImport(db, csv, now))
  if (intent !== 'publish') return { values: { csv: [csv] }, data: { ...found, added: rows.length } }
  requireRecentAuthentication(session, now)
  let added = 0
  for (let from = 0; from < rows.length; from += importedAtOnce) {
    const chunk = rows.slice(from, from + importedAtOnce)
    added += await withRetry(() => importSubscribers(db, actor, chunk, now))
    await setImmediate()
  }
  return { message: `${countWords(added)} added. They hear of the next news.` }
})

async function textIn(form: FormData): Promise<string> {
  const file = form.get('file')
  const size = file instanceof File ? file.size : Buffer.byteLength(textOf(form, 'csv'))
  if (size > mostBytesOfForm) {
    throw new DomainError(
      'invalid',
      `The file has ${Math.ceil(size / 1000).toLocaleString('en')} KB; at most ${mostBytesOfForm / 1000} KB go at once, some 6,000 lines. Split it: whoever is known already is left as they are.`,
      'file',
    )
  }
  const text = file instanceof File && file.size > 0 ? await file.text() : textOf(form, 'csv')
  if (text.trim() === '') throw new DomainError('invalid', 'Choose a CSV file.', 'file')
  return text
}

/** The beginning of a day on the page's clock; NaN, which the domain refuses, where it is none. */
function dayIn(date: string, timeZone: string): number {
  return dayOf(date, timeZone)?.from ?? Number.NaN
}

function choicesIn(form: FormData): ChoicesInput {
  const isPart = textOf(form, 'scope') === 'parts'
  return {
    coversPage: !isPart,
    componentIds: isPart ? textsOf(form, 'componentIds') : [],
    groupIds: isPart ? textsOf(form, 'groupIds') : [],
    // The domain refuses what is no choice.
    updates: textOf(form, 'updates') as ChoicesInput['updates'],
    leastImpact: textOf(form, 'leastImpact') as ChoicesInput['leastImpact'],
    hearsMaintenance: isTicked(form, 'hearsMaintenance'),
    cadence: textOf(form, 'cadence') as ChoicesInput['cadence'],
  }
}
