import type { z } from 'zod'
import type { Db } from '../../database.ts'
import { DomainError } from '../../errors.ts'
import type { SubscriberRow } from '../../subscriptions/links.ts'
import { askAgain, liftQuarantine, removeSubscriber } from '../../subscriptions/subscriber-acts.ts'
import { countSubscribers, listSubscribers, type SubscriberState } from '../../subscriptions/subscriber-list.ts'
import { hadEnoughLetters } from '../../subscriptions/subscriber-record.ts'
import { operation, type OperationRequest } from '../operation.ts'
import { requirePage } from '../pages.ts'
import { manySubscribers, queryOf } from './inputs.ts'
import { allSubscribers, requireListedSubscriber } from './subscribers.ts'

/** So many at once, where all are meant: each of them is a row of the audit log. */
const mostAtOnce = 1_000
/** Statuspage ends no more than these by one word. */
const mostUnsubscribed = 100

type Body = z.output<typeof manySubscribers>
type Act = (request: OperationRequest<unknown, Body>, row: SubscriberRow) => void

interface Many {
  word: 'resend_confirmation' | 'unsubscribe' | 'reactivate'
  summary: string
  /** Of which state those are that “all” means; null where the request says. */
  state: SubscriberState | null
  /** Whether “all” means somebody of that state. */
  isMeant?: (row: SubscriberRow) => boolean
  most: number
  act: Act
}

const many = ({ word, summary, act, ...which }: Many) =>
  operation({
    method: 'POST',
    path: `${allSubscribers}/${word}`,
    group: 'Subscribers',
    summary,
    scope: 'subscribers:write',
    needs: 'responder',
    body: manySubscribers,
    answer: { status: 201 },
    run: (request) => {
      requirePage(request.db, request.params.page_id)
      for (const row of meant(request.db, request.body, which)) act(request, row)
    },
  })

function meant(
  db: Db,
  body: Body,
  { state, most, isMeant = () => true }: Pick<Many, 'state' | 'most' | 'isMeant'>,
): SubscriberRow[] {
  const { subscribers } = body
  if (subscribers === undefined) throw new DomainError('invalid', 'Say which: subscribers, a list of ids or “all”.')
  if (subscribers !== 'all') {
    const rows = [...new Set(subscribers)].map((id) => requireListedSubscriber(db, id))
    return rows
  }
  const fits = queryOf({ type: body.type, state: state ?? body.state })
  if (!fits) return []
  const total = countSubscribers(db, fits).reduce((sum, { count }) => sum + count, 0)
  if (total > most) {
    throw new DomainError(
      'invalid',
      `“all” means ${total} subscribers here, and at most ${most} go at once. Name them.`,
    )
  }
  return listSubscribers(db, fits, { limit: most, offset: 0 }).filter(isMeant)
}

export const manySubscribersOperations = [
  many({
    word: 'resend_confirmation',
    summary:
      'Asks subscribers again to confirm, by their ids or all of them; whoever was asked three times today is left out.',
    state: 'unconfirmed',
    most: mostAtOnce,
    act: ({ db, actor, now }, row) => {
      if (row.askedFor !== null && !hadEnoughLetters(db, row, 'confirm', now)) askAgain(db, actor, row, now)
    },
  }),
  many({
    word: 'unsubscribe',
    summary: 'Ends subscriptions, by their ids, or all where there are at most 100. The addresses are erased.',
    state: null,
    most: mostUnsubscribed,
    act: ({ db, actor, now }, row) => removeSubscriber(db, actor, row, now),
  }),
  many({
    word: 'reactivate',
    summary:
      'Takes up quarantined subscriptions again, by their ids or all of them; of all, whoever marked a mail as spam is left out.',
    state: 'quarantined',
    isMeant: ({ complainedAt }) => complainedAt === null,
    most: mostAtOnce,
    act: ({ db, actor, now }, row) => {
      if (row.quarantinedAt !== null) liftQuarantine(db, actor, row, now)
    },
  }),
]
