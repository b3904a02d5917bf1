import { z } from 'zod'
import type { Db } from '../../database.ts'
import { DomainError } from '../../errors.ts'
import type { SubscriberRow } from '../../subscriptions/links.ts'
import { addSubscriber, askAgain, changeChoices, removeSubscriber } from '../../subscriptions/subscriber-acts.ts'
import {
  countSubscribers,
  listFormerSubscribers,
  listSubscribers,
  readSubscriber,
  subscriberStates,
} from '../../subscriptions/subscriber-list.ts'
import { readChoices } from '../../subscriptions/subscriber-record.ts'
import { operation } from '../operation.ts'
import { requirePage } from '../pages.ts'
import { subscriberDocument, subscriberDocuments, subscriberSchema, withoutAddress } from './documents.ts'
import {
  changedSubscriber,
  consentIn,
  countQuery,
  emailIn,
  listQuery,
  newSubscriber,
  orderOf,
  pageOf,
  pageQuery,
  queryOf,
  types,
  type SubscriberType,
} from './inputs.ts'

const group = 'Subscribers'
export const allSubscribers = '/pages/{page_id}/subscribers'
const one = `${allSubscribers}/{subscriber_id}`

const counted = z.int()
const byState = z.strictObject({ active: counted, unconfirmed: counted, quarantined: counted, total: counted })
const histogramShape = z.strictObject(byType(() => byState))
const countShape = z.strictObject(byType(() => counted))

/** The subscriber of a path. Throws `not_found` for one that is not there or left. */
export function requireListedSubscriber(db: Db, id: string | undefined): SubscriberRow {
  const row = readSubscriber(db, id ?? '')
  if (!row) throw new DomainError('not_found', 'Subscriber not found')
  return row
}

