import { and, desc, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import { components } from '#db/schema/components'
import { people, roles } from '#db/schema/people'
import { apiTokenComponents, apiTokens, scopes } from '#db/schema/tokens'
import { hasScope, mayAct, mustAct, personOf, roleWords, type Actor, type Scope, type TokenActor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { line } from '../input.ts'
import { prepared, value } from '../prepared.ts'
import { hashOfSecret, newSecret } from './token-secret.ts'

const dayMs = 24 * 3_600_000
const mostDays = 365
const useIsNotedEveryMs = 60_000
/** By which scanners of source code recognise a token that was published by mistake. */
const prefix = 'cndr_'
const startLength = prefix.length + 4

export const tokenInput = z.object({
  name: line('The name', { max: 120 }),
  role: z.enum(roles, { error: `The role must be one of ${roles.join(', ')}.` }),
  /** What it is narrowed to; null for all that its role may. */
  scopes: z
    .array(z.enum(scopes, { error: `A scope must be one of ${scopes.join(', ')}.` }))
    .min(1, 'Choose at least one scope, or leave it to the role.')
    .nullable()
    .default(null),
  /** The components that it may touch; null for all. */
  componentIds: z
    .array(z.string())
    .min(1, 'Choose at least one component, or all of them.')
    .max(500, 'At most 500 components fit.')
    .nullable()
    .default(null),
  expiresAt: z.number({ error: 'Say when the token ends.' }).int(),
})

export type TokenInput = z.input<typeof tokenInput>

/** A token as the team sees it; the token itself is nowhere. */
export interface TokenRecord {
  id: string
  name: string
  start: string
  role: TokenActor['role']
  scopes: readonly Scope[] | null
  /** The components that it is held to, by name; null for all. */
  components: { id: string; name: string }[] | null
  /** Who made it; null where it was made on the command line. */
  createdBy: string | null
  createdAt: number
  expiresAt: number
  revokedAt: number | null
  lastUsedAt: number | null
  lastUsedAddress: string | null
}

/**
 * Makes a token for a program. Returns its id and, this once, the token itself. Throws `forbidden`
 * below owner and where a token would give more than it has, and `invalid`.
 */
export function createToken(db: Db, actor: Actor, rawInput: TokenInput, now: number): { id: string; token: string } {
  mustAct(actor, 'owner')
  const input = tokenInput.parse(rawInput)
  refuseBadExpiry(input.expiresAt, now)
  refuseMoreThanOwn(actor, input)
  const token = newSecret(prefix)
  return write(db, (tx) => {
    const componentIds = [...new Set(input.componentIds ?? [])]
    requireComponents(tx, componentIds)
    const id = newId()
    tx.insert(apiTokens)
      .values({
        id,
        name: input.name,
        start: token.slice(0, startLength),
        hash: hashOfSecret(token),
        role: input.role,
        scopes: input.scopes && JSON.stringify(input.scopes),
        isLimited: input.componentIds !== null,
        createdById: personOf(actor),
        createdAt: now,
        expiresAt: input.expiresAt,
      })
      .run()
    if (componentIds.length > 0) {
      tx.insert(apiTokenComponents)
        .values(componentIds.map((componentId) => ({ tokenId: id, componentId })))
        .run()
    }
    recordAudit(tx, actor, { action: 'api_token.create', subjectKind: 'api_token', subjectId: id, after: input }, now)
    return { id, token }
  })
}

/** Ends a token at once. Throws `forbidden` below owner, `not_found`, and `conflict` where it was revoked already. */
export function revokeToken(db: Db, actor: Actor, tokenId: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const token = tx.select().from(apiTokens).where(eq(apiTokens.id, tokenId)).get()
    if (!token) throw new DomainError('not_found', 'There is no such token.')
    if (token.revokedAt !== null) throw new DomainError('conflict', `${token.name} is revoked already.`)
    tx.update(apiTokens).set({ revokedAt: now }).where(eq(apiTokens.id, tokenId)).run()
    recordAudit(
      tx,
      actor,
      { action: 'api_token.revoke', subjectKind: 'api_token', subjectId: tokenId, before: { name: token.name } },
      now,
    )
  })
}

