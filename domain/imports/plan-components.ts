import { componentGroups, components } from '#db/schema/components'
import { startOfDate } from '../calendar.ts'
import type { Db } from '../database.ts'
import { importedId } from '../identity.ts'
import { differenceOf, type ImportPlan } from './changes.ts'
import type { ComponentDirectory, DirectoryEntry } from './components.ts'
import { auditedActions } from './existing.ts'
import type { Snapshot, SnapshotComponent } from './snapshot.ts'

export type ExistingComponent = typeof components.$inferSelect

export interface ComponentsContext {
  snapshot: Snapshot
  directory: ComponentDirectory
  /** The page's zone, in which start dates are written. */
  timeZone: string
  now: number
}

/** Plans the groups of a snapshot. Returns their ids by their source ids. */
export function planGroups(db: Db, plan: ImportPlan, { snapshot, now }: ComponentsContext): Map<string, string> {
  const existing = db.select().from(componentGroups).all()
  const audited = auditedActions(db, 'component_group')
  const isMoved = [...audited.values()].some((actions) => actions.has('component_group.move'))
  const ids = new Map<string, string>()
  for (const group of existing) {
    if (isOfPage(group, snapshot) && group.archivedAt === null) ids.set(group.sourceId, group.id)
  }
  snapshot.groups.forEach((group, index) => {
    const row = existing.find((one) => isOfPage(one, snapshot) && one.sourceId === group.sourceId)
    const id = row?.id ?? importedId(snapshot.page.key, group.sourceId)
    const { name, description } = group
    const position = group.position ?? index + 1
    ids.set(group.sourceId, id)
    if (!row) {
      const createdAt = group.createdAt ?? now
      const source = { sourcePage: snapshot.page.key, sourceId: group.sourceId }
      const dates = { createdAt, updatedAt: group.updatedAt ?? createdAt }
      plan.changes.groups.inserts.push({ id, name, description, position, ...dates, ...source })
      plan.counts.groups.new++
      return
    }
    if (row.archivedAt !== null) ids.delete(group.sourceId)
    const set = differenceOf(row, { name, description, ...(isMoved ? {} : { position }) })
    if (set && (audited.has(id) || row.archivedAt !== null)) {
      plan.conflicts.push(`group “${row.name}” was changed in Candor and stays so; the source says ${wordsOf(set)}`)
    } else if (set) {
      plan.changes.groups.updates.push({ id, set: { ...set, updatedAt: group.updatedAt ?? now } })
      plan.counts.groups.changed++
      return
    }
    plan.counts.groups.unchanged++
  })
  return ids
}

/** Plans the components of a directory; `firstHeldAt` is when a window first holds each. */
export function planComponents(
  db: Db,
  plan: ImportPlan,
  context: ComponentsContext,
  groupIds: ReadonlyMap<string, string>,
  firstHeldAt: ReadonlyMap<string, number>,
): void {
  const { directory } = context
  const older = olderComponents(db, context)
  const existing = new Map(listAllComponents(db).map((row) => [row.id, row]))
  const audited = auditedActions(db, 'component')
  const isMoved = [...audited.values()].some((actions) => actions.has('component.move'))
  const native = new Map([...existing.values()].filter((row) => row.sourceId === null).map((row) => [row.name, row]))
  directory.entries.forEach((entry, index) => {
    const row = existing.get(entry.id)
    const begin = beginOf(entry, context, firstHeldAt.get(entry.id))
    if (!row) {
      plan.changes.components.inserts.push(newComponent(entry, context, groupIds, begin ?? context.now, index))
      plan.counts.components.new++
      if (native.has(entry.name)) {
        plan.conflicts.push(`component “${entry.name}” was made in Candor already; the imported one stands beside it`)
      }
      if (!entry.details?.isListed) plan.notes.push(unlistedNote(entry))
      return
    }
    const set = older.has(row.id) ? null : componentDifference(row, entry, groupIds, begin, !isMoved)
    if (set && isEdited(audited.get(entry.id))) {
      const said = wordsOf(set)
      if (said !== '') {
        plan.conflicts.push(`component “${row.name}” was changed in Candor and stays so; the source says ${said}`)
      }
    } else if (set) {
      plan.changes.components.updates.push({ id: row.id, set })
      plan.counts.components.changed++
      return
    }
    plan.counts.components.unchanged++
  })
}

/**
 * Components of which the source knows less than an earlier import did: its documents are older.
 * Where the team has edited or moved components, their dates are Candor's own and say nothing of it.
 */
