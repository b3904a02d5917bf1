import { and, asc, eq, isNull, max, sql } from 'drizzle-orm'
import { z } from 'zod'
import { componentGroups, componentOperations, components } from '#db/schema/components'
import { componentStatuses } from '#db/schema/components'
import { mustAct, mustReach, mustReachEverything, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId, slugOf } from '../identity.ts'
import { changeStatuses } from '../incidents/impact-windows.ts'
import { line, prose } from '../input.ts'
import { prepared, value } from '../prepared.ts'
import { refuseStaleRecord } from '../seen-record.ts'
import { componentMark, componentParts } from './component-marks.ts'

const described = {
  name: line('The name', { max: 120 }),
  description: prose('The description', { max: 1_000 })
    .transform((value) => value || null)
    .default(null),
  groupId: z.string().nullable().default(null),
  showsUptime: z.boolean().default(true),
  onlyShownIfDegraded: z.boolean().default(false),
  isHidden: z.boolean().default(false),
  /** The first instant that counts; what lies before it is "no data". Left out: now, or as it was. */
  startsAt: z.number().int().nonnegative('The start lies too far back.').optional(),
}

export const componentInput = z.object(described)

/** For a change: what whoever writes has seen, as `componentMark` said; left out, nobody asks. */
const changedComponentInput = componentInput.extend({ seen: z.string().optional() })

export type ComponentInput = z.input<typeof componentInput>
export type ComponentRow = typeof components.$inferSelect

/** Adds a component at the end of its group. Returns the id. Throws `forbidden` below owner and `invalid`. */
export function createComponent(db: Db, actor: Actor, rawInput: ComponentInput, now: number): string {
  mustAct(actor, 'owner')
  const { isHidden, startsAt = now, ...input } = componentInput.parse(rawInput)
  refuseLateStart(startsAt, now)
  mustReachEverything(actor)
  return write(db, (tx) => {
    requireGroup(tx, input.groupId)
    const id = newId()
    tx.insert(components)
      .values({
        id,
        ...input,
        slug: freeSlug(tx, input.name),
        position: lastPosition(tx) + 1,
        startsAt,
        hiddenAt: isHidden ? now : null,
        createdAt: now,
        updatedAt: now,
      })
      .run()
    recordAudit(
      tx,
      actor,
      { action: 'component.create', subjectKind: 'component', subjectId: id, after: { ...input, startsAt, isHidden } },
      now,
    )
    return id
  })
}

/** Changes what customers read of a component; its slug, and so its links, stay. Throws `forbidden`, `not_found`, `invalid`, `conflict` (StaleViewError). */
export function updateComponent(
  db: Db,
  actor: Actor,
  id: string,
  rawInput: z.input<typeof changedComponentInput>,
  now: number,
): void {
  mustAct(actor, 'owner')
  const { isHidden, startsAt, seen, ...input } = changedComponentInput.parse(rawInput)
  if (startsAt !== undefined) refuseLateStart(startsAt, now)
  write(db, (tx) => {
    const before = requireComponent(tx, id)
    mustReach(actor, [id])
    refuseStaleRecord(tx, actor, {
      subject: { kind: 'component', id },
      actions: ['component.update'],
      seen,
      actual: componentMark(before),
      did: 'changed this component',
      parts: () => componentParts(tx, before),
    })
    requireGroup(tx, input.groupId)
    const hiddenAt = isHidden ? (before.hiddenAt ?? now) : null
    tx.update(components)
      .set({ ...input, startsAt: startsAt ?? before.startsAt, hiddenAt, updatedAt: now })
      .where(eq(components.id, id))
      .run()
    recordAudit(
      tx,
      actor,
      {
        action: 'component.update',
        subjectKind: 'component',
        subjectId: id,
        before,
        after: { ...input, startsAt, isHidden },
      },
      now,
    )
  })
}

/** Moves a component one place up or down among its neighbours of the same group; at the end of the list nothing happens. */
export function moveComponent(db: Db, actor: Actor, id: string, direction: 'up' | 'down', now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const moved = requireComponent(tx, id)
    mustReach(actor, [id])
    const siblings = tx
      .select({ id: components.id, position: components.position })
      .from(components)
      .where(
        and(
          isNull(components.archivedAt),
          moved.groupId === null ? isNull(components.groupId) : eq(components.groupId, moved.groupId),
        ),
      )
      .orderBy(asc(components.position), asc(components.id))
      .all()
    const place = siblings.findIndex((sibling) => sibling.id === id)
    const target = place + (direction === 'up' ? -1 : 1)
    if (place < 0 || target < 0 || target >= siblings.length) return
    siblings.splice(target, 0, ...siblings.splice(place, 1))
    // Positions are written anew, because imported ones may repeat.
    const positions = siblings.map((sibling) => sibling.position).sort((a, b) => a - b)
    const first = positions[0] ?? 1
    siblings.forEach((sibling, index) => {
      tx.update(components)
        .set({ position: first + index, updatedAt: now })
        .where(eq(components.id, sibling.id))
        .run()
    })
    recordAudit(
      tx,
      actor,
      { action: 'component.move', subjectKind: 'component', subjectId: id, after: { direction } },
      now,
    )
  })
}

