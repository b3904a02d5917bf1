import { z } from 'zod'
import { impacts, incidents, incidentStatuses } from '#db/schema/incidents'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { line, prose, statusChanges } from '../input.ts'
import { preparedInsert } from '../prepared.ts'
import { beginningOf, happenedAtInput } from './happened-at.ts'
import { insertLead, requireLead } from './leads.ts'
import { promiseInput } from './promise-input.ts'
import { mustReachIncident } from './reach.ts'
import { insertUpdate, type UpdateToInsert } from './update-insertion.ts'

export const openIncidentInput = z.object({
  title: line('The title'),
  status: z.enum(incidentStatuses).exclude(['resolved']).default('investigating'),
  body: prose('The text').default(''),
  components: statusChanges.default([]),
  promise: promiseInput,
  /** When it began; now where it is left out. */
  happenedAt: happenedAtInput,
  /** Who holds the pen; whoever opens it where it is left out. */
  leadId: z.string().optional(),
  isInternal: z.boolean().default(false),
  isQuiet: z.boolean().optional(),
  /** Set by hand; left out, it follows from the components. */
  impactOverride: z.enum(impacts).exclude(['maintenance']).optional(),
})

export type OpenIncidentInput = z.input<typeof openIncidentInput>

/**
 * Opens an incident with its first update and its impact windows, all of which begin when it
 * happened; whoever opens it becomes its communications lead, unless another is chosen. Returns the
 * id. Throws `forbidden` below responder and `invalid` for bad input.
 */
export function openIncident(db: Db, actor: Actor, rawInput: OpenIncidentInput, now: number): string {
  mustAct(actor, 'responder')
  const input = openIncidentInput.parse(rawInput)
  const startedAt = beginningOf(input.happenedAt, now)
  return write(db, (tx) => {
    mustReachIncident(
      tx,
      actor,
      null,
      input.components.map(({ componentId }) => componentId),
    )
    const id = insertIncident(tx, actor, { ...input, startedAt }, now)
    const lead = input.leadId === undefined ? personOf(actor) : requireLead(tx, input.leadId, 'leadId').id
    if (lead !== null) insertLead(tx, { incidentId: id, personId: lead, note: null }, now)
    recordAudit(tx, actor, { action: 'incident.open', subjectKind: 'incident', subjectId: id, after: input }, now)
    return id
  })
}

export const recordPastIncidentInput = z.object({
  title: line('The title'),
  body: prose('The text').default(''),
  /** When it was; now where it is left out. It may lie as far back as history goes. */
  happenedAt: happenedAtInput,
})

/**
 * Writes down an incident that is over already, as one update that says so; it holds no component, and
 * its length is not known. Returns the id. Throws `forbidden` below responder and `invalid`.
 */
export function recordPastIncident(
  db: Db,
  actor: Actor,
  rawInput: z.input<typeof recordPastIncidentInput>,
  now: number,
): string {
  mustAct(actor, 'responder')
  const { title, body, happenedAt: startedAt = now } = recordPastIncidentInput.parse(rawInput)
  if (startedAt > now) throw new DomainError('invalid', 'It lies in the future. Choose a time up to now.', 'happenedAt')
  return write(db, (tx) => {
    mustReachIncident(tx, actor, null)
    const past = {
      title,
      body,
      status: 'resolved',
      components: [],
      promise: 'none',
      isInternal: false,
      isQuiet: true,
    } as const
    const id = insertIncident(tx, actor, { ...past, startedAt }, now)
    const after = { title, body, happenedAt: startedAt }
    recordAudit(tx, actor, { action: 'incident.record_past', subjectKind: 'incident', subjectId: id, after }, now)
    return id
  })
}

type ToInsert = Omit<UpdateToInsert, 'incidentId' | 'happenedAt' | 'status'> & {
  title: string
  status: (typeof incidentStatuses)[number]
  startedAt: number
  isInternal: boolean
  impactOverride?: (typeof impacts)[number] | undefined
}

const insertRow = preparedInsert(incidents)

/** Inserts an incident with its first update, inside the caller's transaction. */
function insertIncident(
  tx: Db,
  actor: Actor,
  { title, startedAt, isInternal, impactOverride, ...update }: ToInsert,
  now: number,
): string {
  const id = newId()
  insertRow(tx, {
    id,
    kind: 'incident',
    title,
    status: update.status,
    startedAt,
    publishedAt: isInternal ? null : now,
    latestUpdateAt: now,
    impactOverride: impactOverride ?? null,
    openedById: personOf(actor),
    createdAt: now,
    updatedAt: now,
  })
  insertUpdate(tx, actor, { ...update, incidentId: id, happenedAt: startedAt }, now)
  return id
}
