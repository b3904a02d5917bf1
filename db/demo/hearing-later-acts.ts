import { desc, eq, isNull, sql } from 'drizzle-orm'
import { incidents, incidentUpdates } from '#db/schema/incidents'
import { correctUpdate, markOfUpdate } from '#domain/corrections/update-corrections'
import { correctWindows, listWindows, markOfWindows } from '#domain/corrections/window-corrections'
import { endFinishedSubscriptions } from '#domain/subscriptions/incident-ends'
import { terminal } from './actors.ts'
import { heldRanks, nothingThere, troubleAt, type Held, type Scene } from './hearing-acts.ts'
import { makeReport } from './makers.ts'

/** What the hearing's test does after the fact: corrections of texts and windows, reports, and the days that pass. */

const reason = 'it was otherwise'

/** Says an update in other words. */
export function reword(scene: Scene, at: number, isMinor: boolean): string[] {
  const { id } = troubleAt(scene, at)
  const { db, model, now, word } = scene
  const [update] = db
    .select()
    .from(incidentUpdates)
    .where(eq(incidentUpdates.incidentId, id))
    // What customers can read, where they can read any.
    .orderBy(isNull(incidentUpdates.publishedAt), desc(incidentUpdates.createdAt))
    .limit(1)
    .all()
  if (!update) throw nothingThere
  correctUpdate(db, terminal, { updateId: update.id, body: word, isMinor, reason, seen: markOfUpdate(update) }, now)
  return model.correct(id, isMinor)
}

/** A component was held within the last minute, of which nobody had told. */
export function addWindow(scene: Scene, at: number, { part, status }: Held): string[] {
  const { id } = troubleAt(scene, at)
  const window = { id: null, componentId: part, status, startedAt: scene.now - 40_000, endedAt: scene.now - 20_000 }
  correct(scene, id, [window])
  return scene.model.addWindow(id, part, heldRanks[status])
}

/** A component that an update named was not held at all. */
export function takeWindowsBack(scene: Scene, at: number, part: string): string[] {
  const { id } = troubleAt(scene, at)
  const { db, model } = scene
  const named = db.all(sql`select 1 from update_components c join incident_updates u on u.id = c.update_id
    where u.incident_id = ${id} and c.component_id = ${part}`)
  const rows = listWindows(db, id).filter(({ componentId }) => componentId === part)
  if (named.length === 0 || rows.length === 0) throw nothingThere
  correct(
    scene,
    id,
    rows.map((row) => ({ ...row, isWithdrawn: true })),
  )
  return model.takeWindowsBack(id, part)
}

type Windows = Parameters<typeof correctWindows>[2]['windows']

function correct({ db, now }: Scene, incidentId: string, windows: Windows): void {
  const incident = db.select().from(incidents).where(eq(incidents.id, incidentId)).get()
  if (!incident) throw nothingThere
  const seen = markOfWindows(incident, listWindows(db, incidentId))
  correctWindows(db, terminal, { incidentId, windows, reason, seen }, now)
}

/** The final report of what is over is published. */
export function report(scene: Scene, at: number): string[] {
  const { id, isOver, isPublic, isMaintenance, isReported } = troubleAt(scene, at)
  if (!isOver || !isPublic || isMaintenance || isReported) throw nothingThere
  makeReport(scene.db, { incidentId: id }, scene.now)
  return scene.model.report(id)
}

/** All that waits is sent. */
export function sendAll({ db, model, now }: Scene): string[] {
  db.run(sql`update notifications set sent_at = ${now} where sent_at is null and failed_at is null`)
  return model.sendAll()
}

/** What there is no more to hear of ends; `later` where days have passed, which the scene's clock says. */
export function endFinished({ db, model, now }: Scene): string[] {
  while (endFinishedSubscriptions(db, now));
  return model.endFinished()
}
