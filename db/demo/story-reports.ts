import type { Actor } from '#domain/actor'
import { dateOf } from '#domain/calendar'
import type { Db } from '#domain/database'
import { addActionItem, dropActionItem, finishActionItem } from '#domain/reports/action-items'
import { saveReportDraft, type ReportDraftInput } from '#domain/reports/report-drafts'
import { publishReport, waiveReport } from '#domain/reports/report-publication'
import type { Team } from './actors.ts'

const dayMs = 86_400_000

/** The incidents whose reports the story tells of, by their names in past-incidents.ts. */
export type ReportedIncident = 'searchEmpty' | 'signInFails' | 'textMessagesLost' | 'cardsRefused'

/**
 * Tells what became of the reports that were owed: two published (one of them first as a preliminary
 * one), one called off, and one that is late, of which the team has a draft.
 */
export function tellReports(tx: Db, team: Team, incidents: Record<ReportedIncident, string>, now: number): void {
  const { dana, priya } = team
  const reason = 'One release caused it, and the updates of that day say all that there is to say.'
  waiveReport(tx, dana, { incidentId: incidents.searchEmpty, reason }, now - 80 * dayMs)

  publish(tx, dana, { incidentId: incidents.signInFails, isPreliminary: true, ...signInFirst }, now - 61 * dayMs)
  for (const item of signInItems) promise(tx, priya, incidents.signInFails, item, now - 54 * dayMs)
  publish(tx, dana, { incidentId: incidents.signInFails, isPreliminary: false, ...signIn }, now - 53 * dayMs)

  for (const item of cardsItems) promise(tx, dana, incidents.cardsRefused, item, now - 9 * dayMs)
  publish(tx, dana, { incidentId: incidents.cardsRefused, isPreliminary: false, ...cards }, now - 9 * dayMs)

  const begun = { incidentId: incidents.textMessagesLost, seen: null, ...textMessages }
  saveReportDraft(tx, priya, begun, now - 3 * dayMs)
}

type Text = Omit<ReportDraftInput, 'seen'>

function publish(tx: Db, by: Actor, text: Text, at: number): void {
  const { incidentId } = text
  const seen = saveReportDraft(tx, by, { ...text, seen: null }, at)
  publishReport(tx, by, { incidentId, seen }, at)
}

interface Item {
  title: string
  ownerRole: string
  /** Days after it was promised. */
  dueIn: number
  doneIn?: number
  dropped?: { in: number; reason: string }
}

function promise(tx: Db, by: Actor, incidentId: string, item: Item, at: number): void {
  const { title, ownerRole, dueIn, doneIn, dropped } = item
  const dueOn = dateOf(at + dueIn * dayMs, 'Etc/UTC')
  const id = addActionItem(tx, by, { incidentId, title, ownerRole, dueOn }, at)
  if (doneIn !== undefined) finishActionItem(tx, by, id, at + doneIn * dayMs)
  if (dropped) dropActionItem(tx, by, { id, reason: dropped.reason }, at + dropped.in * dayMs)
}

const cards = {
  summary:
    'Checkout refused every payment for 52 minutes, because a certificate that payments depend on had expired. Nobody was charged for an order that failed.',
  affected:
    'Everybody who tried to pay by card or by invoice, on the website and through the API: about 3,100 attempts by 1,900 customers.',
  happened:
    'The certificate ended at midnight on the day before. Connections that were open went on working; as they closed one by one, more and more payments failed, and then all.\n\nOur checks looked at whether checkout answers, not at whether a payment goes through, so customers told us before they did.',
  prevention:
    'We watch the end date of every certificate and warn 30 days ahead. Payments by invoice will no longer depend on the card provider. We practise replacing a certificate, so that it takes minutes.',
  customerAction: 'Nothing. If an order of that day is missing, place it again: it was not charged.',
}

const cardsItems: Item[] = [
  {
    title: 'Watch the end dates of all certificates, and warn 30 days ahead',
    ownerRole: 'Platform',
    dueIn: 5,
    doneIn: 3,
  },
  { title: 'Let payments by invoice work without the card provider', ownerRole: 'Payments', dueIn: 40 },
  { title: 'Practise replacing a certificate once a quarter', ownerRole: 'Platform', dueIn: 7 },
  {
    title: 'Keep a second certificate of another authority ready',
    ownerRole: 'Platform',
    dueIn: 30,
    dropped: { in: 6, reason: 'The provider accepts one authority only. The warning and the practice cover it.' },
  },
]

const signInFirst = {
  summary: 'Sign-in failed for one account in five for 38 minutes. One of five sign-in servers refused every request.',
  happened: 'One server lost its link to the database and went on taking requests. We are finding out why.',
}

const signIn = {
  summary:
    'Sign-in failed for one account in five for 38 minutes. One of five sign-in servers had lost its link to the database and refused every request.',
  affected: 'About 2,400 people who tried to sign in. Whoever was signed in noticed nothing.',
  happened:
    'A server started anew without its link to the database. It answered the question whether it is alive, so it went on getting a fifth of all requests, and refused each.',
  prevention:
    'A server now says that it is ready only once it has signed a test account in. The same check runs every ten seconds.',
}

const signInItems: Item[] = [
  { title: 'Let a sign-in server take requests only once it can sign in', ownerRole: 'Accounts', dueIn: 10, doneIn: 4 },
  { title: 'Sign a test account in every ten seconds, on each server', ownerRole: 'Accounts', dueIn: 20, doneIn: 15 },
]

const textMessages = {
  summary: 'Draft: text messages did not reach Northcell numbers for 80 minutes. Waiting for Northcell’s own account.',
  affected: 'Whoever asked for a code by text message with a Northcell number.',
  happened:
    'Northcell refused our messages after a change on its side. We asked at once, and wait for an answer in writing.',
}
