import { eq } from 'drizzle-orm'
import { subscribers } from '#db/schema/subscribers'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { newId } from '../identity.ts'
import { prepared, preparedInsert, value } from '../prepared.ts'
import type { PlannedSubscriber } from './import-plan.ts'
import { newLinkSalt } from './links.ts'
import { findKnown, hashOfAddress, writeChoices } from './subscriber-record.ts'

/** So many are written in one transaction: some 30 ms, in which nobody else can write. */
export const importedAtOnce = 200

/**
 * Adds a chunk of what was planned, in one transaction; whoever came by another way meanwhile stays as
 * they are, so that a chunk may be written twice. Returns how many were added. Throws `forbidden` below owner.
 */
export function importSubscribers(db: Db, actor: Actor, rows: readonly PlannedSubscriber[], now: number): number {
  mustAct(actor, 'owner')
  return write(db, (tx) => {
    const known = findKnown(
      tx,
      rows.map(({ email }) => email),
    )
    const missing = rows.filter(({ email }) => !known.has(email))
    for (const row of missing) insertPlanned(tx, row, now)
    const added = missing.length
    const subject = { subjectKind: 'subscribers', subjectId: 'email' }
    recordAudit(tx, actor, { action: 'subscriber.import', ...subject, after: { added } }, now)
    return added
  })
}

const insertRow = preparedInsert(subscribers)
const numberOf = prepared((db) =>
  db
    .select({ number: subscribers.number })
    .from(subscribers)
    .where(eq(subscribers.id, value('id')))
    .prepare(),
)

const heldBack = {
  refused: 'It was held back where the list came from.',
  complained: 'They marked a mail as spam where the list came from.',
}

function insertPlanned(tx: Db, { email, choices, ...planned }: PlannedSubscriber, now: number): void {
  const { componentIds, groupIds, incidentIds, ...columns } = choices
  const id = newId()
  insertRow(tx, {
    ...columns,
    id,
    channel: 'email',
    audience: 'public',
    address: email,
    addressHash: hashOfAddress(email),
    linkSalt: newLinkSalt(),
    createdAt: now,
    confirmedAt: planned.consentedAt,
    consentSource: planned.consentSource,
    quarantinedAt: planned.isQuarantined ? now : null,
    quarantineReason: planned.isQuarantined ? heldBack[planned.hasComplained ? 'complained' : 'refused'] : null,
    complainedAt: planned.hasComplained ? now : null,
    updatedAt: now,
  })
  if (componentIds.length + groupIds.length + incidentIds.length === 0) return
  writeChoices(tx, { number: numberOf(tx).get({ id })?.number ?? 0 }, choices, now)
}
