import type { ComponentStatus, Impact } from '../status.ts'
import { textToHtml, type TextFormat } from '../text.ts'
import type { CorrectionRecord, CorrectionVersion } from './correction-records.ts'

/** A component as a sentence names it. */
export interface NamedComponent {
  name: string
  slug: string
}

/** An update as a sentence names it: "Investigating", of 14:02. */
export interface NamedUpdate {
  id: string
  label: string
  happenedAt: number
  bodyFormat: TextFormat
}

interface WindowTimes {
  status: ComponentStatus
  startedAt: number
  endedAt: number | null
}

/** One thing that a correction changed, so that words can be made of it. */
export type CorrectionChange =
  /** `html` is what it said before, safe to show as it is. */
  | { kind: 'text'; update: NamedUpdate; html: string }
  | { kind: 'happened_at'; update: NamedUpdate; from: number; to: number }
  | { kind: 'title'; from: string; to: string }
  | { kind: 'impact'; from: Impact; to: Impact }
  | { kind: 'incident_start'; from: number; to: number }
  | { kind: 'incident_end'; from: number | null; to: number | null }
  | { kind: 'window_start'; component: NamedComponent; status: ComponentStatus; from: number; to: number }
  | {
      kind: 'window_end'
      component: NamedComponent
      status: ComponentStatus
      from: number | null
      to: number | null
    }
  | { kind: 'window_status'; component: NamedComponent; from: ComponentStatus; to: ComponentStatus }
  | ({ kind: 'window_component'; from: NamedComponent; to: NamedComponent } & WindowTimes)
  | ({ kind: 'window_added' | 'window_withdrawn'; component: NamedComponent } & WindowTimes)

export interface Names {
  update: (id: string) => NamedUpdate | undefined
  /** The component of a window. */
  window: (id: string) => NamedComponent | undefined
}

/** What the records of one correction changed, in their order. What `names` doesn't know is left out. */
export function changesOf(records: readonly CorrectionRecord[], names: Names): CorrectionChange[] {
  const moved = new Set(
    records.flatMap(({ after, windowId }) =>
      after?.replaces !== undefined && windowId !== null && names.window(after.replaces) ? [after.replaces] : [],
    ),
  )
  return records.flatMap((record) => {
    if (record.updateId !== null) return updateChanges(record, names.update(record.updateId))
    if (record.windowId === null) return incidentChanges(record)
    // The window in its place tells of both.
    if (record.after === null && moved.has(record.windowId)) return []
    return windowChanges(record, names)
  })
}

function updateChanges({ before, after }: CorrectionRecord, update: NamedUpdate | undefined): CorrectionChange[] {
  if (!update || !before || !after) return []
  const changes: CorrectionChange[] = []
  if (before.body !== undefined) {
    changes.push({ kind: 'text', update, html: textToHtml(before.body, update.bodyFormat) })
  }
  if (before.happenedAt !== undefined && after.happenedAt !== undefined) {
    changes.push({ kind: 'happened_at', update, from: before.happenedAt, to: after.happenedAt })
  }
  return changes
}

function incidentChanges({ before, after }: CorrectionRecord): CorrectionChange[] {
  if (!before || !after) return []
  const changes: CorrectionChange[] = []
  if (before.title !== undefined && after.title !== undefined) {
    changes.push({ kind: 'title', from: before.title, to: after.title })
  }
  if (before.impact !== undefined && after.impact !== undefined) {
    changes.push({ kind: 'impact', from: before.impact, to: after.impact })
  }
  if (before.startedAt !== undefined && after.startedAt !== undefined) {
    changes.push({ kind: 'incident_start', from: before.startedAt, to: after.startedAt })
  }
  if (before.resolvedAt !== undefined && after.resolvedAt !== undefined) {
    changes.push({ kind: 'incident_end', from: before.resolvedAt, to: after.resolvedAt })
  }
  return changes
}

function windowChanges({ windowId, before, after }: CorrectionRecord, names: Names): CorrectionChange[] {
  const component = names.window(windowId ?? '')
  const [was, is] = [timesOf(before), timesOf(after)]
  if (!component) return []
  if (!was) {
    if (!is) return []
    const from = after?.replaces === undefined ? undefined : names.window(after.replaces)
    return [
      from ? { kind: 'window_component', from, to: component, ...is } : { kind: 'window_added', component, ...is },
    ]
  }
  if (!is) return [{ kind: 'window_withdrawn', component, ...was }]
  const changes: CorrectionChange[] = []
  if (was.status !== is.status) changes.push({ kind: 'window_status', component, from: was.status, to: is.status })
  const { status } = is
  if (was.startedAt !== is.startedAt) {
    changes.push({ kind: 'window_start', component, status, from: was.startedAt, to: is.startedAt })
  }
  if (was.endedAt !== is.endedAt) {
    changes.push({ kind: 'window_end', component, status, from: was.endedAt, to: is.endedAt })
  }
  return changes
}

function timesOf(version: CorrectionVersion): WindowTimes | null {
  if (version?.status === undefined || version.startedAt === undefined || version.endedAt === undefined) return null
  return { status: version.status, startedAt: version.startedAt, endedAt: version.endedAt }
}
