import { and, asc, count, desc, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm'
import { auditLog, type AuditRow } from '#db/schema/audit'
import { componentGroups, components } from '#db/schema/components'
import { incidents } from '#db/schema/incidents'
import { people } from '#db/schema/people'
import { apiTokens } from '#db/schema/tokens'
import { dayOf } from '../calendar.ts'
import type { Db } from '../database.ts'
import { groupBy } from '../grouping.ts'
import { cleanLine } from '../input.ts'
import { readPage } from '../page.ts'
import { namesIn } from '../team/activity.ts'

const perPage = 50
const rowsAtOnce = 500
const longestSearch = 200
const mostWords = 8

/** What an address or a command asks of the audit log, as it was typed; empty is nothing. */
export interface AuditQuery {
  /** A kind of actor, or `kind:id` for one of them: `worker`, `person:p31zjtct2jer`. */
  actor: string
  /** An action, or the noun of several: `incident.open`, `incident`. */
  action: string
  /** A kind of subject, or `kind:id` for one of them. */
  subject: string
  /** ISO dates of the page's calendar, both of them included. */
  from: string
  to: string
  /** Words that all stand somewhere in the row. */
  search: string
}

/** One act, as it is told; the same words in the admin area, on the command line and in the export. */
export interface AuditRecord {
  number: number
  at: number
  actor: { kind: AuditRow['actorKind']; id: string | null; name: string }
  action: string
  subject: { kind: string; id: string }
  /** What was written down of the state before and after; null where nothing was. */
  before: unknown
  after: unknown
  address: string | null
  requestId: string | null
  previousHash: string
  hash: string
}

export interface AuditPage {
  /** 1 is the newest. */
  number: number
  pages: number
  total: number
  /** Newest first. */
  records: AuditRecord[]
  /** Names of what the records are of and speak of, by id. */
  names: ReadonlyMap<string, string>
}

export const everything: AuditQuery = { actor: '', action: '', subject: '', from: '', to: '', search: '' }

/** A page of the audit log, newest first; numbers past the end give the last one. For owners only, as all of this file. */
export function readAuditPage(db: Db, query: AuditQuery, asked: number): AuditPage {
  const fits = fitsQuery(db, query)
  const total = db.select({ total: count() }).from(auditLog).where(fits).get()?.total ?? 0
  const pages = Math.max(1, Math.ceil(total / perPage))
  const number = Math.min(Math.max(1, asked), pages)
  const found = numbersOf(db, fits)
    .orderBy(desc(auditLog.number))
    .limit(perPage)
    .offset((number - 1) * perPage)
    .all()
  const rows = rowsOf(db, found, desc(auditLog.number))
  const names = new Map([...namesIn(db, rows), ...subjectNames(db, rows)])
  return { number, pages, total, records: rows.map(recordOf), names }
}

/** The newest records that fit, newest first. */
export function listAuditRecords(db: Db, query: AuditQuery, limit: number): AuditRecord[] {
  const newestFirst = desc(auditLog.number)
  const found = numbersOf(db, fitsQuery(db, query)).orderBy(newestFirst).limit(limit).all()
  return pagesOf(found).flatMap((page) => rowsOf(db, page, newestFirst).map(recordOf))
}

/**
 * Every record that fits, oldest first, some hundred at a time, so that whoever sends them on can let
 * others read and write in between.
 */
export function* auditBatches(db: Db, query: AuditQuery): Generator<AuditRecord[]> {
  const oldestFirst = asc(auditLog.number)
  const found = numbersOf(db, fitsQuery(db, query)).orderBy(oldestFirst).all()
  for (const page of pagesOf(found)) yield rowsOf(db, page, oldestFirst).map(recordOf)
}

/** The numbers alone, which an index holds: whole rows would be sorted with all that they say. */
function numbersOf(db: Db, fits: SQL | undefined) {
  return db.select({ number: auditLog.number }).from(auditLog).where(fits).$dynamic()
}

function rowsOf(db: Db, found: readonly { number: number }[], order: SQL): AuditRow[] {
  const numbers = found.map(({ number }) => number)
  return db.select().from(auditLog).where(inArray(auditLog.number, numbers)).orderBy(order).all()
}

function pagesOf<Row>(rows: readonly Row[]): Row[][] {
  const pages = Math.ceil(rows.length / rowsAtOnce)
  return Array.from({ length: pages }, (_, page) => rows.slice(page * rowsAtOnce, (page + 1) * rowsAtOnce))
}

export interface AuditChoices {
  /** `kind:id` or the kind alone, with the newest name. */
  actors: { value: string; name: string; kind: AuditRow['actorKind'] }[]
  actions: string[]
  subjects: string[]
}

/** What the audit log can be narrowed to: whoever and whatever stands in it. */
export function readAuditChoices(db: Db): AuditChoices {
  const actors = db
    .select({
      kind: auditLog.actorKind,
      id: auditLog.actorId,
      name: auditLog.actorName,
      newest: sql<number>`max(${auditLog.number})`,
    })
    .from(auditLog)
    .groupBy(auditLog.actorKind, auditLog.actorId)
    .all()
    .map(({ kind, id, name }) => ({ kind, name, value: id === null ? kind : `${kind}:${id}` }))
  const actions = db.selectDistinct({ action: auditLog.action }).from(auditLog).orderBy(asc(auditLog.action)).all()
  const subjects = db
    .selectDistinct({ kind: auditLog.subjectKind })
    .from(auditLog)
    .orderBy(asc(auditLog.subjectKind))
    .all()
  return {
    actors: actors.sort((one, other) => one.name.localeCompare(other.name, 'en')),
    actions: actions.map(({ action }) => action),
    subjects: subjects.map(({ kind }) => kind),
  }
}

function fitsQuery(db: Db, query: AuditQuery): SQL | undefined {
  const { timeZone } = readPage(db)
  const [first, last] = [dayOf(query.from, timeZone), dayOf(query.to, timeZone)]
  return and(
    ...ofActor(query.actor),
    ofAction(query.action),
    ...ofSubject(query.subject),
    first ? gte(auditLog.at, first.from) : undefined,
    last ? lt(auditLog.at, last.to) : undefined,
    ...wordsOf(query.search).map(holdsWord),
  )
}

function ofActor(asked: string): SQL[] {
  if (asked === '') return []
  const [kind, id] = pairOf(asked)
  return [sql`${auditLog.actorKind} = ${kind}`, ...(id === null ? [] : [eq(auditLog.actorId, id)])]
}

function ofSubject(asked: string): SQL[] {
  if (asked === '') return []
  const [kind, id] = pairOf(asked)
  return [eq(auditLog.subjectKind, kind), ...(id === null ? [] : [eq(auditLog.subjectId, id)])]
}

/** A noun stands for all that is done to it; `/` is the character after the dot. */
function ofAction(asked: string): SQL | undefined {
  if (asked === '') return undefined
  if (asked.includes('.')) return eq(auditLog.action, asked)
  return and(gte(auditLog.action, `${asked}.`), lt(auditLog.action, `${asked}/`))
}

function pairOf(text: string): [kind: string, id: string | null] {
  const at = text.indexOf(':')
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)]
}

