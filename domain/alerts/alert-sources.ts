import { and, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { alertGroups, alerts, alertSources } from '#db/schema/alerts'
import { people } from '#db/schema/people'
import { mustAct, personOf, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../identity.ts'
import { line } from '../input.ts'
import { hashOfSecret, newSecret } from '../tokens/token-secret.ts'
import { endWindow, listOpenAlertWindows } from './alert-windows.ts'

const prefix = 'cndr_in_'
const startLength = prefix.length + 4
const useIsNotedEveryMs = 60_000
const mostSources = 50

export type AlertSourceRow = typeof alertSources.$inferSelect

export const alertSourceInput = z.object({ name: line('The name', { max: 80 }) })

/** A source as the team sees it; its token is nowhere. */
export interface AlertSourceRecord extends Omit<AlertSourceRow, 'hash' | 'createdById'> {
  createdBy: string | null
}

/**
 * Makes an address for a source of alerts. Returns its id and, this once, the token in it. Throws
 * `forbidden` below owner, `invalid`, and `conflict` where there are too many.
 */
export function createAlertSource(
  db: Db,
  actor: Actor,
  rawInput: z.input<typeof alertSourceInput>,
  now: number,
): { id: string; token: string } {
  mustAct(actor, 'owner')
  const { name } = alertSourceInput.parse(rawInput)
  const token = newSecret(prefix)
  return write(db, (tx) => {
    const working = tx.select({ id: alertSources.id }).from(alertSources).where(isNull(alertSources.revokedAt)).all()
    if (working.length >= mostSources) {
      throw new DomainError('conflict', `There are ${mostSources} sources. Revoke one that is not needed any more.`)
    }
    const id = newId()
    const start = token.slice(0, startLength)
    tx.insert(alertSources)
      .values({ id, name, start, hash: hashOfSecret(token), createdById: personOf(actor), createdAt: now })
      .run()
    recordAudit(
      tx,
      actor,
      { action: 'alert_source.create', subjectKind: 'alert_source', subjectId: id, after: { name } },
      now,
    )
    return { id, token }
  })
}

/**
 * Ends a source's address at once, and every status that its alerts hold; its drafts stay. Throws
 * `forbidden` below owner, `not_found`, and `conflict` where it was revoked already.
 */
export function revokeAlertSource(db: Db, actor: Actor, sourceId: string, now: number): void {
  mustAct(actor, 'owner')
  write(db, (tx) => {
    const source = requireWorkingSource(tx, sourceId)
    tx.update(alertSources).set({ revokedAt: now }).where(eq(alertSources.id, sourceId)).run()
    const ended = listOpenAlertWindows(tx, { sourceId })
    for (const window of ended) endWindow(tx, window, now, now)
    recordAudit(
      tx,
      actor,
      {
        action: 'alert_source.revoke',
        subjectKind: 'alert_source',
        subjectId: sourceId,
        before: { name: source.name },
        after: { endedWindows: ended.length },
      },
      now,
    )
  })
}

/** All sources, the newest first, revoked ones last; for owners only. */
export function listAlertSources(db: Db): AlertSourceRecord[] {
  return db
    .select({ source: alertSources, createdBy: people.name })
    .from(alertSources)
    .leftJoin(people, eq(people.id, alertSources.createdById))
    .orderBy(desc(isNull(alertSources.revokedAt)), desc(alertSources.createdAt), desc(alertSources.id))
    .all()
    .map(({ source, createdBy }) => recordOf(source, createdBy))
}

/** One of them; null where there is none. */
export function readAlertSource(db: Db, id: string): AlertSourceRecord | null {
  return listAlertSources(db).find((source) => source.id === id) ?? null
}

/** Whose address it is; null for a token that is unknown or revoked, which is never told apart. */
export function findAlertSource(db: Db, token: string): AlertSourceRow | null {
  if (!token.startsWith(prefix)) return null
  const works = and(eq(alertSources.hash, hashOfSecret(token)), isNull(alertSources.revokedAt))
  return db.select().from(alertSources).where(works).get() ?? null
}

/** A source that was not revoked. Throws `not_found` and `conflict`. */
export function requireWorkingSource(db: Db, id: string): AlertSourceRow {
  const source = db.select().from(alertSources).where(eq(alertSources.id, id)).get()
  if (!source) throw new DomainError('not_found', 'There is no such source of alerts.')
  if (source.revokedAt !== null) throw new DomainError('conflict', `${source.name} is revoked. Make a new source.`)
  return source
}

/** Notes when a source was heard, at most once a minute; inside the caller's transaction. No change: it leaves no audit row. */
export function noteSourceUse(tx: Db, sourceId: string, now: number): void {
  const isOld = or(isNull(alertSources.lastUsedAt), lt(alertSources.lastUsedAt, now - useIsNotedEveryMs))
  tx.update(alertSources)
    .set({ lastUsedAt: now })
    .where(and(eq(alertSources.id, sourceId), isOld))
    .run()
}

/** What would stop with a source: how many statuses it holds, and how many of its alerts go on firing. */
export function readRevocation(db: Db, sourceId: string): { windows: number; firing: number } {
  const groups = db.select({ id: alertGroups.id }).from(alertGroups).where(eq(alertGroups.sourceId, sourceId))
  const firing = db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(inArray(alerts.groupId, groups), isNull(alerts.endedAt)))
    .all()
  return { windows: listOpenAlertWindows(db, { sourceId }).length, firing: firing.length }
}

function recordOf({ hash: _hash, createdById: _id, ...source }: AlertSourceRow, createdBy: string | null) {
  return { ...source, createdBy }
}
