import { and, eq, notInArray } from 'drizzle-orm'
import { reports } from '#db/schema/reports'
import type { Db } from '../../database.ts'
import { DomainError } from '../../errors.ts'
import { refuseMerged, type IncidentRow } from '../incident-record.ts'

/** The incident that goes on, or `invalid` and `conflict` with what is in the way of two becoming one. */
export function refuseMerge(tx: Db, source: IncidentRow, target: IncidentRow | null): IncidentRow {
  refuseMerged(source)
  if (source.kind === 'maintenance') refuse('A maintenance can’t be merged. Call it off, and say so in an update.')
  if (source.falseAlarmAt !== null) {
    refuse('It is a false alarm, so that nothing of it counts. Reopen it before you merge it.')
  }
  if (!target) return refuse('There is no such incident. Choose one from the list.', 'intoId')
  if (target.id === source.id) refuse('An incident can’t be merged into itself. Choose another one.', 'intoId')
  const name = `“${target.title}”`
  if (target.kind === 'maintenance') refuse(`${name} is a maintenance. Choose an incident.`, 'intoId')
  if (target.mergedIntoId !== null) {
    throw new DomainError('conflict', `${name} was itself merged into another one. Choose that one.`, 'intoId')
  }
  if (target.falseAlarmAt !== null) {
    refuse(`${name} is a false alarm, so that nothing of it counts. Reopen it first, or choose another one.`, 'intoId')
  }
  if (source.publishedAt !== null && target.publishedAt === null) {
    refuse(
      `${name} is internal: who follows the link to this one would find nothing. Make ${name} public first, or merge it into this one.`,
      'intoId',
    )
  }
  if (source.resolvedAt === null && target.resolvedAt !== null) {
    refuse(`${name} is over, and this one is not. Merge ${name} into this one, or reopen it first.`, 'intoId')
  }
  if (hasReport(tx, source.id)) {
    refuse(`This one has a follow-up report, which would be lost. Merge ${name} into this one.`, 'intoId')
  }
  return target
}

/** One that is being written or was published; what is only owed is owed by the incident that goes on. */
function hasReport(tx: Db, incidentId: string): boolean {
  const begun = and(eq(reports.incidentId, incidentId), notInArray(reports.status, ['owed', 'waived']))
  return tx.select({ id: reports.incidentId }).from(reports).where(begun).get() !== undefined
}

function refuse(message: string, field?: string): never {
  throw new DomainError('invalid', message, field)
}
