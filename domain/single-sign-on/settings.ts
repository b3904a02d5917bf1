import { and, asc, eq, gt, isNull, ne, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import { auditLog } from '#db/schema/audit'
import { roles, sessions } from '#db/schema/people'
import { singleSignOn, singleSignOnGroups } from '#db/schema/single-sign-on'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { line } from '../input.ts'
import { readPage } from '../page.ts'
import { StaleViewError } from '../stale-view.ts'
import { listBreakGlassOwners } from './break-glass.ts'
import type { GroupRole } from './roles-of-groups.ts'

const mostGroups = 100
const discoveryPath = /\/\.well-known\/openid-configuration\/?$/
const localHosts = ['localhost', '127.0.0.1', '[::1]']

const issuer = z
  .string()
  .transform((value) => value.trim().replace(discoveryPath, ''))
  .refine((value) => URL.canParse(value), {
    error: 'Write the provider’s address, such as https://login.example.com.',
    abort: true,
  })
  .refine((value) => isEncryptedOrLocal(new URL(value)), {
    error: 'The address must begin with https://: what the provider says of people travels over it.',
    abort: true,
  })
  .refine(
    (value) => !/[?#]/.test(value) && new URL(value).username === '',
    'An issuer has no question mark, no # and no user name in it. Copy it as the provider writes it.',
  )

const scopes = line('The scopes', { max: 500 }).refine(
  (value) => value.split(' ').includes('openid'),
  'The scopes must hold “openid”; write them with spaces between, such as openid email profile.',
)

export const providerInput = z.object({
  issuer,
  clientId: line('The client id', { max: 500 }),
  /** Sealed; null keeps the one that is there, and an empty text is none. */
  clientSecret: z.string().nullable(),
  scopes,
  label: line('The words on the button', { max: 60 }),
  /** The settings' `updatedAt` as it was seen; null where there were none. */
  seenAt: z.int('The form is not whole. Load the page again.').nullable(),
})

export const accessInput = z.object({
  groupsClaim: line('The claim', { max: 200 }),
  groups: z
    .array(
      z.object({
        name: line('The group', { max: 300 }),
        role: z.enum(roles, `The role must be one of ${roles.join(', ')}.`),
      }),
    )
    .max(mostGroups, `At most ${mostGroups} groups fit.`)
    .refine(
      (groups) => new Set(groups.map(({ name }) => name)).size === groups.length,
      'A group stands there twice. Give each one role.',
    ),
  defaultRole: z.enum(roles).nullable(),
  trustsEmail: z.boolean(),
  seenAt: z.int('The form is not whole. Load the page again.').nullable(),
})

type Row = typeof singleSignOn.$inferSelect

/** The provider and what its word is worth here. The secret is sealed, and goes to no page. */
export interface SingleSignOn extends Omit<Row, 'row'> {
  groups: GroupRole[]
}

/** How the team signs in through a provider; null where there is none. */
export function readSingleSignOn(db: Db): SingleSignOn | null {
  const found = db.select().from(singleSignOn).get()
  if (!found) return null
  const { row: _row, ...settings } = found
  return { ...settings, groups: db.select().from(singleSignOnGroups).orderBy(asc(singleSignOnGroups.name)).all() }
}

/** Names the provider, or another one. Throws `forbidden` below owner, StaleViewError, and `invalid`. */
export function saveProvider(db: Db, actor: Actor, rawInput: z.input<typeof providerInput>, now: number): void {
  mustAct(actor, 'owner')
  const { seenAt, clientSecret, ...input } = providerInput.parse(rawInput)
  write(db, (tx) => {
    const before = readSingleSignOn(tx)
    refuseOverwriting(tx, actor, before, seenAt)
    const secret = clientSecret === null ? {} : { clientSecret: clientSecret || null }
    const at = Math.max(now, (before?.updatedAt ?? 0) + 1)
    if (before) {
      tx.update(singleSignOn)
        .set({ ...input, ...secret, updatedAt: at })
        .run()
    } else {
      tx.insert(singleSignOn)
        .values({ row: 1, ...input, ...secret, groupsClaim: 'groups', updatedAt: at })
        .run()
    }
    record(tx, actor, 'save_provider', at, before && pickProvider(before), {
      ...input,
      ...(clientSecret === null ? {} : { clientSecret: clientSecret ? 'changed' : 'removed' }),
    })
  })
}

/** Says which groups get in, and as what. Throws `forbidden` below owner, StaleViewError, and `conflict` without a provider. */
export function saveAccess(db: Db, actor: Actor, rawInput: z.input<typeof accessInput>, now: number): void {
  mustAct(actor, 'owner')
  const { seenAt, groups, ...input } = accessInput.parse(rawInput)
  write(db, (tx) => {
    const before = requireProvider(tx)
    refuseOverwriting(tx, actor, before, seenAt)
    const at = Math.max(now, before.updatedAt + 1)
    tx.delete(singleSignOnGroups).run()
    if (groups.length > 0) tx.insert(singleSignOnGroups).values(groups).run()
    tx.update(singleSignOn)
      .set({ ...input, updatedAt: at })
      .run()
    const { groupsClaim, defaultRole, trustsEmail } = before
    const was = { groupsClaim, groups: before.groups, defaultRole, trustsEmail }
    record(tx, actor, 'save_access', at, was, { ...input, groups })
  })
}

/**
 * Refuses passwords and links from now on, but to owners marked for emergencies, and ends all sessions
 * that began by either, but theirs and the actor's own. Throws `forbidden` below owner, and `conflict`
 * where nobody is marked or nobody would be let in.
 */
export function allowOnlySingleSignOn(db: Db, actor: Actor, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const before = requireProvider(tx)
    if (before.onlySince !== null) throw new DomainError('conflict', 'Only single sign-on is allowed already.')
    const keepers = listBreakGlassOwners(tx).map(({ id }) => id)
    if (keepers.length === 0) {
      throw new DomainError(
        'conflict',
        'Nobody could get in while the provider is down. Mark an owner for emergencies first.',
      )
    }
    if (before.groups.length === 0 && before.defaultRole === null) {
      throw new DomainError('conflict', 'Nobody would be let in: no group has a role yet, and there is no usual role.')
    }
    const stay = [...keepers, personOf(actor) ?? '']
    const { changes } = tx
      .delete(sessions)
      .where(and(isNull(sessions.singleSignOnAt), notInArray(sessions.userId, stay)))
      .run()
    tx.update(singleSignOn)
      .set({ onlySince: now, updatedAt: Math.max(now, before.updatedAt + 1) })
      .run()
    record(tx, actor, 'allow_only', now, undefined, { sessionsEnded: changes })
  })
}

