import { eq } from 'drizzle-orm'
import {
  communicationsLeads,
  corrections,
  customerLinks,
  impactWindows,
  incidents,
  incidentUpdates,
  maintenanceComponents,
  maintenances,
  updateComponents,
} from '#db/schema/incidents'
import { actionItems, reports, reportVersions } from '#db/schema/reports'
import type { Db } from '#domain/database'
import { newId } from '#domain/identity'
import { postUpdate } from '#domain/incidents/incident-updates'
import { terminal } from './actors.ts'
import { makeIncident, makeMaintenance } from './makers.ts'
import type { Marker } from './marked-rows.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

export interface Scene {
  tx: Db
  marker: Marker
  person: string
  publicComponent: string
  hidden: readonly string[]
  now: number
}

export interface CanaryIncidents {
  publicIncidents: string[]
  /** The one of them whose report is only a draft. */
  withDraftReport: string
  /** Public, and merged into an internal one: its permalink must not lead there. */
  mergedIntoInternal: string
  internalIncidents: string[]
}

/** Internal incidents of each state, with all that can belong to one, some of it wrongly marked as published. */
export function addInternalIncidents(scene: Scene): string[] {
  const { now } = scene
  return [
    addInternal(scene, { kind: 'incident', status: 'investigating' }),
    addInternal(scene, { kind: 'incident', status: 'resolved', resolvedAt: now - dayMs }),
    addInternal(scene, { kind: 'maintenance', status: 'scheduled' }),
    addInternal(scene, { kind: 'maintenance', status: 'in_progress' }),
    addInternal(scene, { kind: 'incident', status: 'resolved', resolvedAt: now - dayMs, falseAlarmAt: now - dayMs }),
  ]
}

/** Public incidents and maintenances with drafts, hidden components, notes, customers and report drafts behind them. */
export function addPrivatePartsOfPublicIncidents(scene: Scene, internalIncidents: string[]): CanaryIncidents {
  const { tx, publicComponent, now } = scene
  const held = [{ componentId: publicComponent, status: 'degraded_performance' } as const]
  const open = makeIncident(tx, { title: 'Ferry bookings are slow', components: held }, now - 40 * minuteMs)
  const ended = makeIncident(tx, { title: 'Ferry bookings failed', components: held }, now - 3 * dayMs)
  postUpdate(tx, terminal, { incidentId: ended, status: 'resolved' }, now - 3 * dayMs + 50 * minuteMs)
  const older = makeIncident(tx, { title: 'Ferry bookings stopped', components: held }, now - 30 * dayMs)
  postUpdate(tx, terminal, { incidentId: older, status: 'resolved' }, now - 30 * dayMs + 50 * minuteMs)
  const planned = makeMaintenance(tx, { title: 'Planned work on the ferry', componentIds: [publicComponent] }, now)
  const running = makeMaintenance(tx, { title: 'Work on the ferry', scheduledFor: now - minuteMs }, now - dayMs)
  postUpdate(tx, terminal, { incidentId: running, status: 'in_progress' }, now - minuteMs)
  const publicIncidents = [open, ended, older, planned, running]
  for (const id of publicIncidents) addPrivateParts(scene, id, internalIncidents[0] ?? id)
  for (const incidentId of [planned, running]) planHidden(scene, incidentId)
  addReport(scene, ended, { publishedVersion: false })
  addReport(scene, older, { publishedVersion: true })
  const merged = makeIncident(tx, { title: 'Ferry bookings hang' }, now - 20 * minuteMs)
  tx.update(incidents)
    .set({ mergedIntoId: internalIncidents[0] ?? null, mergedAt: now })
    .where(eq(incidents.id, merged))
    .run()
  return { publicIncidents, withDraftReport: ended, internalIncidents, mergedIntoInternal: merged }
}

function addInternal(scene: Scene, values: Record<string, unknown>): string {
  const { marker, publicComponent, hidden, person, now } = scene
  const at = now - 30 * minuteMs
  const dates = { createdAt: at, updatedAt: at }
  const id = marker.insert(incidents, {
    startedAt: at,
    latestUpdateAt: at,
    mergedIntoId: null,
    openedById: person,
    ...values,
    ...dates,
  })
  for (const publishedAt of [null, at]) {
    const updateId = addUpdate(scene, id, publishedAt, id)
    say(scene, updateId, publicComponent)
  }
  for (const componentId of [publicComponent, ...hidden]) addWindow(scene, componentId, id)
  addTeamOnly(scene, id)
  addReport(scene, id, { publishedVersion: true, isMarked: true })
  if (values.kind === 'maintenance') {
    const schedule = { scheduledFor: now + dayMs, scheduledUntil: now + 2 * dayMs }
    marker.insert(maintenances, { incidentId: id, ...schedule, ...everyChoice })
    marker.insert(maintenanceComponents, { incidentId: id, componentId: publicComponent })
  }
  return id
}

const everyChoice = {
  startsItself: true,
  completesItself: true,
  setsComponents: true,
  restoresComponents: true,
  notifiesAtStart: true,
  notifiesAtEnd: true,
}

