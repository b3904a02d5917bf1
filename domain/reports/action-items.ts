import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { actionItems } from '#db/schema/reports'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { dateOf, dayOf } from '../calendar.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { mustReachIncident } from '../incidents/reach.ts'
import { line } from '../input.ts'
import { announce } from '../outbox/announcements.ts'
import { readPage } from '../page.ts'
import { ensureReport, listPublishedVersions, requireReportable } from './report-record.ts'

const mostItems = 100

export type ActionItemRow = typeof actionItems.$inferSelect

const promised = {
  title: line('What you promise'),
  /** Who sees to it: a team or a role, because the page is public. */
  ownerRole: line('Who sees to it', { max: 80 }),
  /** A day of the page's time zone, `2026-12-04`, by whose end it is done. */
  dueOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Choose the day by which it is done, such as 2026-12-04.'),
}

export const addActionItemInput = z.object({ incidentId: z.string(), ...promised })

/** Adds what the team promises, as the last of the incident's action items. Returns its id. Throws `forbidden` below responder, `conflict` and `invalid`. */
export function addActionItem(db: Db, actor: Actor, rawInput: z.input<typeof addActionItemInput>, now: number): string {
  mustAct(actor, 'responder')
  const { incidentId, dueOn, ...input } = addActionItemInput.parse(rawInput)
  return write(db, (tx) => {
    requireReportable(tx, incidentId)
    const dueAt = dueAtOf(tx, dueOn, now)
    const items = listActionItems(tx, incidentId)
    if (items.length >= mostItems)
      throw new DomainError('conflict', `At most ${mostItems} action items fit into one report.`)
    ensureReport(tx, incidentId, now)
    const id = newId()
    const position = (items.at(-1)?.position ?? 0) + 1
    tx.insert(actionItems)
      .values({ id, incidentId, ...input, dueAt, position, createdAt: now, updatedAt: now })
      .run()
    record(tx, actor, 'add', { incidentId, id }, { after: { ...input, dueOn } }, now)
    return id
  })
}

export const changeActionItemInput = z.object({ id: z.string(), ...promised })

/** Changes what is promised, who sees to it or by when. Throws `forbidden` below responder, `not_found` and `invalid`. */
export function changeActionItem(
  db: Db,
  actor: Actor,
  rawInput: z.input<typeof changeActionItemInput>,
  now: number,
): void {
  mustAct(actor, 'responder')
  const { id, dueOn, ...input } = changeActionItemInput.parse(rawInput)
  write(db, (tx) => {
    const { incidentId, title, ownerRole, dueAt } = requireActionItem(tx, id)
    const before = { title, ownerRole, dueOn: dueAt === null ? null : dateOf(dueAt, readPage(tx).timeZone) }
    // A day that has passed may stay: what is late is not made punctual by mending its words.
    const due = before.dueOn === dueOn ? dueAt : dueAtOf(tx, dueOn, now)
    update(tx, id, { ...input, dueAt: due }, now)
    record(tx, actor, 'change', { incidentId, id }, { before, after: { ...input, dueOn } }, now)
  })
}

/** Says that a promise is kept. Throws `forbidden` below responder, `not_found`, and `conflict` for what is not open. */
export function finishActionItem(db: Db, actor: Actor, id: string, now: number): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const { incidentId } = requireOpenItem(tx, id)
    update(tx, id, { doneAt: now }, now)
    record(tx, actor, 'finish', { incidentId, id }, {}, now)
    announceLastDone(tx, incidentId, now)
  })
}

/** Tells customers that what was promised is done, once the last of it is; what was dropped is no longer promised. */
function announceLastDone(tx: Db, incidentId: string, now: number): void {
  if (listPublishedVersions(tx, incidentId).length === 0) return
  const isDone = listActionItems(tx, incidentId).every(({ doneAt, droppedAt }) => doneAt !== null || droppedAt !== null)
  if (isDone) announce(tx, { kind: 'actions_done', incidentId, isEnd: true }, now)
}

export const dropActionItemInput = z.object({
  id: z.string(),
  reason: line('The reason', { max: 500 }),
})

/** Says in public that a promise will not be kept, and why. Throws as `finishActionItem`, and `invalid` without a reason. */
export function dropActionItem(db: Db, actor: Actor, rawInput: z.input<typeof dropActionItemInput>, now: number): void {
  mustAct(actor, 'responder')
  const { id, reason } = dropActionItemInput.parse(rawInput)
  write(db, (tx) => {
    const { incidentId } = requireOpenItem(tx, id)
    update(tx, id, { droppedAt: now, droppedReason: reason }, now)
    record(tx, actor, 'drop', { incidentId, id }, { after: { reason } }, now)
  })
}