/** Lets passwords and links in again. Throws `forbidden` below owner, and `conflict` where they are. */
export function allowPasswords(db: Db, actor: Actor, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const before = readSingleSignOn(tx)
    if (!before?.onlySince) throw new DomainError('conflict', 'Passwords are allowed already.')
    tx.update(singleSignOn)
      .set({ onlySince: null, updatedAt: Math.max(now, before.updatedAt + 1) })
      .run()
    record(tx, actor, 'allow_passwords', now)
  })
}

/** Forgets the provider, its secret and the groups; who somebody was to it is kept. Throws `forbidden` below owner, and `conflict`. */
export function removeSingleSignOn(db: Db, actor: Actor, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const before = requireProvider(tx)
    tx.delete(singleSignOnGroups).run()
    tx.delete(singleSignOn).run()
    record(tx, actor, 'remove', now, { ...pickProvider(before), groups: before.groups })
  })
}

/** How many sessions end when only single sign-on is allowed, and how many people they are of. */
export function countSessionsByPassword(db: Db, actorId: string, now: number): { sessions: number; people: number } {
  const stay = [...listBreakGlassOwners(db).map(({ id }) => id), actorId]
  const rows = db
    .select({ userId: sessions.userId })
    .from(sessions)
    .where(
      and(isNull(sessions.singleSignOnAt), notInArray(sessions.userId, stay), gt(sessions.expiresAt, new Date(now))),
    )
    .all()
  return { sessions: rows.length, people: new Set(rows.map(({ userId }) => userId)).size }
}

function isEncryptedOrLocal(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && localHosts.includes(url.hostname))
}

function requireProvider(tx: Db): SingleSignOn {
  const settings = readSingleSignOn(tx)
  if (!settings) throw new DomainError('conflict', 'There is no provider yet. Name it first.')
  return settings
}

function refuseOverwriting(tx: Db, actor: Actor, before: SingleSignOn | null, seenAt: number | null): void {
  if ((before?.updatedAt ?? null) === seenAt) return
  const changes = tx
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectKind, subjectKind),
        gt(auditLog.at, seenAt ?? 0),
        ne(auditLog.action, `${subjectKind}.refuse`),
      ),
    )
    .orderBy(asc(auditLog.number))
    .all()
    .map((row) => ({
      by: row.actorKind === 'person' ? row.actorName : null,
      isOwn: row.actorId !== null && row.actorId === personOf(actor),
      at: row.at,
      did: 'changed single sign-on',
      parts: [],
    }))
  throw new StaleViewError(changes, String(before?.updatedAt ?? ''))
}

const subjectKind = 'single_sign_on'

function record(tx: Db, actor: Actor, verb: string, now: number, before?: unknown, after?: unknown): void {
  const entry = { action: `${subjectKind}.${verb}`, subjectKind, subjectId: readPage(tx).id }
  recordAudit(tx, actor, { ...entry, before: before ?? undefined, after }, now)
}

function pickProvider({ issuer, clientId, scopes, label }: SingleSignOn) {
  return { issuer, clientId, scopes, label }
}
