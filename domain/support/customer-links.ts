import { asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { customerLinks } from '#db/schema/incidents'
import { people } from '#db/schema/people'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { requireIncident } from '../incidents/incident-record.ts'
import { line, optionalLine, optionalUrl } from '../input.ts'
import { readKnownEnd } from './known-ends.ts'

const mostLinksOfIncident = 2_000

export const linkCustomerInput = z.object({
  incidentId: z.string(),
  reference: line('The customer or ticket', { max: 120 }),
  url: optionalUrl('The address').default(null),
  name: optionalLine('The name', { max: 120 }).default(null),
})

export type LinkCustomerInput = z.input<typeof linkCustomerInput>

/** A customer or ticket of an incident; for the team only, as all of this folder. */
export interface CustomerLink {
  id: string
  reference: string
  url: string | null
  name: string | null
  linkedByName: string | null
  linkedAt: number
  toldByName: string | null
  toldAt: number | null
  /** Whether they know what there is to know: of an incident that is over, that it is. */
  isTold: boolean
}

/**
 * Attaches a customer or ticket to an incident, internal ones too. Returns the link's id. Throws
 * `forbidden` to all but support and owners, `not_found`, `invalid`, and `conflict` for a reference that is there.
 */
export function linkCustomer(db: Db, actor: Actor, rawInput: LinkCustomerInput, now: number): string {
  mustAct(actor, 'support')
  const { incidentId, ...input } = linkCustomerInput.parse(rawInput)
  return write(db, (tx) => {
    const incident = requireIncident(tx, incidentId)
    if (incident.mergedIntoId !== null) {
      throw new DomainError('conflict', 'This incident was merged into another one. Link the customer there.')
    }
    const links = listCustomerLinks(tx, incident.id)
    refuseSecond(links, input.reference)
    if (links.length >= mostLinksOfIncident) {
      throw new DomainError('conflict', `At most ${mostLinksOfIncident} customers fit on one incident.`)
    }
    const id = newId()
    tx.insert(customerLinks)
      .values({ id, incidentId, ...input, linkedById: personOf(actor), linkedAt: now })
      .run()
    audit(tx, actor, 'customer_link.create', incidentId, { after: { linkId: id, reference: input.reference } }, now)
    return id
  })
}

/** Takes a customer or ticket off an incident. Throws `forbidden` and, where somebody did already, `not_found`. */
export function unlinkCustomer(db: Db, actor: Actor, linkId: string, now: number): void {
  mustAct(actor, 'support')
  write(db, (tx) => {
    const { incidentId, reference } = requireLink(tx, linkId)
    tx.delete(customerLinks).where(eq(customerLinks.id, linkId)).run()
    audit(tx, actor, 'customer_link.delete', incidentId, { before: { linkId, reference } }, now)
  })
}

/**
 * Notes that a customer was told: while the incident is open, of it; once it is over, of its end.
 * Throws `conflict` where somebody told them already, or where nothing may be said because the incident is internal.
 */
export function markTold(db: Db, actor: Actor, linkId: string, now: number): void {
  mustAct(actor, 'support')
  write(db, (tx) => {
    const link = requireLink(tx, linkId)
    const incident = requireIncident(tx, link.incidentId)
    if (incident.publishedAt === null) {
      throw new DomainError('conflict', 'This incident is internal: nothing may be said of it yet.')
    }
    const [same] = listCustomerLinks(tx, incident.id).filter((one) => one.id === linkId)
    if (same?.isTold) {
      throw new DomainError('conflict', `${same.toldByName ?? 'Somebody'} told ${link.reference} already.`)
    }
    tx.update(customerLinks)
      .set({ toldById: personOf(actor), toldAt: now })
      .where(eq(customerLinks.id, linkId))
      .run()
    const change = { before: toldOf(link), after: { linkId, reference: link.reference, toldAt: now } }
    audit(tx, actor, 'customer_link.mark_told', incident.id, change, now)
  })
}

/** Takes back that a customer was told. Throws `not_found`, and `conflict` where nobody said so. */
export function markNotTold(db: Db, actor: Actor, linkId: string, now: number): void {
  mustAct(actor, 'support')
  write(db, (tx) => {
    const link = requireLink(tx, linkId)
    if (link.toldAt === null) throw new DomainError('conflict', `Nobody told ${link.reference} yet.`)
    tx.update(customerLinks).set({ toldById: null, toldAt: null }).where(eq(customerLinks.id, linkId)).run()
    audit(tx, actor, 'customer_link.mark_not_told', link.incidentId, { before: toldOf(link) }, now)
  })
}

const teller = alias(people, 'teller')

/** The customers and tickets of an incident: who is still to be told first, in the order in which they were linked. */
export function listCustomerLinks(db: Db, incidentId: string): CustomerLink[] {
  const knownEnd = readKnownEnd(db, incidentId)
  const rows = db
    .select({
      id: customerLinks.id,
      reference: customerLinks.reference,
      url: customerLinks.url,
      name: customerLinks.name,
      linkedByName: people.name,
      linkedAt: customerLinks.linkedAt,
      toldByName: teller.name,
      toldAt: customerLinks.toldAt,
    })
    .from(customerLinks)
    .leftJoin(people, eq(people.id, customerLinks.linkedById))
    .leftJoin(teller, eq(teller.id, customerLinks.toldById))
    .where(eq(customerLinks.incidentId, incidentId))
    .orderBy(asc(customerLinks.linkedAt), asc(customerLinks.id))
    .all()
    .map((row) => ({ ...row, isTold: isTold(row.toldAt, knownEnd) }))
  return [...rows.filter((row) => !row.isTold), ...rows.filter((row) => row.isTold)]
}

/** What was told before the end leaves the end untold. */
function isTold(toldAt: number | null, knownEnd: number | null): boolean {
  return toldAt !== null && (knownEnd === null || toldAt >= knownEnd)
}

function refuseSecond(links: readonly CustomerLink[], reference: string): void {
  const same = links.find((link) => link.reference.toLowerCase() === reference.toLowerCase())
  if (!same) return
  const by = same.linkedByName === null ? 'is linked already' : `was linked already, by ${same.linkedByName}`
  throw new DomainError('conflict', `${same.reference} ${by}.`, 'reference')
}

type LinkRow = typeof customerLinks.$inferSelect

function requireLink(tx: Db, id: string): LinkRow {
  const link = tx.select().from(customerLinks).where(eq(customerLinks.id, id)).get()
  if (!link) throw new DomainError('not_found', 'This customer is not linked any more. Load the page again.')
  return link
}

function toldOf({ id, reference, toldAt, toldById }: LinkRow) {
  return { linkId: id, reference, toldAt, toldById }
}

function audit(
  tx: Db,
  actor: Actor,
  action: string,
  incidentId: string,
  change: { before?: unknown; after?: unknown },
  now: number,
): void {
  recordAudit(tx, actor, { action, subjectKind: 'incident', subjectId: incidentId, ...change }, now)
}
