import { and, asc, eq, isNull, max } from 'drizzle-orm'
import { z } from 'zod'
import { componentGroups, components } from '#db/schema/components'
import { mustAct, mustReachEverything, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { line, prose } from '../input.ts'
import { refuseStaleRecord } from '../seen-record.ts'
import { groupMark, groupParts } from './component-marks.ts'

export const componentGroupInput = z.object({
  name: line('The name', { max: 120 }),
  description: prose('The description', { max: 1_000 })
    .transform((value) => value || null)
    .default(null),
})

/** For a change: what whoever writes has seen, as `groupMark` said; left out, nobody asks. */
const changedGroupInput = componentGroupInput.extend({ seen: z.string().optional() })

export type ComponentGroupRow = typeof componentGroups.$inferSelect

/** Adds a group at the end of the page. Returns the id. Throws `forbidden` below owner and `invalid`. */
export function createGroup(db: Db, actor: Actor, rawInput: z.input<typeof componentGroupInput>, now: number): string {
  mustAct(actor, 'owner')
  mustReachEverything(actor)
  const input = componentGroupInput.parse(rawInput)
  return write(db, (tx) => {
    const id = newId()
    const last =
      tx
        .select({ last: max(componentGroups.position) })
        .from(componentGroups)
        .get()?.last ?? 0
    tx.insert(componentGroups)
      .values({ id, ...input, position: last + 1, createdAt: now, updatedAt: now })
      .run()
    recordAudit(
      tx,
      actor,
      { action: 'component_group.create', subjectKind: 'component_group', subjectId: id, after: input },
      now,
    )
    return id
  })
}

/** Renames or describes a group. Throws `forbidden`, `not_found`, `invalid`, `conflict` (StaleViewError). */
export function updateGroup(
  db: Db,
  actor: Actor,
  id: string,
  rawInput: z.input<typeof changedGroupInput>,
  now: number,
): void {
  mustAct(actor, 'owner')
  mustReachEverything(actor)
  const { seen, ...input } = changedGroupInput.parse(rawInput)
  write(db, (tx) => {
    const before = requireGroup(tx, id)
    refuseStaleRecord(tx, actor, {
      subject: { kind: 'component_group', id },
      actions: ['component_group.update'],
      seen,
      actual: groupMark(before),
      did: 'changed this group',
      parts: () => groupParts(before),
    })
    tx.update(componentGroups)
      .set({ ...input, updatedAt: now })
      .where(eq(componentGroups.id, id))
      .run()
    recordAudit(
      tx,
      actor,
      { action: 'component_group.update', subjectKind: 'component_group', subjectId: id, before, after: input },
      now,
    )
  })
}

/** Moves a group one place up or down; at the end of the list nothing happens. */
export function moveGroup(db: Db, actor: Actor, id: string, direction: 'up' | 'down', now: number): void {
  mustAct(actor, 'owner')
  mustReachEverything(actor)
  write(db, (tx) => {
    requireGroup(tx, id)
    const groups = listGroups(tx)
    const place = groups.findIndex((group) => group.id === id)
    const target = place + (direction === 'up' ? -1 : 1)
    if (place < 0 || target < 0 || target >= groups.length) return
    groups.splice(target, 0, ...groups.splice(place, 1))
    groups.forEach((group, index) => {
      tx.update(componentGroups)
        .set({ position: index + 1, updatedAt: now })
        .where(eq(componentGroups.id, group.id))
        .run()
    })
    recordAudit(
      tx,
      actor,
      { action: 'component_group.move', subjectKind: 'component_group', subjectId: id, after: { direction } },
      now,
    )
  })
}

/** Takes an empty group off the page. Throws `conflict` while components stand in it. */
export function archiveGroup(db: Db, actor: Actor, id: string, now: number): void {
  mustAct(actor, 'owner')
  mustReachEverything(actor)
  write(db, (tx) => {
    requireGroup(tx, id)
    const member = tx
      .select({ id: components.id })
      .from(components)
      .where(and(eq(components.groupId, id), isNull(components.archivedAt)))
      .get()
    if (member) throw new DomainError('conflict', 'Components still stand in this group. Move or archive them first.')
    tx.update(componentGroups).set({ archivedAt: now, updatedAt: now }).where(eq(componentGroups.id, id)).run()
    recordAudit(tx, actor, { action: 'component_group.archive', subjectKind: 'component_group', subjectId: id }, now)
  })
}

/** The groups in the page's order, without archived ones. */
export function listGroups(db: Db): ComponentGroupRow[] {
  return db
    .select()
    .from(componentGroups)
    .where(isNull(componentGroups.archivedAt))
    .orderBy(asc(componentGroups.position), asc(componentGroups.id))
    .all()
}

function requireGroup(tx: Db, id: string): ComponentGroupRow {
  const found = tx.select().from(componentGroups).where(eq(componentGroups.id, id)).get()
  if (!found) throw new DomainError('not_found', 'There is no such group. Look for it in the list of components.')
  return found
}
