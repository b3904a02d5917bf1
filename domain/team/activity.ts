import { and, count, desc, eq, inArray } from 'drizzle-orm'
import { auditLog } from '#db/schema/audit'
import { components } from '#db/schema/components'
import { people } from '#db/schema/people'
import type { Db } from '../database.ts'

const perPage = 50

export interface Activity {
  number: number
  at: number
  actorName: string
  /** Noun and verb, as in `incident.open`. */
  action: string
}

export interface DetailedActivity extends Activity {
  actorKind: 'person' | 'token' | 'alert' | 'command' | 'worker' | 'setup' | 'subscriber'
  /** What was written down of the state before and after; null where nothing was. */
  before: unknown
  after: unknown
}

export interface ActivityPage {
  /** 1 is the newest. */
  number: number
  pages: number
  total: number
  /** Newest first. */
  entries: DetailedActivity[]
  /** Names of the components and people that the entries speak of, by id. */
  names: ReadonlyMap<string, string>
}

interface Subject {
  kind: 'incident' | 'component'
  id: string
}

/** Who did what to something, newest first; for the team only, as all of this file. */
export function listActivity(db: Db, subject: Subject, limit: number): Activity[] {
  return db
    .select({ number: auditLog.number, at: auditLog.at, actorName: auditLog.actorName, action: auditLog.action })
    .from(auditLog)
    .where(isOf(subject))
    .orderBy(desc(auditLog.number))
    .limit(limit)
    .all()
}

/** A page of everything that was ever done to something, with what changed; numbers past the end give the last page. */
export function readActivityPage(db: Db, subject: Subject, asked: number): ActivityPage {
  const total = db.select({ total: count() }).from(auditLog).where(isOf(subject)).get()?.total ?? 0
  const pages = Math.max(1, Math.ceil(total / perPage))
  const number = Math.min(Math.max(1, asked), pages)
  const rows = db
    .select()
    .from(auditLog)
    .where(isOf(subject))
    .orderBy(desc(auditLog.number))
    .limit(perPage)
    .offset((number - 1) * perPage)
    .all()
  const entries = rows.map(({ number: entryNumber, at, actorName, actorKind, action, before, after }) => ({
    number: entryNumber,
    at,
    actorName,
    actorKind,
    action,
    before: before === null ? null : (JSON.parse(before) as unknown),
    after: after === null ? null : (JSON.parse(after) as unknown),
  }))
  return { number, pages, total, entries, names: namesIn(db, rows) }
}

function isOf(subject: Subject) {
  return and(eq(auditLog.subjectKind, subject.kind), eq(auditLog.subjectId, subject.id))
}

const mostNames = 1_000

/** Names of the components and people whose ids stand in rows' texts, looked up together, whatever they turn out to be of. */
export function namesIn(db: Db, rows: readonly { before: string | null; after: string | null }[]): Map<string, string> {
  const text = rows.map(({ before, after }) => `${before ?? ''}${after ?? ''}`).join('')
  const ids = [...new Set([...text.matchAll(/"([\w-]{12,40})"/g)].map((match) => match[1] ?? ''))].slice(0, mostNames)
  if (ids.length === 0) return new Map()
  const found = [components, people].flatMap((table) =>
    db.select({ id: table.id, name: table.name }).from(table).where(inArray(table.id, ids)).all(),
  )
  return new Map(found.map(({ id, name }) => [id, name]))
}
