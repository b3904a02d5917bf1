import type { componentGroups, components } from '#db/schema/components'
import type {
  impactWindows,
  incidents,
  incidentUpdates,
  maintenanceComponents,
  maintenances,
  updateComponents,
} from '#db/schema/incidents'
import type { reports, reportVersions } from '#db/schema/reports'

type RowOf<Table extends { $inferInsert: unknown }> = Table['$inferInsert']

/** Rows to add, and fields of rows to set. */
export interface TableChanges<Row> {
  inserts: Row[]
  updates: { id: string; set: Partial<Row> }[]
}

/** Everything that an import writes, worked out before its transaction begins. */
export interface ImportChanges {
  page: { name?: string; timeZone?: string } | null
  groups: TableChanges<RowOf<typeof componentGroups>>
  /** A slug is chosen as the row is written. */
  components: TableChanges<Omit<RowOf<typeof components>, 'slug'>>
  incidents: TableChanges<RowOf<typeof incidents>>
  maintenances: TableChanges<RowOf<typeof maintenances>>
  maintenanceComponents: RowOf<typeof maintenanceComponents>[]
  updates: TableChanges<RowOf<typeof incidentUpdates>>
  /** What updates say of components; of those that stood here before, all of it is replaced. */
  updateComponents: RowOf<typeof updateComponents>[]
  replacedUpdateComponents: string[]
  windows: TableChanges<RowOf<typeof impactWindows>>
  reports: RowOf<typeof reports>[]
  reportVersions: TableChanges<RowOf<typeof reportVersions>>
}

export const importedNouns = [
  'groups',
  'components',
  'incidents',
  'maintenances',
  'updates',
  'windows',
  'reports',
] as const

export type ImportedNoun = (typeof importedNouns)[number]

export interface ImportCount {
  new: number
  changed: number
  unchanged: number
}

/** What an import will do, in numbers and in words. */
export interface ImportPlan {
  /** The page's revision as the plan was made; a plan for another one is refused. */
  revision: number
  sourcePage: string
  counts: Record<ImportedNoun, ImportCount>
  /** What differs and stays as it is in Candor. */
  conflicts: string[]
  /** What the reader should know: words that Candor doesn't have, gaps, guesses. */
  notes: string[]
  changes: ImportChanges
}

/** A plan in the making, with nothing in it yet. */
export function emptyPlan(sourcePage: string, revision: number): ImportPlan {
  return {
    revision,
    sourcePage,
    counts: {
      groups: noCount(),
      components: noCount(),
      incidents: noCount(),
      maintenances: noCount(),
      updates: noCount(),
      windows: noCount(),
      reports: noCount(),
    },
    conflicts: [],
    notes: [],
    changes: {
      page: null,
      groups: noChanges(),
      components: noChanges(),
      incidents: noChanges(),
      maintenances: noChanges(),
      maintenanceComponents: [],
      updates: noChanges(),
      updateComponents: [],
      replacedUpdateComponents: [],
      windows: noChanges(),
      reports: [],
      reportVersions: noChanges(),
    },
  }
}

/** Whether a plan would write anything. */
export function isEmptyPlan({ changes }: ImportPlan): boolean {
  const tables = [
    changes.groups,
    changes.components,
    changes.incidents,
    changes.maintenances,
    changes.updates,
    changes.windows,
    changes.reportVersions,
  ]
  const rows = [
    changes.maintenanceComponents,
    changes.updateComponents,
    changes.replacedUpdateComponents,
    changes.reports,
  ]
  return (
    changes.page === null &&
    tables.every((table) => table.inserts.length === 0 && table.updates.length === 0) &&
    rows.every((list) => list.length === 0)
  )
}

/** The fields of `wanted` that a row has otherwise; null where it has all of them. */
export function differenceOf<Wanted extends object>(
  row: { [Key in keyof Wanted]?: unknown },
  wanted: Wanted,
): Partial<Wanted> | null {
  const entries = Object.entries(wanted).filter(([key, value]) => row[key as keyof Wanted] !== value)
  return entries.length === 0 ? null : (Object.fromEntries(entries) as Partial<Wanted>)
}

function noCount(): ImportCount {
  return { new: 0, changed: 0, unchanged: 0 }
}

function noChanges<Row>(): TableChanges<Row> {
  return { inserts: [], updates: [] }
}
