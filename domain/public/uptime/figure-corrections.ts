import { parseVersion, type CorrectionVersion } from '../../corrections/correction-records.ts'
import type { Db } from '../../database.ts'
import type { Range } from '../../uptime.ts'
import { selectCorrections, type CorrectionRow } from '../correction-rows.ts'
import { viewCorrections, type PublicCorrection } from '../corrections.ts'
import { selectCorrectedIncidents } from './explained-rows.ts'

/** A correction that changed what a figure counts, with the incident that it belongs to. */
export interface FigureCorrection extends PublicCorrection {
  incident: { id: string; title: string }
}

/**
 * The corrections that changed windows of a component within a range, the newest first. Times before
 * and after both count: a window that was moved out of the range was once counted there.
 */
export function listFigureCorrections(
  db: Db,
  component: { id: string; slug: string },
  range: Range,
): FigureCorrection[] {
  const corrected = selectCorrectedIncidents(db, component.id)
  const titles = new Map(corrected.map(({ id, title }) => [id, title]))
  const rows = selectCorrections(
    db,
    [...titles.keys()],
    corrected.map(({ writtenForId }) => writtenForId),
  ).filter((row) => row.windowId !== null && touches(row, range))
  const own = rows.filter((row) => row.componentSlug === component.slug)
  const ownIds = new Set(own.map((row) => row.windowId))
  const replaced = new Set(own.map((row) => parseVersion(row.after)?.replaces))
  const told = rows.filter(
    (row) =>
      ownIds.has(row.windowId) ||
      replaced.has(row.windowId ?? undefined) ||
      ownIds.has(parseVersion(row.after)?.replaces ?? null),
  )
  return [...titles]
    .flatMap(([id, title]) =>
      viewCorrections(
        told.filter((row) => row.incidentId === id),
        [],
      ).map((correction) => ({ ...correction, incident: { id, title } })),
    )
    .sort((a, b) => b.at - a.at)
}

function touches({ before, after }: CorrectionRow, range: Range): boolean {
  return [parseVersion(before), parseVersion(after)].some((version) => liesIn(version, range))
}

function liesIn(version: CorrectionVersion, { from, to }: Range): boolean {
  if (version?.startedAt === undefined) return false
  return version.startedAt < to && (version.endedAt ?? Infinity) > from
}
