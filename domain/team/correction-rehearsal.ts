import { inArray } from 'drizzle-orm'
import { components } from '#db/schema/components'
import { compareComponent, type CorrectionEffects } from '../corrections/correction-effects.ts'
import { listWindows } from '../corrections/window-corrections.ts'
import type { WindowRow } from '../corrections/window-plan.ts'
import { monthsOf } from '../calendar.ts'
import { rehearse, type Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import { readImpact } from '../incidents/incident-impact.ts'
import { requireIncident, type IncidentRow } from '../incidents/incident-record.ts'
import { countRecipients, lastAnnouncement, type Recipients } from '../outbox/hand-out.ts'
import { readPage } from '../page.ts'
import { readIncidentPage, type PublicIncident } from '../public/incidents.ts'
import { selectWindows } from '../public/rows.ts'

export interface CorrectionRehearsal {
  /** The incident as customers will read it; null where they see nothing of it. */
  incident: PublicIncident | null
  effects: CorrectionEffects
  /** How many subscribers would be told, by channel; null where it is told to none. */
  recipients: Recipients | null
}

interface Range {
  from: number
  to: number
}

/**
 * Runs a correction of an incident, or another act that changes what of it counts, compares what customers see before and after it, and undoes it:
 * uptime by component and calendar month, statuses now, how long it lasted. Throws what `run` throws.
 */
export function rehearseCorrection(
  db: Db,
  incidentId: string,
  run: (tx: Db) => void,
  now: number,
): CorrectionRehearsal {
  return rehearse(db, (tx) => {
    const { timeZone } = readPage(tx)
    const before = snapshotOf(tx, incidentId)
    const corrected = rehearse(tx, (inner) => {
      const announced = lastAnnouncement(inner)
      run(inner)
      const after = snapshotOf(inner, incidentId)
      const touched = touchedBy(before.windows, after.windows, now)
      const found = readIncidentPage(inner, incidentId, now)
      return {
        after,
        touched,
        windows: countingWindows(inner, touched, timeZone, now),
        recipients: countRecipients(inner, announced),
        incident: found && 'incident' in found ? found.incident : null,
      }
    })
    const { after, touched, windows, incident, recipients } = corrected
    const windowsBefore = countingWindows(tx, touched, timeZone, now)
    const effects = listComponents(tx, [...touched.keys()]).map(({ id, hiddenAt, ...component }) =>
      compareComponent(
        {
          ...component,
          componentId: id,
          isHidden: hiddenAt !== null,
          before: windowsBefore.get(id) ?? [],
          after: windows.get(id) ?? [],
        },
        touched.get(id) ?? { from: now, to: now },
        timeZone,
        now,
      ),
    )
    return {
      incident,
      recipients,
      effects: {
        components: effects.filter(({ status, months }) => status.before !== status.after || months.length > 0),
        duration: durationEffect(before.incident, after.incident, now),
        impact: before.impact === after.impact ? null : { before: before.impact, after: after.impact },
      },
    }
  })
}

function snapshotOf(tx: Db, incidentId: string) {
  const incident = requireIncident(tx, incidentId)
  const impact = incident.falseAlarmAt === null ? readImpact(tx, incident) : 'none'
  const counts = incident.publishedAt !== null && incident.falseAlarmAt === null
  return { incident, impact, windows: counts ? listWindows(tx, incidentId) : [] }
}

/** The components of which windows that count differ, and the time within which they do. */
function touchedBy(before: readonly WindowRow[], after: readonly WindowRow[], now: number): Map<string, Range> {
  const keyOf = (window: WindowRow) => JSON.stringify(window)
  const [was, is] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))]
  const differing = [...before.filter((row) => !is.has(keyOf(row))), ...after.filter((row) => !was.has(keyOf(row)))]
  const touched = new Map<string, Range>()
  for (const { componentId, startedAt, endedAt } of differing) {
    const range = touched.get(componentId) ?? { from: startedAt, to: startedAt }
    touched.set(componentId, {
      from: Math.min(range.from, startedAt),
      to: Math.max(range.to, endedAt ?? now),
    })
  }
  return touched
}

/** What counts for them in public, over whole months and up to now. */
function countingWindows(tx: Db, touched: ReadonlyMap<string, Range>, timeZone: string, now: number) {
  const rows = [...touched].flatMap(([componentId, { from, to }]) => {
    const months = monthsOf(from, to, timeZone)
    return selectWindows(tx, months[0]?.from ?? from, now + 1, componentId)
  })
  return groupBy(rows, (row) => row.componentId)
}

function listComponents(tx: Db, ids: string[]) {
  return tx
    .select({ id: components.id, name: components.name, hiddenAt: components.hiddenAt, startsAt: components.startsAt })
    .from(components)
    .where(inArray(components.id, ids))
    .orderBy(components.position)
    .all()
}

function durationEffect(before: IncidentRow, after: IncidentRow, now: number): CorrectionEffects['duration'] {
  const lengthOf = ({ startedAt, resolvedAt }: IncidentRow) => Math.max(0, (resolvedAt ?? now) - startedAt)
  if (lengthOf(before) === lengthOf(after)) return null
  return { before: lengthOf(before), after: lengthOf(after), isOver: after.resolvedAt !== null }
}