function wordsOf(search: string): string[] {
  return cleanLine(search).slice(0, longestSearch).split(' ').filter(Boolean).slice(0, mostWords)
}

const searched = [
  auditLog.actorName,
  auditLog.action,
  auditLog.subjectId,
  auditLog.before,
  auditLog.after,
  auditLog.address,
  auditLog.requestId,
]

/** Capitals of ASCII count for nothing, as SQLite compares. */
function holdsWord(word: string): SQL {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  const places = searched.map((column) => sql`${column} like ${pattern} escape '\\'`)
  return sql`(${sql.join(places, sql` or `)})`
}

function recordOf(row: AuditRow): AuditRecord {
  const { number, at, action, address, requestId, previousHash, hash } = row
  return {
    number,
    at,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action,
    subject: { kind: row.subjectKind, id: row.subjectId },
    before: row.before === null ? null : (JSON.parse(row.before) as unknown),
    after: row.after === null ? null : (JSON.parse(row.after) as unknown),
    address,
    requestId,
    previousHash,
    hash,
  }
}

function subjectNames(db: Db, rows: readonly AuditRow[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const [kind, own] of groupBy(rows, ({ subjectKind }) => subjectKind)) {
    const ids = [...new Set(own.map(({ subjectId }) => subjectId))]
    for (const { id, name } of namesOf(db, kind, ids)) names.set(id, name)
  }
  return names
}

function namesOf(db: Db, kind: string, ids: string[]): { id: string; name: string }[] {
  if (kind === 'incident') {
    const { id, title } = incidents
    return db.select({ id, name: title }).from(incidents).where(inArray(id, ids)).all()
  }
  const table = { component: components, component_group: componentGroups, person: people, api_token: apiTokens }[kind]
  return table ? db.select({ id: table.id, name: table.name }).from(table).where(inArray(table.id, ids)).all() : []
}