/** Opens again what was done or dropped. Throws `forbidden` below responder, `not_found`, and `conflict` for what is open. */
export function reopenActionItem(db: Db, actor: Actor, id: string, now: number): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const { incidentId, doneAt, droppedAt, droppedReason } = requireActionItem(tx, id)
    if (doneAt === null && droppedAt === null) throw new DomainError('conflict', 'This action item is open already.')
    update(tx, id, { doneAt: null, droppedAt: null, droppedReason: null }, now)
    record(tx, actor, 'reopen', { incidentId, id }, { before: { doneAt, droppedAt, reason: droppedReason } }, now)
  })
}

/** Takes back an action item that nobody outside has read. Throws `forbidden` below responder, `not_found`, and `conflict` once its report is public. */
export function removeActionItem(db: Db, actor: Actor, id: string, now: number): void {
  mustAct(actor, 'responder')
  write(db, (tx) => {
    const { incidentId, title, ownerRole } = requireActionItem(tx, id)
    if (listPublishedVersions(tx, incidentId).length > 0)
      throw new DomainError('conflict', 'Customers know of this action item. Drop it with a reason instead.')
    tx.delete(actionItems).where(eq(actionItems.id, id)).run()
    record(tx, actor, 'remove', { incidentId, id }, { before: { title, ownerRole } }, now)
  })
}

/** Moves an action item one place up or down in its report; at the end of the list nothing happens. Returns the incident's id. */
export function moveActionItem(db: Db, actor: Actor, id: string, direction: 'up' | 'down', now: number): string {
  mustAct(actor, 'responder')
  return write(db, (tx) => {
    const { incidentId } = requireActionItem(tx, id)
    const items = listActionItems(tx, incidentId)
    const place = items.findIndex((item) => item.id === id)
    const target = place + (direction === 'up' ? -1 : 1)
    if (target < 0 || target >= items.length) return incidentId
    items.splice(target, 0, ...items.splice(place, 1))
    items.forEach((item, index) => update(tx, item.id, { position: index + 1 }, now))
    record(tx, actor, 'move', { incidentId, id }, { after: { direction } }, now)
    return incidentId
  })
}

/** An incident's action items in their order, whether customers read them or not; for the team only. */
export function listActionItems(db: Db, incidentId: string): ActionItemRow[] {
  return db
    .select()
    .from(actionItems)
    .where(eq(actionItems.incidentId, incidentId))
    .orderBy(asc(actionItems.position), asc(actionItems.id))
    .all()
}

function requireActionItem(tx: Db, id: string): ActionItemRow {
  const item = tx.select().from(actionItems).where(eq(actionItems.id, id)).get()
  if (!item) throw new DomainError('not_found', 'There is no such action item. Load the page again.')
  return item
}

function requireOpenItem(tx: Db, id: string): ActionItemRow {
  const item = requireActionItem(tx, id)
  if (item.doneAt !== null) throw new DomainError('conflict', 'This action item is done already.')
  if (item.droppedAt !== null) throw new DomainError('conflict', 'This action item was dropped already.')
  return item
}

/** The last instant of the day. Throws `invalid` for what is no day, and for one that has passed. */
function dueAtOf(tx: Db, dueOn: string, now: number): number {
  const day = dayOf(dueOn, readPage(tx).timeZone)
  if (day === null) throw new DomainError('invalid', 'There is no such day. Choose another one.', 'dueOn')
  if (day.to <= now) throw new DomainError('invalid', 'This day has passed. Choose today or a later one.', 'dueOn')
  return day.to - 1
}

function update(tx: Db, id: string, set: Partial<ActionItemRow>, now: number): void {
  tx.update(actionItems)
    .set({ ...set, updatedAt: now })
    .where(eq(actionItems.id, id))
    .run()
}

function record(
  tx: Db,
  actor: Actor,
  verb: string,
  item: { incidentId: string; id: string },
  changed: { before?: object; after?: object },
  now: number,
): void {
  mustReachIncident(tx, actor, item.incidentId)
  const { before, after } = changed
  recordAudit(
    tx,
    actor,
    {
      action: `action_item.${verb}`,
      subjectKind: 'incident',
      subjectId: item.incidentId,
      ...(before ? { before } : {}),
      after: { actionItemId: item.id, ...after },
    },
    now,
  )
}
