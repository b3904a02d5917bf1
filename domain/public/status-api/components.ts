import type { Db } from '../../database.ts'
import { groupBy } from '../../grouping.ts'
import { worstStatus, type ComponentStatus } from '../../status.ts'
import { statusAt, type Window } from '../../uptime.ts'
import { selectGroups, selectWindows } from '../rows.ts'
import { selectKnownComponents, type KnownComponent } from '../status-api-rows.ts'

export interface ToldComponent {
  id: string
  slug: string
  name: string
  description: string | null
  groupId: string | null
  /** Counted from 1 among those without a group, or within the group. */
  position: number
  status: ComponentStatus
  createdAt: number
  /** When it was edited or its status changed. */
  updatedAt: number
  startsAt: number
  showsUptime: boolean
  onlyShownIfDegraded: boolean
  isArchived: boolean
}

export interface ToldGroup {
  id: string
  name: string
  description: string | null
  position: number
  /** The worst of its components. */
  status: ComponentStatus
  createdAt: number
  updatedAt: number
  components: ToldComponent[]
}

export interface ToldComponents {
  /** In the order of the page: those without a group, then the groups. */
  ungrouped: ToldComponent[]
  groups: ToldGroup[]
  /** Archived ones too, by id: incidents go on naming them. */
  known: Map<string, ToldComponent>
}

/** Every public component with its status now. */
export function readToldComponents(db: Db, now: number): ToldComponents {
  const told = tellComponents(db, selectKnownComponents(db), now)
  const groups = told.groups.filter((group) => group.components.length > 0)
  return { ...told, groups: groups.map((group, index) => ({ ...group, position: told.ungrouped.length + index + 1 })) }
}

/** The same of rows that the caller has read, and with groups in which none of them stands. */
export function tellComponents(db: Db, rows: readonly KnownComponent[], now: number): ToldComponents {
  const windows = groupBy(selectWindows(db, now, now + 1), (window) => window.componentId)
  const tell = (row: KnownComponent, index: number) => tellComponent(row, index + 1, windows.get(row.id) ?? [], now)
  const listed = rows.filter((row) => row.archivedAt === null)
  const ungrouped = listed.filter((row) => row.groupId === null).map(tell)
  const groups = selectGroups(db)
    .map((group) => ({ group, members: listed.filter((row) => row.groupId === group.id).map(tell) }))
    .map(({ group, members }, index): ToldGroup => ({
      ...group,
      position: ungrouped.length + index + 1,
      status: worstStatus(members.map((member) => member.status)),
      components: members,
    }))
  const archived = rows.filter((row) => row.archivedAt !== null).map((row) => tell(row, row.position - 1))
  const all = [...ungrouped, ...groups.flatMap((group) => group.components), ...archived]
  return { ungrouped, groups, known: new Map(all.map((component) => [component.id, component])) }
}

function tellComponent(row: KnownComponent, position: number, windows: readonly Window[], now: number): ToldComponent {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    groupId: row.groupId,
    position,
    status: statusAt(windows, now),
    createdAt: row.createdAt,
    updatedAt: Math.max(row.updatedAt, row.lastEndedAt ?? 0, ...windows.map((window) => window.startedAt)),
    startsAt: row.startsAt,
    showsUptime: row.showsUptime,
    onlyShownIfDegraded: row.onlyShownIfDegraded,
    isArchived: row.archivedAt !== null,
  }
}
