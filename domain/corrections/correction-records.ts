import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'
import { corrections, impacts } from '#db/schema/incidents'
import { announcements } from '#db/schema/outbox'
import { personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { requireIncident, type IncidentRow } from '../incidents/incident-record.ts'
import { line } from '../input.ts'
import { announce } from '../outbox/announcements.ts'

const version = z.object({
  body: z.string().optional(),
  happenedAt: z.number().optional(),
  title: z.string().optional(),
  startedAt: z.number().optional(),
  resolvedAt: z.number().nullable().optional(),
  impact: z.enum(impacts).optional(),
  endedAt: z.number().nullable().optional(),
  status: z.enum(componentStatuses).optional(),
  componentId: z.string().optional(),
  /** On a window that was added in the place of another: that one's id. */
  replaces: z.string().optional(),
})

/**
 * One side of a correction: of an update or an incident what differs, of a window all that it says.
 * Null where there was no such window before, or is none after.
 */
export type CorrectionVersion = z.infer<typeof version> | null

/** What a correction changed of one thing: of an update, of a window, or, with neither, of the incident itself. */
export interface CorrectionRecord {
  updateId: string | null
  windowId: string | null
  before: CorrectionVersion
  after: CorrectionVersion
}

export interface CorrectionAct {
  incident: IncidentRow
  records: readonly CorrectionRecord[]
  reason: string | null
  isMinor: boolean
  /** Whether customers could read what is changed; only then is there a correction for them to read. */
  isPublic: boolean
  /** The audit's noun and verb. */
  action: string
}

/** Keeps what a correction changed: for customers, who are told, where it was public, and in the audit log always. */
export function recordCorrection(tx: Db, actor: Actor, act: CorrectionAct, now: number): void {
  const { incident, records, reason, isMinor, isPublic, action } = act
  if (isPublic) keepForReaders(tx, actor, act, now)
  if (isPublic && !isMinor) announceCorrection(tx, incident.id, now)
  recordAudit(
    tx,
    actor,
    {
      action,
      subjectKind: 'incident',
      subjectId: incident.id,
      before: records.map((record) => record.before),
      after: { reason, isMinor, isPublic, records },
    },
    now,
  )
}

/** One act may be kept in two records, and is one piece of news. */
function announceCorrection(tx: Db, incidentId: string, now: number): void {
  const same = and(
    eq(announcements.incidentId, incidentId),
    eq(announcements.kind, 'correction'),
    eq(announcements.createdAt, now),
  )
  if (tx.select({ number: announcements.number }).from(announcements).where(same).get()) return
  announce(tx, { kind: 'correction', incidentId, isEnd: false }, now)
}

/** Keeps what customers could read before and can read now; the caller writes the audit row. */
export function keepForReaders(
  tx: Db,
  actor: Actor,
  correction: Pick<CorrectionAct, 'incident' | 'records' | 'reason' | 'isMinor'>,
  now: number,
): void {
  const { incident, records, reason, isMinor } = correction
  for (const { updateId, windowId, before, after } of records) {
    tx.insert(corrections)
      .values({
        id: newId(),
        incidentId: incident.id,
        updateId,
        windowId,
        before: JSON.stringify(before),
        after: JSON.stringify(after),
        reason,
        isMinor,
        correctedAt: now,
        correctedById: personOf(actor),
      })
      .run()
  }
}

/** A version as it is kept in the database. Throws for what no version of Candor wrote. */
export function parseVersion(json: string): CorrectionVersion {
  return version.nullable().parse(JSON.parse(json))
}

const auditedAct = z.object({
  reason: z.string().nullable(),
  isMinor: z.boolean(),
  isPublic: z.boolean(),
  records: z.array(
    z.object({
      updateId: z.string().nullable(),
      windowId: z.string().nullable(),
      before: version.nullable(),
      after: version.nullable(),
    }),
  ),
})

/** The act that an audit row of a correction tells of. */
export function parseAuditedAct(json: string) {
  return auditedAct.parse(JSON.parse(json))
}

/** Why something is corrected, as it goes on after "because"; empty is null. */
export const reasonInput = line('The reason', { min: 0, max: 500 })
  .default('')
  .transform((reason) => reason.replace(/^because\b\s*/i, '').replace(/(?<!\.)\.$/, '') || null)

/** Throws `invalid` where what customers could read would be changed without a reason. */
export function requireReason(reason: string | null): void {
  if (reason !== null) return
  throw new DomainError('invalid', 'Say why: customers read the reason with the correction.', 'reason')
}

/** An incident of which something is to be corrected. Throws `not_found`, and `conflict` where it was merged away. */
export function requireCorrectable(tx: Db, incidentId: string): IncidentRow {
  const incident = requireIncident(tx, incidentId)
  if (incident.mergedIntoId === null) return incident
  throw new DomainError('conflict', 'This incident was merged into another one. Correct that one.')
}
