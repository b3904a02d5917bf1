import type { Actor, Role } from '#domain/actor'
import type { Db } from '#domain/database'
import { lastAnnouncement } from '#domain/outbox/hand-out'
import { decideHeldMessages, decideHeldNews } from '#domain/outbox/holds'
import { sendAgain } from '#domain/outbox/ledger'
import type { ReturnedMail } from '#domain/returns/returned-mail'
import { takeReturn } from '#domain/returns/returns'
import {
  addSubscriber,
  askAgain,
  changeChoices,
  leaveIncident,
  liftQuarantine,
  removeSubscriber,
  renewLinks,
} from '#domain/subscriptions/subscriber-acts'
import { addInternalChat } from '#domain/subscriptions/internal-chats'
import { exportSubscribers } from '#domain/subscriptions/subscriber-export'
import { importSubscribers } from '#domain/subscriptions/subscriber-import'
import { testSubscriber } from '#domain/subscriptions/test-messages'
import { quarantineSubscriber } from '#domain/subscriptions/recipients'
import { terminal } from './actors.ts'
import { makeBrowser } from './browsers.ts'
import { testVault } from './hooks.ts'
import { holdMessagesBack, holdNewsBack } from './held.ts'
import { makeIncident } from './makers.ts'
import { linkKey, makeSubscriber } from './subscribers.ts'

const now = Date.UTC(2026, 10, 24, 14, 5)

interface SubscriberIds {
  subscriber: string
  toldIncident: string
  /** Somebody to whom nothing is sent because their address refused it. */
  held: string
  /** Somebody who was asked and has not said yes. */
  asked: string
  /** Somebody who hears of one incident more. */
  follower: string
  followed: string
  browser: string
  /** An incident whose news is held back for an owner. */
  withheld: string
}

interface SubscriberWrite {
  write: { name: string }
  needs: Role
  action: string
  run: (db: Db, actor: Actor, ids: SubscriberIds) => string | void
  subject: (ids: SubscriberIds) => string
}

/** Somebody who subscribed to the page with an incident that they were told of, and one of each who stands elsewhere. */
export function subscriberScene(db: Db, at: number): SubscriberIds {
  const held = makeSubscriber(db, { email: 'held@example.com' }, at).id
  quarantineSubscriber(db, terminal, { id: held, reason: '550 no such user' }, at)
  const asked = addSubscriber(db, terminal, { email: 'asked@example.com', choices: { coversPage: true } }, at)
  const followed = makeIncident(db, { title: 'Exports are slow' }, at)
  const follower = makeSubscriber(db, { email: 'follower@example.com', coversPage: true, incidentIds: [followed] }, at)
  const browser = makeBrowser(db, { endpoint: 'https://push.example/Abc' }, at).id
  const subscriber = makeSubscriber(db, {}, at).id
  const withheld = makeIncident(db, { title: 'Everything is down' }, at)
  holdNewsBack(db, withheld, 1_204_000, at)
  holdMessagesBack(db, followed, at)
  // Last, so that it is what was announced last.
  const toldIncident = makeIncident(db, {}, at)
  return { subscriber, toldIncident, held, asked, follower: follower.id, followed, browser, withheld }
}

const complaintOfAda: ReturnedMail = {
  isComplaint: true,
  recipients: [{ addresses: ['ada@example.com'], verdict: 'refused', status: '', diagnostic: '' }],
  codes: [],
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
    write: takeReturn,
    needs: 'responder',
    action: 'notification.return',
    run: (db, actor) => void takeReturn(db, actor, { mail: complaintOfAda, key: linkKey }, now),
    subject: (ids) => ids.subscriber,
  },
  {
    write: sendAgain,
    needs: 'responder',
    action: 'notification.send_again',
    run: (db, actor) => void sendAgain(db, actor, lastAnnouncement(db), now),
    subject: (ids) => ids.toldIncident,
  },
  {
    write: decideHeldNews,
    needs: 'owner',
    action: 'outbox.release',
    run: (db, actor, ids) =>
      void decideHeldNews(
        db,
        actor,
        { incidentId: ids.withheld, upTo: lastAnnouncement(db), decision: 'release' },
        now,
      ),
    subject: (ids) => ids.withheld,
  },
  {
    write: decideHeldMessages,
    needs: 'owner',
    action: 'outbox.drop',
    run: (db, actor) => void decideHeldMessages(db, actor, { decision: 'drop' }, now),
    subject: () => '2',
  },
  {
    write: addSubscriber,
    needs: 'responder',
    action: 'subscriber.add',
    run: (db, actor) => addSubscriber(db, actor, { email: 'noor@example.com', choices: { coversPage: true } }, now),
    subject: () => '',
  },
  {
    write: addInternalChat,
    needs: 'responder',
    action: 'subscriber.add',
    run: (db, actor) =>
      addInternalChat(
        db,
        actor,
        { url: 'https://hooks.slack.com/services/T0/B0/x', choices: { coversPage: true }, vault: testVault },
        now,
      ),
    subject: () => '',
  },
  {
    write: removeSubscriber,
    needs: 'responder',
    action: 'subscriber.remove',
    run: (db, actor, ids) => removeSubscriber(db, actor, { id: ids.subscriber }, now),
    subject: (ids) => ids.subscriber,
  },
  {
    write: liftQuarantine,
    needs: 'responder',
    action: 'subscriber.lift_quarantine',
    run: (db, actor, ids) => liftQuarantine(db, actor, { id: ids.held }, now),
    subject: (ids) => ids.held,
  },
  {
    write: renewLinks,
    needs: 'responder',
    action: 'subscriber.renew_links',
    run: (db, actor, ids) => renewLinks(db, actor, { id: ids.subscriber }, now),
    subject: (ids) => ids.subscriber,
  },
  {
    write: changeChoices,
    needs: 'responder',
    action: 'subscriber.change',
    run: (db, actor, ids) =>
      changeChoices(db, actor, { id: ids.subscriber, choices: { coversPage: true, updates: 'start_and_end' } }, now),
    subject: (ids) => ids.subscriber,
  },
  {
    write: askAgain,
    needs: 'responder',
    action: 'subscriber.ask_again',
    run: (db, actor, ids) => askAgain(db, actor, { id: ids.asked }, now),
    subject: (ids) => ids.asked,
  },
  {
    write: testSubscriber,
    needs: 'responder',
    action: 'subscriber.test',
    run: (db, actor, ids) => testSubscriber(db, actor, { id: ids.browser }, now),
    subject: (ids) => ids.browser,
  },
  {
    write: leaveIncident,
    needs: 'responder',
    action: 'subscriber.change',
    run: (db, actor, ids) => leaveIncident(db, actor, { id: ids.follower, incidentId: ids.followed }, now),
    subject: (ids) => ids.follower,
  },
  {
    write: exportSubscribers,
    needs: 'owner',
    action: 'subscriber.export',
    run: (db, actor) => void exportSubscribers(db, actor, now),
    subject: () => 'email',
  },
  {
    write: importSubscribers,
    needs: 'owner',
    action: 'subscriber.import',
    run: (db, actor) => void importSubscribers(db, actor, [], now),
    subject: () => 'email',
  },
]
