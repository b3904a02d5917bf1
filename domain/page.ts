import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { accounts, people } from '#db/schema/people'
import { page, setupLinks } from '#db/schema/page'
import type { Actor } from './actor.ts'
import { recordAudit } from './audit.ts'
import { isTimeZone } from './calendar.ts'
import { createComponent } from './components/components.ts'
import { write, type Db } from './database.ts'
import { DomainError } from './errors.ts'
import { newId } from './identity.ts'
import { emailAddress, line } from './input.ts'
import { readPersonByEmail } from './people/people.ts'
import { prepared } from './prepared.ts'

const setupLinkHours = 24

export type PageRow = typeof page.$inferSelect

const pageRow = prepared((db) => db.select().from(page).prepare())

/** The page's settings. The migration's caller has made sure that the row is there. */
export function readPage(db: Db): PageRow {
  const row = pageRow(db).get()
  if (!row) throw new Error('the database holds no page; run `candor init`')
  return row
}

/** Puts the page's row into a new database. Does nothing where there is one. */
export function initializePage(db: Db, input: { name: string; timeZone: string }, now: number): void {
  // Opening a page that is there must not need the write lock, which another process may hold.
  if (db.select({ id: page.id }).from(page).get()) return
  write(db, (tx) => {
    tx.insert(page)
      .values({ row: 1, id: newId(), ...input, createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .run()
  })
}

/** Whether somebody owns the page already; until then only a setup link opens its admin area. */
export function hasOwner(db: Db): boolean {
  return (
    db
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.role, 'owner'), isNull(people.deactivatedAt)))
      .limit(1)
      .get() !== undefined
  )
}

/** Makes the one-time link's secret behind which the first owner sets the page up; earlier ones end. Only its hash is stored. */
export function createSetupToken(db: Db, now: number): string {
  const token = randomBytes(24).toString('base64url')
  write(db, (tx) => {
    tx.update(setupLinks).set({ usedAt: now }).where(isNull(setupLinks.usedAt)).run()
    tx.insert(setupLinks)
      .values({ tokenHash: hashOf(token), createdAt: now, expiresAt: now + setupLinkHours * 3_600_000 })
      .run()
  })
  return token
}

/** Whether a setup link can still be used. */
export function isSetupToken(db: Db, token: string, now: number): boolean {
  return (
    !hasOwner(db) &&
    db
      .select({ hash: setupLinks.tokenHash })
      .from(setupLinks)
      .where(and(eq(setupLinks.tokenHash, hashOf(token)), isNull(setupLinks.usedAt), gt(setupLinks.expiresAt, now)))
      .get() !== undefined
  )
}

export const setUpPageInput = z.object({
  pageName: line('The page’s name', { max: 80 }),
  timeZone: z.string().refine(isTimeZone, 'Choose a time zone from the list, such as Europe/Berlin.'),
  componentNames: z
    .string()
    .transform((value) =>
      value
        .split('\n')
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .pipe(
      z
        .array(line('A component’s name', { max: 120 }))
        .max(100, 'At most 100 components fit here; add the rest later.'),
    ),
  name: line('Your name', { max: 120 }),
  email: emailAddress('Write your e-mail address, such as dana@example.com.'),
})

export type SetUpPageInput = z.input<typeof setUpPageInput>

/**
 * Sets the page up behind a setup link: names it, adds its first components and its first owner,
 * whose password arrives hashed. Returns the owner's id. Throws `forbidden` where the link is used,
 * expired or unknown, `conflict` for an address on the team, and `invalid` for bad input.
 */
export function setUpPage(db: Db, token: string, rawInput: SetUpPageInput, passwordHash: string, now: number): string {
  const input = setUpPageInput.parse(rawInput)
  return write(db, (tx) => {
    if (!isSetupToken(tx, token, now)) {
      throw new DomainError(
        'forbidden',
        'This link was used already or is older than a day. Start Candor again: it prints a new one.',
      )
    }
    if (readPersonByEmail(tx, input.email)) {
      throw new DomainError('conflict', `${input.email} is on the team already. Write another address.`, 'email')
    }
    tx.update(setupLinks)
      .set({ usedAt: now })
      .where(eq(setupLinks.tokenHash, hashOf(token)))
      .run()
    tx.update(page).set({ name: input.pageName, timeZone: input.timeZone, updatedAt: now }).run()
    const actor: Actor = { kind: 'setup', name: 'Setup link', role: 'owner' }
    for (const name of new Set(input.componentNames)) createComponent(tx, actor, { name }, now)
    const ownerId = insertOwner(tx, input, passwordHash, now)
    recordAudit(
      tx,
      actor,
      {
        action: 'page.set_up',
        subjectKind: 'person',
        subjectId: ownerId,
        after: { pageName: input.pageName, timeZone: input.timeZone },
      },
      now,
    )
    return ownerId
  })
}

function insertOwner(tx: Db, input: z.output<typeof setUpPageInput>, passwordHash: string, now: number): string {
  const id = newId()
  const at = new Date(now)
  tx.insert(people)
    .values({
      id,
      name: input.name,
      email: input.email,
      emailVerified: true,
      role: 'owner',
      createdAt: at,
      updatedAt: at,
    })
    .run()
  tx.insert(accounts)
    .values({
      id: newId(),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: passwordHash,
      createdAt: at,
      updatedAt: at,
    })
    .run()
  return id
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
