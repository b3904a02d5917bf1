import type { Db } from '../../database.ts'
import { DomainError } from '../../errors.ts'
import { readIncident, type IncidentRow } from '../../incidents/incident-record.ts'
import type { SubscriberRow } from '../../subscriptions/links.ts'
import { addSubscriber, askAgain, leaveIncident } from '../../subscriptions/subscriber-acts.ts'
import { listSubscribers } from '../../subscriptions/subscriber-list.ts'
import { readChoices } from '../../subscriptions/subscriber-record.ts'
import { operation } from '../operation.ts'
import { requirePage } from '../pages.ts'
import { subscriberDocument, subscriberDocuments, subscriberSchema, withoutAddress } from './documents.ts'
import { consentIn, emailIn, newIncidentSubscriber, pageOf, pageQuery } from './inputs.ts'
import { requireListedSubscriber } from './subscribers.ts'

const group = 'Subscribers'
const all = '/pages/{page_id}/incidents/{incident_id}/subscribers'
const one = `${all}/{subscriber_id}`

export const incidentSubscriberOperations = [
  operation({
    method: 'POST',
    path: all,
    group,
    summary: 'Subscribes somebody to an incident by e-mail, who is asked by a letter first.',
    scope: 'subscribers:write',
    needs: 'responder',
    body: newIncidentSubscriber,
    answer: { status: 201, schema: subscriberSchema },
    kept: withoutAddress,
    run: ({ db, actor, params, body: { subscriber }, now }) => {
      const { id: incidentId } = requireIncidentOf(db, params)
      const choices = { incidentIds: [incidentId] }
      const input = { email: emailIn(subscriber), ...consentIn(subscriber, actor, now), choices }
      return subscriberDocument(db, requireListedSubscriber(db, addSubscriber(db, actor, input, now)))
    },
  }),
  operation({
    method: 'GET',
    path: all,
    group,
    summary: 'Who asked to hear of an incident, 100 at a time from page 0.',
    scope: 'subscribers:read',
    needs: 'responder',
    query: pageQuery,
    answer: { status: 200, schema: subscriberSchema, isList: true },
    run: ({ db, params, query }) => {
      const { id: incidentId } = requireIncidentOf(db, params)
      return subscriberDocuments(db, listSubscribers(db, { incidentId }, pageOf(query)))
    },
  }),
  operation({
    method: 'DELETE',
    path: one,
    group,
    summary: 'Ends a subscription to an incident; whoever hears of nothing else is erased.',
    scope: 'subscribers:write',
    needs: 'responder',
    answer: { status: 200, schema: subscriberSchema },
    run: ({ db, actor, params, now }) => {
      const { id: incidentId } = requireIncidentOf(db, params)
      const row = requireFollower(db, params.subscriber_id, incidentId)
      const answer = subscriberDocument(db, row)
      leaveIncident(db, actor, { id: row.id, incidentId }, now)
      return answer
    },
  }),
  operation({
    method: 'GET',
    path: one,
    group,
    summary: 'One subscriber of an incident.',
    scope: 'subscribers:read',
    needs: 'responder',
    answer: { status: 200, schema: subscriberSchema },
    run: ({ db, params }) => {
      const { id: incidentId } = requireIncidentOf(db, params)
      return subscriberDocument(db, requireFollower(db, params.subscriber_id, incidentId))
    },
  }),
  operation({
    method: 'POST',
    path: `${one}/resend_confirmation`,
    group,
    summary: 'Asks a subscriber of an incident again to confirm, at most three times a day.',
    scope: 'subscribers:write',
    needs: 'responder',
    answer: { status: 201 },
    run: ({ db, actor, params, now }) => {
      const { id: incidentId } = requireIncidentOf(db, params)
      askAgain(db, actor, requireFollower(db, params.subscriber_id, incidentId), now)
    },
  }),
]

function requireIncidentOf(db: Db, params: Record<string, string>): IncidentRow {
  requirePage(db, params.page_id)
  const incident = readIncident(db, params.incident_id ?? '')
  if (!incident) throw new DomainError('not_found', 'Incident not found')
  return incident
}

/** Whoever asked to hear of the incident, also where they have not confirmed it yet. Throws `not_found`. */
function requireFollower(db: Db, id: string | undefined, incidentId: string): SubscriberRow {
  const row = requireListedSubscriber(db, id)
  const follows = [...readChoices(db, row).incidentIds, ...(row.askedFor?.incidentIds ?? [])]
  if (!follows.includes(incidentId)) throw new DomainError('not_found', 'Subscriber not found')
  return row
}
