import type { Actor, Role } from '#domain/actor'
import type { Db } from '#domain/database'
import { lastAnnouncement } from '#domain/outbox/hand-out'
import { sendAgain } from '#domain/outbox/ledger'
import { quarantineSubscriber } from '#domain/subscriptions/recipients'
import { makeIncident } from './makers.ts'
import { makeSubscriber } from './subscribers.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

interface SubscriberIds {
  subscriber: string
  toldIncident: string
}

interface SubscriberWrite {
  write: { name: string }
  needs: Role
  action: string
  run: (db: Db, actor: Actor, ids: SubscriberIds) => string | void
  subject: (ids: SubscriberIds) => string
}

/** Somebody who subscribed to the page, and an incident that they were told of. */
export function subscriberScene(db: Db, at: number): SubscriberIds {
  return { subscriber: makeSubscriber(db, {}, at).id, toldIncident: makeIncident(db, {}, at) }
}

/** What the team may do with subscribers, each with what the audit log says of it. */
export const subscriberWrites: SubscriberWrite[] = [
  {
    write: quarantineSubscriber,
    needs: 'responder',
    action: 'subscriber.quarantine',
    run: (db, actor, ids) => quarantineSubscriber(db, actor, { id: ids.subscriber, reason: '550 no such user' }, now),
    subject: (ids) => ids.subscriber,
  },
  {
    write: sendAgain,
    needs: 'responder',
    action: 'notification.send_again',
    run: (db, actor) => void sendAgain(db, actor, lastAnnouncement(db), now),
    subject: (ids) => ids.toldIncident,
  },
]
