import { asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { communicationsLeads } from '#db/schema/incidents'
import { people } from '#db/schema/people'
import { mayAct, mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { line } from '../input.ts'
import { refuseMerged, requireIncident } from './incident-record.ts'
import { mustReachIncident } from './reach.ts'

export const handOverLeadInput = z.object({
  incidentId: z.string(),
  personId: z.string(),
  note: line('The note', { max: 500 }),
})

/**
 * Hands the pen of an incident over: from now on somebody else is its communications lead. Throws
 * `forbidden` below responder, `not_found`, `conflict` for what was merged, and `invalid` for somebody
 * who may not post updates or who holds the pen already.
 */
export function handOverLead(db: Db, actor: Actor, rawInput: z.input<typeof handOverLeadInput>, now: number): void {
  mustAct(actor, 'responder')
  const input = handOverLeadInput.parse(rawInput)
  write(db, (tx) => {
    refuseMerged(requireIncident(tx, input.incidentId))
    mustReachIncident(tx, actor, input.incidentId)
    const before = readLead(tx, input.incidentId)
    const lead = requireLead(tx, input.personId, 'personId')
    if (before?.personId === lead.id) {
      throw new DomainError('invalid', `${lead.name} holds the pen already. Choose somebody else.`, 'personId')
    }
    insertLead(tx, input, now)
    recordAudit(
      tx,
      actor,
      {
        action: 'communications_lead.hand_over',
        subjectKind: 'incident',
        subjectId: input.incidentId,
        before: before && { personId: before.personId, name: before.name },
        after: { personId: lead.id, name: lead.name, note: input.note },
      },
      now,
    )
  })
}

export interface Lead {
  personId: string
  name: string
  since: number
  /** What was said as the pen was handed to them; null where it was theirs from the start. */
  note: string | null
}

/** Who held the pen of an incident, the newest first. Never for a public surface. */
export function listLeads(db: Db, incidentId: string): Lead[] {
  return db
    .select({
      personId: people.id,
      name: people.name,
      since: communicationsLeads.since,
      note: communicationsLeads.note,
    })
    .from(communicationsLeads)
    .innerJoin(people, eq(people.id, communicationsLeads.personId))
    .where(eq(communicationsLeads.incidentId, incidentId))
    .orderBy(desc(communicationsLeads.since), sql`${communicationsLeads}._rowid_ desc`)
    .all()
}

/** Who holds the pen of an incident now; null where nobody does. Never for a public surface. */
export function readLead(db: Db, incidentId: string): Lead | null {
  return listLeads(db, incidentId)[0] ?? null
}

/** Everybody who may hold the pen, by name. Never for a public surface. */
export function listPossibleLeads(db: Db): { id: string; name: string }[] {
  return db
    .select({ id: people.id, name: people.name, role: people.role })
    .from(people)
    .where(isNull(people.deactivatedAt))
    .orderBy(asc(people.name), asc(people.id))
    .all()
    .filter((person) => mayAct(person.role, 'responder'))
    .map(({ id, name }) => ({ id, name }))
}

/** Somebody who may hold the pen. Throws `invalid` for anybody else, and names the field that said so. */
export function requireLead(tx: Db, personId: string, field: string): { id: string; name: string } {
  const found = listPossibleLeads(tx).find((person) => person.id === personId)
  if (found) return found
  throw new DomainError(
    'invalid',
    'Choose somebody who can post updates: an owner or a responder who is still on the team.',
    field,
  )
}

/** Gives the pen to somebody, inside the caller's transaction; the caller has checked role and person. */
export function insertLead(
  tx: Db,
  lead: { incidentId: string; personId: string; note: string | null },
  now: number,
): void {
  const { incidentId, personId, note } = lead
  tx.insert(communicationsLeads).values({ id: newId(), incidentId, personId, note, since: now }).run()
}
