import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { accessPolicy, secondFactorDuties } from '#db/schema/access'
import { accounts } from '#db/schema/people'
import { mustAct, type Actor, type Role } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'

export type SecondFactorDuty = (typeof secondFactorDuties)[number]

export interface AccessPolicy {
  secondFactorFor: SecondFactorDuty
}

export const accessPolicyInput = z.object({
  secondFactorFor: z.enum(secondFactorDuties, { error: 'Choose who must have a second factor.' }),
})

/** What everybody's sign-in must have. */
export function readAccessPolicy(db: Db): AccessPolicy {
  const row = db.select().from(accessPolicy).get()
  return { secondFactorFor: row?.secondFactorFor ?? 'nobody' }
}

/** Says who must have a second factor. Throws `forbidden` below owner. */
export function updateAccessPolicy(
  db: Db,
  actor: Actor,
  rawInput: z.input<typeof accessPolicyInput>,
  now: number,
): void {
  mustAct(actor, 'owner')
  const input = accessPolicyInput.parse(rawInput)
  write(db, (tx) => {
    const before = readAccessPolicy(tx)
    tx.insert(accessPolicy)
      .values({ row: 1, ...input, updatedAt: now })
      .onConflictDoUpdate({ target: accessPolicy.row, set: { ...input, updatedAt: now } })
      .run()
    const subject = { subjectKind: 'access_policy', subjectId: 'second_factor' }
    recordAudit(tx, actor, { action: 'access_policy.update', ...subject, before, after: input }, now)
  })
}

/** Whether the policy asks a role for a second factor. */
export function asksForSecondFactor({ secondFactorFor }: AccessPolicy, role: Role): boolean {
  if (secondFactorFor === 'everybody') return true
  return secondFactorFor === 'owners_and_responders' && (role === 'owner' || role === 'responder')
}

/** Whether somebody must set a second factor up before anything else. Who only comes by single sign-on has their provider's. */
export function owesSecondFactor(db: Db, person: { id: string; role: Role; hasSecondFactor: boolean }): boolean {
  if (person.hasSecondFactor || !asksForSecondFactor(readAccessPolicy(db), person.role)) return false
  return !comesByProviderOnly(db, person.id)
}

/** Whether somebody signs in by single sign-on and has no password here. */
export function comesByProviderOnly(db: Db, personId: string): boolean {
  const own = db.select({ providerId: accounts.providerId }).from(accounts).where(eq(accounts.userId, personId)).all()
  return own.length > 0 && own.every(({ providerId }) => providerId !== 'credential')
}
