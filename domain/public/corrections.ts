import { changesOf, type CorrectionChange, type NamedUpdate } from '../corrections/correction-changes.ts'
import { parseVersion } from '../corrections/correction-records.ts'
import { textToHtml, type TextFormat } from '../text.ts'
import type { CorrectionRow } from './correction-rows.ts'

/** One act of correcting, as customers may know it: everything that was changed at once, for one reason. */
export interface PublicCorrection {
  at: number
  reason: string | null
  /** A typo, shown as "Edited". */
  isMinor: boolean
  changes: CorrectionChange[]
}

/** What an update said before it was corrected. */
export interface UpdateVersion {
  /** Safe to show as it is. */
  html: string
  /** Until when it said so. */
  until: number
}

/** What was corrected of one incident, the newest first; `updates` are those that customers can read. */
export function viewCorrections(rows: readonly CorrectionRow[], updates: readonly NamedUpdate[]): PublicCorrection[] {
  const named = new Map(updates.map((update) => [update.id, update]))
  const windows = new Map(
    rows.flatMap(({ windowId, componentName: name, componentSlug: slug }) =>
      windowId !== null && name !== null && slug !== null ? [[windowId, { name, slug }] as const] : [],
    ),
  )
  const names = { update: (id: string) => named.get(id), window: (id: string) => windows.get(id) }
  return actsOf(rows)
    .map(({ correctedAt, reason, isMinor, rows: own }) => ({
      at: correctedAt,
      reason,
      isMinor,
      changes: changesOf(own.map(recordOf), names),
    }))
    .filter((correction) => correction.changes.length > 0)
}

/** The earlier versions of an update's text, the newest first. */
export function viewVersions(rows: readonly CorrectionRow[], format: TextFormat): UpdateVersion[] {
  return rows.flatMap((row) => {
    const body = parseVersion(row.before)?.body
    return body === undefined ? [] : [{ html: textToHtml(body, format), until: row.correctedAt }]
  })
}

/** When something that is more than a typo was last corrected; null where nothing was. */
export function lastCorrectedAt(rows: readonly CorrectionRow[]): number | null {
  return rows.find((row) => !row.isMinor)?.correctedAt ?? null
}

type OfAct = Pick<CorrectionRow, 'correctedAt' | 'reason' | 'isMinor'>

/** Rows that were written by one act, together: those of one instant and one reason. */
export function actsOf<Row extends OfAct>(rows: readonly Row[]): (OfAct & { rows: Row[] })[] {
  const acts: (OfAct & { rows: Row[] })[] = []
  for (const row of rows) {
    const { correctedAt, reason, isMinor } = row
    const last = acts.at(-1)
    if (last && last.correctedAt === correctedAt && last.reason === reason && last.isMinor === isMinor) {
      last.rows.push(row)
    } else {
      acts.push({ correctedAt, reason, isMinor, rows: [row] })
    }
  }
  return acts
}

function recordOf({ updateId, windowId, before, after }: CorrectionRow) {
  return { updateId, windowId, before: parseVersion(before), after: parseVersion(after) }
}