export function olderComponents(db: Db, { directory }: Pick<ComponentsContext, 'directory'>): Set<string> {
  const audited = auditedActions(db, 'component')
  const isMoved = [...audited.values()].some((actions) => actions.has('component.move'))
  const rows = new Map(listAllComponents(db).map((row) => [row.id, row]))
  const older = directory.entries.filter(({ id, details }) => {
    const row = rows.get(id)
    if (!row || isMoved || isEdited(audited.get(id))) return false
    return details !== null && details.updatedAt !== null && details.updatedAt < row.updatedAt
  })
  return new Set(older.map((entry) => entry.id))
}

/** Every component, for comparison. */
export function listAllComponents(db: Db): ExistingComponent[] {
  return db.select().from(components).all()
}

/** Whether an earlier import of the same page brought a row. */
export function isOfPage<Row extends { sourcePage: string | null; sourceId: string | null }>(
  row: Row,
  snapshot: Snapshot,
): row is Row & { sourceId: string } {
  return row.sourceId !== null && row.sourcePage !== null && snapshot.page.keys.includes(row.sourcePage)
}

interface Begin {
  at: number
  /** Whether the operator said so; else it is the earliest that is known. */
  isSaid: boolean
}

/** The first instant that counts: the start date, else its creation, but never after something is known of it. */
function beginOf(entry: DirectoryEntry, { timeZone }: ComponentsContext, heldAt: number | undefined): Begin | null {
  const { details } = entry
  if (details?.startDate) return { at: startOfDate(details.startDate, timeZone), isSaid: true }
  const createdAt = details?.createdAt ?? null
  if (createdAt !== null && createdAt <= (heldAt ?? createdAt)) return { at: createdAt, isSaid: false }
  const known = [createdAt, heldAt, entry.firstNamedAt].filter((at) => typeof at === 'number')
  return known.length === 0 ? null : { at: Math.min(...known), isSaid: false }
}

function newComponent(
  entry: DirectoryEntry,
  { snapshot, now }: ComponentsContext,
  groupIds: ReadonlyMap<string, string>,
  begin: Begin | number,
  index: number,
): ImportPlan['changes']['components']['inserts'][number] {
  const startsAt = typeof begin === 'number' ? begin : begin.at
  const createdAt = entry.details?.createdAt ?? startsAt
  return {
    id: entry.id,
    name: entry.name,
    description: entry.details?.description ?? null,
    groupId: groupOf(entry.details, groupIds),
    position: entry.details?.position ?? index + 1,
    startsAt,
    showsUptime: entry.details?.showsUptime ?? true,
    onlyShownIfDegraded: entry.details?.onlyShownIfDegraded ?? false,
    archivedAt: entry.isOnPage ? null : now,
    createdAt,
    updatedAt: entry.details?.updatedAt ?? createdAt,
    sourcePage: snapshot.page.key,
    sourceId: entry.sourceId,
  }
}

function componentDifference(
  row: ExistingComponent,
  entry: DirectoryEntry,
  groupIds: ReadonlyMap<string, string>,
  begin: Begin | null,
  comparesPosition: boolean,
) {
  const startsAt = begin === null ? row.startsAt : begin.isSaid ? begin.at : Math.min(begin.at, row.startsAt)
  const { details } = entry
  if (!details?.isListed) return differenceOf(row, { startsAt })
  return differenceOf(row, {
    name: details.name,
    description: details.description,
    groupId: groupOf(details, groupIds),
    showsUptime: details.showsUptime,
    onlyShownIfDegraded: details.onlyShownIfDegraded,
    startsAt,
    sourceId: entry.sourceId,
    archivedAt: null,
    updatedAt: Math.max(details.updatedAt ?? 0, row.updatedAt),
    ...(comparesPosition && details.position !== null ? { position: details.position } : {}),
  })
}

function groupOf(details: SnapshotComponent | null, groupIds: ReadonlyMap<string, string>): string | null {
  return details?.groupSourceId ? (groupIds.get(details.groupSourceId) ?? null) : null
}

function isEdited(actions: ReadonlySet<string> | undefined): boolean {
  const edits = ['component.update', 'component.archive', 'component.restore']
  return actions !== undefined && edits.some((action) => actions.has(action))
}

function unlistedNote(entry: DirectoryEntry): string {
  return entry.isOnPage
    ? `component “${entry.name}” is known only from incidents`
    : `component “${entry.name}” stands no longer on the source’s page and is archived; its history stays`
}

const unseen = new Set(['startsAt', 'sourceId', 'updatedAt'])

/** The fields that a reader of the page would notice. */
function wordsOf(set: object): string {
  return Object.entries(set)
    .filter(([field]) => !unseen.has(field))
    .map(([field, value]) => `${field} ${JSON.stringify(value)}`)
    .join(', ')
}
