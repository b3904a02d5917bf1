import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { people, roles } from '#db/schema/people'
import { mustAct, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { emailAddress, line } from '../input.ts'

export const addPersonInput = z.object({
  email: emailAddress('Write an e-mail address, such as dana@example.com.'),
  name: line('The name', { max: 120 }),
  role: z.enum(roles),
})

export type PersonRow = typeof people.$inferSelect

/** Adds somebody to the team, without a password yet. Returns the id. Throws `forbidden` below owner and `conflict` for a known address. */
export function addPerson(db: Db, actor: Actor, rawInput: z.input<typeof addPersonInput>, now: number): string {
  mustAct(actor, 'owner')
  const input = addPersonInput.parse(rawInput)
  return write(db, (tx) => {
    if (readPersonByEmail(tx, input.email)) {
      throw new DomainError('conflict', `${input.email} is on the team already.`, 'email')
    }
    const id = newId()
    const at = new Date(now)
    tx.insert(people)
      .values({ id, ...input, emailVerified: true, createdAt: at, updatedAt: at })
      .run()
    recordAudit(
      tx,
      actor,
      { action: 'person.add', subjectKind: 'person', subjectId: id, after: { role: input.role } },
      now,
    )
    return id
  })
}

/** Somebody by address, in any case of letters; null where there is nobody. */
export function readPersonByEmail(db: Db, email: string): PersonRow | null {
  return db.select().from(people).where(eq(people.email, email.toLowerCase())).get() ?? null
}

/** Everybody on the team, by name; for the team only. */
export function listPeople(db: Db): PersonRow[] {
  return db.select().from(people).orderBy(asc(people.name)).all()
}

/** Somebody by id. Throws `not_found`. */
export function requirePerson(db: Db, personId: string): PersonRow {
  const person = db.select().from(people).where(eq(people.id, personId)).get()
  if (!person) throw new DomainError('not_found', 'There is nobody of this kind on the team.')
  return person
}