export const subscriberOperations = [
  operation({
    method: 'GET',
    path: `${allSubscribers}/histogram_by_state`,
    group,
    summary: 'How many subscribers there are by type and state.',
    scope: 'subscribers:read',
    needs: 'viewer',
    answer: { status: 200, schema: { name: 'SubscriberCountByTypeAndState', shape: histogramShape } },
    run: ({ db, params }): z.output<typeof histogramShape> => {
      requirePage(db, params.page_id)
      const counts = countSubscribers(db)
      return byType((type) => {
        const ofType = counts.filter(({ channel }) => channel === type)
        const sum = (rows: typeof counts) => rows.reduce((total, { count }) => total + count, 0)
        const [active, unconfirmed, quarantined] = subscriberStates.map((state) =>
          sum(ofType.filter((row) => row.state === state)),
        ) as [number, number, number]
        return { active, unconfirmed, quarantined, total: sum(ofType) }
      })
    },
  }),
  operation({
    method: 'GET',
    path: `${allSubscribers}/count`,
    group,
    summary: 'How many subscribers there are by type.',
    scope: 'subscribers:read',
    needs: 'viewer',
    query: countQuery,
    answer: { status: 200, schema: { name: 'SubscriberCountByType', shape: countShape } },
    run: ({ db, params, query }): z.output<typeof countShape> => {
      requirePage(db, params.page_id)
      const fits = queryOf(query)
      const counts = fits ? countSubscribers(db, fits) : []
      return byType((type) =>
        counts.filter(({ channel }) => channel === type).reduce((total, { count }) => total + count, 0),
      )
    },
  }),
  operation({
    method: 'GET',
    path: `${allSubscribers}/unsubscribed`,
    group,
    summary: 'Subscriptions that ended, by their ids alone: nothing else is known of who left.',
    scope: 'subscribers:read',
    needs: 'responder',
    query: pageQuery,
    answer: { status: 200, schema: subscriberSchema, isList: true },
    run: ({ db, params, query }) => {
      requirePage(db, params.page_id)
      return subscriberDocuments(db, listFormerSubscribers(db, pageOf(query)))
    },
  }),
  operation({
    method: 'POST',
    path: allSubscribers,
    group,
    summary: 'Subscribes somebody by e-mail, who is asked by a letter first.',
    scope: 'subscribers:write',
    needs: 'responder',
    body: newSubscriber,
    answer: { status: 201, schema: subscriberSchema },
    kept: withoutAddress,
    run: ({ db, actor, params, body: { subscriber }, now }) => {
      requirePage(db, params.page_id)
      const { component_ids: componentIds } = subscriber
      const choices = componentIds === undefined ? { coversPage: true } : { componentIds }
      const input = { email: emailIn(subscriber), ...consentIn(subscriber, actor, now), choices }
      return subscriberDocument(db, requireListedSubscriber(db, addSubscriber(db, actor, input, now)))
    },
  }),
  operation({
    method: 'GET',
    path: allSubscribers,
    group,
    summary: 'The subscribers, 100 at a time from page 0; the active ones unless told.',
    scope: 'subscribers:read',
    needs: 'responder',
    query: listQuery,
    answer: { status: 200, schema: subscriberSchema, isList: true },
    run: ({ db, params, query }) => {
      requirePage(db, params.page_id)
      const fits = queryOf(query)
      if (!fits) return []
      const part = { ...pageOf(query), order: orderOf(query) }
      return subscriberDocuments(db, listSubscribers(db, { ...fits, search: query.q ?? '' }, part))
    },
  }),
  operation({
    method: 'POST',
    path: `${one}/resend_confirmation`,
    group,
    summary: 'Asks a subscriber again to confirm, at most three times a day.',
    scope: 'subscribers:write',
    needs: 'responder',
    answer: { status: 201 },
    run: ({ db, actor, params, now }) => {
      requirePage(db, params.page_id)
      askAgain(db, actor, requireListedSubscriber(db, params.subscriber_id), now)
    },
  }),
  operation({
    method: 'DELETE',
    path: one,
    group,
    summary: 'Ends a subscription. The address is erased; the answer is the last that tells it.',
    scope: 'subscribers:write',
    needs: 'responder',
    answer: { status: 200, schema: subscriberSchema },
    run: ({ db, actor, params, now }) => {
      requirePage(db, params.page_id)
      const row = requireListedSubscriber(db, params.subscriber_id)
      const answer = subscriberDocument(db, row)
      removeSubscriber(db, actor, row, now)
      return answer
    },
  }),
  operation({
    method: 'PATCH',
    path: one,
    group,
    summary: 'Changes to which components somebody subscribes; they are told by mail.',
    scope: 'subscribers:write',
    needs: 'responder',
    body: changedSubscriber,
    answer: { status: 200, schema: subscriberSchema },
    run: ({ db, actor, params, body, now }) => {
      requirePage(db, params.page_id)
      const row = requireListedSubscriber(db, params.subscriber_id)
      const componentIds = body.component_ids ?? body.subscriber?.component_ids
      if (!componentIds?.length) throw new DomainError('invalid', 'Say which components: component_ids.')
      const before = row.confirmedAt === null && row.askedFor ? row.askedFor : readChoices(db, row)
      const choices = { ...before, coversPage: false, groupIds: [], componentIds }
      changeChoices(db, actor, { id: row.id, choices }, now)
      return subscriberDocument(db, requireListedSubscriber(db, row.id))
    },
  }),
  operation({
    method: 'GET',
    path: one,
    group,
    summary: 'One subscriber.',
    scope: 'subscribers:read',
    needs: 'responder',
    answer: { status: 200, schema: subscriberSchema },
    run: ({ db, params }) => {
      requirePage(db, params.page_id)
      return subscriberDocument(db, requireListedSubscriber(db, params.subscriber_id))
    },
  }),
]

function byType<Value>(valueOf: (type: SubscriberType) => Value): Record<SubscriberType, Value> {
  return Object.fromEntries(types.map((type) => [type, valueOf(type)])) as Record<SubscriberType, Value>
}