/** Takes a component off the page; its history stays. Throws `conflict` while something holds it. */
export function archiveComponent(db: Db, actor: Actor, id: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    requireComponent(tx, id)
    mustReach(actor, [id])
    if (heldNow(tx, id)) {
      throw new DomainError(
        'conflict',
        'An open incident or a status set by hand still affects this component. End that first, then archive it.',
      )
    }
    tx.update(components).set({ archivedAt: now, updatedAt: now }).where(eq(components.id, id)).run()
    recordAudit(tx, actor, { action: 'component.archive', subjectKind: 'component', subjectId: id }, now)
  })
}

/** Brings an archived component back onto the page; outside of any group where its own was archived meanwhile. */
export function restoreComponent(db: Db, actor: Actor, id: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const { groupId } = requireComponent(tx, id)
    mustReach(actor, [id])
    const kept = groupId !== null && isActiveGroup(tx, groupId) ? groupId : null
    tx.update(components).set({ archivedAt: null, groupId: kept, updatedAt: now }).where(eq(components.id, id)).run()
    recordAudit(tx, actor, { action: 'component.restore', subjectKind: 'component', subjectId: id }, now)
  })
}

export const componentStatusInput = z.object({ componentId: z.string(), status: z.enum(componentStatuses) })

/** Sets a component's status by hand, apart from any incident: a window of its own, which "operational" ends. */
export function setComponentStatus(
  db: Db,
  actor: Actor,
  rawInput: z.input<typeof componentStatusInput>,
  now: number,
): void {
  mustAct(actor, 'responder')
  const input = componentStatusInput.parse(rawInput)
  mustReach(actor, [input.componentId])
  write(db, (tx) => {
    const [change] = changeStatuses(tx, null, [input], now, now)
    recordAudit(
      tx,
      actor,
      {
        action: 'component.set_status',
        subjectKind: 'component',
        subjectId: input.componentId,
        before: { status: change?.oldStatus },
        after: { status: input.status },
      },
      now,
    )
  })
}

/** All components, archived ones last, in the page's order; for the team only. */
export function listComponents(db: Db): ComponentRow[] {
  return db
    .select()
    .from(components)
    .orderBy(sql`${components.archivedAt} is not null`, asc(components.position), asc(components.id))
    .all()
}

/** A component by id, hidden and archived ones too; null where there is none. For the team only. */
export function readComponent(
  db: Db,
  id: string,
): (ComponentRow & { operations: typeof componentOperations.$inferSelect | null }) | null {
  const found = componentOf(db).get({ id })
  return found ? { ...found.component, operations: found.operations } : null
}

const componentOf = prepared((db) =>
  db
    .select({ component: components, operations: componentOperations })
    .from(components)
    .leftJoin(componentOperations, eq(componentOperations.componentId, components.id))
    .where(eq(components.id, value('id')))
    .prepare(),
)

/** A slug that no component has yet: the name's own, or the next free number behind it. */
export function freeSlug(db: Db, name: string): string {
  const base = slugOf(name)
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    if (!db.select({ id: components.id }).from(components).where(eq(components.slug, slug)).get()) return slug
  }
}

function heldNow(tx: Db, id: string): boolean {
  return (
    tx.get<{ held: number }>(
      sql`select exists (select 1 from impact_windows where component_id = ${id} and ended_at is null and withdrawn_at is null) as held`,
    )?.held === 1
  )
}

function lastPosition(tx: Db): number {
  return (
    tx
      .select({ last: max(components.position) })
      .from(components)
      .get()?.last ?? 0
  )
}

/** A component by its id, for writes: throws `not_found`. */
export function requireComponent(tx: Db, id: string): ComponentRow {
  const found = tx.select().from(components).where(eq(components.id, id)).get()
  if (!found) throw new DomainError('not_found', 'There is no such component. Look for it in the list of components.')
  return found
}

function refuseLateStart(startsAt: number, now: number): void {
  if (startsAt > now)
    throw new DomainError('invalid', 'The start lies in the future. Choose a day up to today.', 'startsAt')
}

function requireGroup(tx: Db, groupId: string | null): void {
  if (groupId === null || isActiveGroup(tx, groupId)) return
  throw new DomainError('invalid', 'This group does not exist any more. Choose another one.', 'groupId')
}

function isActiveGroup(tx: Db, groupId: string): boolean {
  const active = and(eq(componentGroups.id, groupId), isNull(componentGroups.archivedAt))
  return tx.select({ id: componentGroups.id }).from(componentGroups).where(active).get() !== undefined
}