/** All tokens, ended ones too, newest first; for owners only. */
export function listTokens(db: Db): TokenRecord[] {
  const rows = db
    .select({ token: apiTokens, createdBy: people.name })
    .from(apiTokens)
    .leftJoin(people, eq(people.id, apiTokens.createdById))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id))
    .all()
  const limits = db
    .select({ tokenId: apiTokenComponents.tokenId, id: components.id, name: components.name })
    .from(apiTokenComponents)
    .innerJoin(components, eq(components.id, apiTokenComponents.componentId))
    .all()
  return rows.map(({ token, createdBy }) => ({
    id: token.id,
    name: token.name,
    start: token.start,
    role: token.role,
    scopes: readScopes(token.scopes),
    components: token.isLimited
      ? limits.filter(({ tokenId }) => tokenId === token.id).map(({ id, name }) => ({ id, name }))
      : null,
    createdBy,
    createdAt: token.createdAt,
    expiresAt: token.expiresAt,
    revokedAt: token.revokedAt,
    lastUsedAt: token.lastUsedAt,
    lastUsedAddress: token.lastUsedAddress,
  }))
}

const tokenOf = prepared((db) =>
  db
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.hash, value('hash')))
    .prepare(),
)

/** Who a token lets act; null for one that is unknown, ended or revoked, which is never told apart. */
export function readTokenActor(db: Db, token: string, now: number): TokenActor | null {
  const row = tokenOf(db).get({ hash: hashOfSecret(token) })
  if (!row || row.revokedAt !== null || row.expiresAt <= now) return null
  const componentIds = row.isLimited
    ? db
        .select({ id: apiTokenComponents.componentId })
        .from(apiTokenComponents)
        .where(eq(apiTokenComponents.tokenId, row.id))
        .all()
        .map(({ id }) => id)
    : null
  return { kind: 'token', id: row.id, name: row.name, role: row.role, scopes: readScopes(row.scopes), componentIds }
}

/** Notes when and from where a token was used, at most once a minute. A mark of reading, no change: it leaves no audit row. */
export function noteTokenUse(db: Db, tokenId: string, address: string | null, now: number): void {
  const isOld = or(isNull(apiTokens.lastUsedAt), lte(apiTokens.lastUsedAt, now - useIsNotedEveryMs))
  const due = db
    .select({ id: apiTokens.id })
    .from(apiTokens)
    .where(and(eq(apiTokens.id, tokenId), isOld))
    .get()
  if (!due) return
  write(db, (tx) => {
    tx.update(apiTokens).set({ lastUsedAt: now, lastUsedAddress: address }).where(eq(apiTokens.id, tokenId)).run()
  })
}

/** Tokens that still work and end within so many days, soonest first; for the owners' home. */
export function listExpiringTokens(db: Db, days: number, now: number): TokenRecord[] {
  return listTokens(db)
    .filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now && expiresAt <= now + days * dayMs)
    .sort((one, other) => one.expiresAt - other.expiresAt)
}

function readScopes(value: string | null): readonly Scope[] | null {
  return value === null ? null : (JSON.parse(value) as Scope[])
}

function refuseBadExpiry(expiresAt: number, now: number): void {
  if (expiresAt <= now) throw new DomainError('invalid', 'This time is past. Choose one in the future.', 'expiresAt')
  if (expiresAt > now + mostDays * dayMs) {
    throw new DomainError('invalid', `A token lives for at most ${mostDays} days. Choose an earlier day.`, 'expiresAt')
  }
}

function refuseMoreThanOwn(actor: Actor, input: z.output<typeof tokenInput>): void {
  if (!mayAct(actor.role, input.role)) {
    throw new DomainError('forbidden', `You can’t give the role ${roleWords[input.role]}: you have less.`, 'role')
  }
  if (actor.kind !== 'token') return
  const isWider =
    (actor.scopes !== null &&
      (input.scopes === null || input.scopes.some((scope) => !hasScope(actor.scopes, scope)))) ||
    (actor.componentIds !== null &&
      (input.componentIds === null || input.componentIds.some((id) => !actor.componentIds?.includes(id))))
  if (isWider) throw new DomainError('forbidden', 'A token can’t make one that may do more than itself.')
}

function requireComponents(db: Db, ids: string[]): void {
  const known = db.select({ id: components.id }).from(components).where(inArray(components.id, ids)).all()
  const unknown = ids.filter((id) => !known.some((component) => component.id === id))
  if (unknown.length === 0) return
  throw new DomainError('invalid', `There is no component ${unknown.join(', ')}.`, 'componentIds')
}
