import { and, eq, like } from 'drizzle-orm'
import { incidents, incidentUpdates } from '#db/schema/incidents'
import { actionItems, reports, reportVersions } from '#db/schema/reports'
import { personOf, type Actor } from '#domain/actor'
import { recordAudit } from '#domain/audit'
import { correctUpdate, markOfUpdate } from '#domain/corrections/update-corrections'
import { correctWindows, listWindows, markOfWindows } from '#domain/corrections/window-corrections'
import type { Db } from '#domain/database'
import { newId } from '#domain/identity'
import { requireIncident } from '#domain/incidents/incident-record'
import { reportDueDates } from '#domain/reports/reports'

const dayMs = 86_400_000

/** Ends an incident as a false alarm. Stands in until the domain has the write; the rows are the same. */
export function markFalseAlarm(tx: Db, by: Actor, id: string, reason: string, at: number): void {
  tx.update(incidents)
    .set({ falseAlarmAt: at, falseAlarmReason: reason, updatedAt: at })
    .where(eq(incidents.id, id))
    .run()
  recordAudit(
    tx,
    by,
    { action: 'incident.mark_false_alarm', subjectKind: 'incident', subjectId: id, after: { reason } },
    at,
  )
}

/** Corrects words in a published update as a responder does: the one of the incident's updates that says them. */
export function rewordUpdate(
  tx: Db,
  by: Actor,
  correction: { incidentId: string; find: string; replacement: string; reason: string },
  at: number,
): void {
  const { incidentId, find, replacement, reason } = correction
  const update = tx
    .select()
    .from(incidentUpdates)
    .where(and(eq(incidentUpdates.incidentId, incidentId), like(incidentUpdates.body, `%${find}%`)))
    .get()
  if (!update) throw new Error(`no update of the story says "${find}"`)
  const body = update.body.replace(find, replacement)
  correctUpdate(tx, by, { updateId: update.id, body, reason, seen: markOfUpdate(update) }, at)
}

/** Corrects when an incident's first window began, and with it the incident, as a responder does. */
export function moveStart(tx: Db, by: Actor, incidentId: string, byMs: number, reason: string, at: number): void {
  const rows = listWindows(tx, incidentId)
  const windows = rows.map((row, index) => (index === 0 ? { ...row, startedAt: row.startedAt + byMs } : row))
  const seen = markOfWindows(requireIncident(tx, incidentId), rows)
  correctWindows(tx, by, { incidentId, windows, reason, seen }, at)
}

/** Publishes the follow-up report of the payments outage: one promise kept, one open, one late. */
export function publishReport(tx: Db, by: Actor, incidentId: string, now: number): void {
  const incident = tx.select().from(incidents).where(eq(incidents.id, incidentId)).get()
  const publishedAt = now - 9 * dayMs
  const common = { incidentId, createdAt: publishedAt - dayMs }
  tx.insert(reports)
    .values({
      ...common,
      status: 'published',
      ...reportDueDates(incident?.resolvedAt ?? now),
      authorId: personOf(by),
      updatedAt: publishedAt,
    })
    .run()
  tx.insert(reportVersions)
    .values({ ...common, ...report, id: newId(), format: 'markdown', isPreliminary: false, publishedAt })
    .run()
  const items = [
    {
      title: 'Watch the end dates of all certificates, and warn 30 days ahead',
      ownerRole: 'Platform',
      doneIn: 3,
      dueIn: 5,
    },
    { title: 'Let payments by invoice work without the card provider', ownerRole: 'Payments', doneIn: null, dueIn: 40 },
    { title: 'Practise replacing a certificate once a quarter', ownerRole: 'Platform', doneIn: null, dueIn: 7 },
  ]
  items.forEach(({ title, ownerRole, doneIn, dueIn }, index) => {
    const doneAt = doneIn === null ? null : publishedAt + doneIn * dayMs
    const dates = { doneAt, dueAt: publishedAt + dueIn * dayMs, updatedAt: doneAt ?? publishedAt }
    tx.insert(actionItems)
      .values({ ...common, ...dates, id: newId(), title, ownerRole, position: index + 1 })
      .run()
  })
  recordAudit(tx, by, { action: 'report.publish', subjectKind: 'incident', subjectId: incidentId }, publishedAt)
}

const report = {
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