function addPrivateParts(scene: Scene, incidentId: string, internalId: string): void {
  const { tx, hidden, publicComponent, person } = scene
  tx.update(incidents).set({ openedById: person }).where(eq(incidents.id, incidentId)).run()
  const [published] = tx
    .select({ id: incidentUpdates.id })
    .from(incidentUpdates)
    .where(eq(incidentUpdates.incidentId, incidentId))
    .all()
  for (const componentId of hidden) {
    const windowId = addWindow(scene, componentId, incidentId)
    addCorrection(scene, incidentId, { updateId: null, windowId })
    if (published) say(scene, published.id, componentId)
  }
  if (published) {
    const origin = { authorId: person, mergedFromId: internalId }
    tx.update(incidentUpdates).set(origin).where(eq(incidentUpdates.id, published.id)).run()
  }
  const draft = addUpdate(scene, incidentId, null, internalId)
  say(scene, draft, publicComponent)
  addCorrection(scene, incidentId, { updateId: draft, windowId: null })
  addMoves(scene, incidentId)
  addTeamOnly(scene, incidentId)
}

function addUpdate(
  { marker, person, now }: Scene,
  incidentId: string,
  publishedAt: number | null,
  from: string,
): string {
  return marker.insert(incidentUpdates, {
    incidentId,
    status: 'identified',
    bodyFormat: 'markdown',
    happenedAt: now - minuteMs,
    publishedAt,
    nextUpdateBy: now + minuteMs,
    mergedFromId: from,
    authorId: person,
    createdAt: now,
    updatedAt: now,
  })
}

function say({ marker }: Scene, updateId: string, componentId: string): void {
  marker.insert(updateComponents, { updateId, componentId, oldStatus: 'operational', newStatus: 'major_outage' })
}

function addWindow({ marker, now }: Scene, componentId: string, incidentId: string): string {
  const startedAt = now - 20 * dayMs
  return marker.insert(impactWindows, {
    componentId,
    incidentId,
    status: 'major_outage',
    startedAt,
    startEnteredAt: now,
  })
}

function addCorrection({ marker, person, now }: Scene, incidentId: string, of: Record<string, string | null>): void {
  marker.insert(corrections, { incidentId, ...of, isMinor: false, correctedAt: now, correctedById: person })
}

/** A window that moved from a hidden component to a public one, and one that moved the other way: both halves of each are kept. */
function addMoves({ tx, marker, hidden, publicComponent, now }: Scene, incidentId: string): void {
  const times = { status: 'degraded_performance', startedAt: now - 2 * minuteMs, endedAt: now - minuteMs } as const
  // A window of a public component is public, its id too.
  const window = (componentId: string, withdrawnAt: number | null) =>
    marker.insert(impactWindows, {
      ...(componentId === publicComponent ? { id: newId() } : {}),
      ...{ componentId, incidentId, ...times, startEnteredAt: now, withdrawnAt },
    })
  for (const [from = '', to = ''] of [
    [hidden[0], publicComponent],
    [publicComponent, hidden[0]],
  ]) {
    const [left, entered] = [window(from, now), window(to, null)]
    const correction = { incidentId, updateId: null, reason: 'a window moved', isMinor: false, correctedAt: now }
    const side = (componentId: string) => ({ componentId, ...times })
    tx.insert(corrections)
      .values([
        { ...correction, id: newId(), windowId: left, before: JSON.stringify(side(from)), after: 'null' },
        {
          ...correction,
          id: newId(),
          windowId: entered,
          before: 'null',
          after: JSON.stringify({ ...side(to), replaces: left }),
        },
      ])
      .run()
  }
}

function addTeamOnly({ marker, person, now }: Scene, incidentId: string): void {
  marker.insert(communicationsLeads, { incidentId, personId: person, since: now })
  marker.insert(customerLinks, { incidentId, linkedById: person, linkedAt: now, toldById: person, toldAt: now })
}

/** A report with a draft and open promises; with a published version too, whose words are public unless it is marked. */
function addReport(scene: Scene, incidentId: string, kind: { publishedVersion: boolean; isMarked?: boolean }): void {
  const { marker, person, now } = scene
  const dates = { createdAt: now, updatedAt: now }
  const status = kind.publishedVersion ? 'published' : 'draft'
  // Whether a report was excused and why is public where the incident is; nothing was here.
  const reason = kind.isMarked ? { waivedAt: now } : { waivedReason: null }
  marker.insert(reports, { incidentId, status, authorId: person, reviewerId: person, ...reason, ...dates })
  const version = { incidentId, format: 'markdown', isPreliminary: false, createdAt: now }
  marker.insert(reportVersions, { ...version, publishedAt: null })
  if (kind.publishedVersion) {
    const words = {
      summary: 'It stopped.',
      affected: 'All.',
      happened: 'A fault.',
      prevention: 'A check.',
      customerAction: null,
    }
    const published = { ...version, ...(kind.isMarked ? {} : words), publishedAt: now }
    marker.insert(reportVersions, published)
  }
  if (!kind.publishedVersion || kind.isMarked) {
    marker.insert(actionItems, { incidentId, position: 1, droppedAt: now, ...dates })
  }
}

function planHidden({ marker, hidden }: Scene, incidentId: string): void {
  for (const componentId of hidden) marker.insert(maintenanceComponents, { incidentId, componentId })
}
