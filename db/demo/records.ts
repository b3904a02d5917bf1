import { and, eq, like } from 'drizzle-orm'
import { incidentUpdates } from '#db/schema/incidents'
import type { Actor } from '#domain/actor'
import { correctUpdate, markOfUpdate } from '#domain/corrections/update-corrections'
import { correctWindows, listWindows, markOfWindows } from '#domain/corrections/window-corrections'
import type { Db } from '#domain/database'
import { requireIncident } from '#domain/incidents/incident-record'

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
