import type { Db } from '../../database.ts'
import { groupBy } from '../../grouping.ts'
import { selectIncidentWindows } from '../incident-rows.ts'
import type { PublicIncident } from '../incidents.ts'
import { holderOf } from '../uptime/component-figure.ts'
import { selectExplainedWindows } from '../uptime/explained-rows.ts'
import { iso, isoOrNull } from './instants.ts'
import type { WindowRecord } from './schemas.ts'

/** The windows that last now, whatever they belong to. */
export function readLastingWindows(db: Db, now: number): WindowRecord[] {
  return selectExplainedWindows(db, null, now, now + 1)
    .filter((row) => row.falseAlarmAt === null)
    .map((row) => {
      const holder = holderOf(row)
      const incident = 'id' in holder ? { id: holder.id, title: holder.title } : null
      return { ...recordOf(row), incident }
    })
}

/** The windows of each of some incidents, the earliest first. */
export function readWindowsOf(db: Db, incidents: readonly PublicIncident[]): Map<string, WindowRecord[]> {
  const titles = new Map(incidents.map(({ id, title }) => [id, title]))
  const rows = selectIncidentWindows(db, [...titles.keys()]).sort((a, b) => a.startedAt - b.startedAt)
  return groupBy(
    rows.map((row) => ({
      ...recordOf(row),
      incident: row.incidentId === null ? null : { id: row.incidentId, title: titles.get(row.incidentId) ?? '' },
    })),
    (window) => window.incident?.id ?? '',
  )
}

type WindowRow = Pick<
  ReturnType<typeof selectIncidentWindows>[number],
  'componentId' | 'status' | 'startedAt' | 'endedAt'
>

function recordOf({ componentId, status, startedAt, endedAt }: WindowRow) {
  return { component_id: componentId, status, started_at: iso(startedAt), ended_at: isoOrNull(endedAt) }
}
