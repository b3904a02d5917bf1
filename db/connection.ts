import Database from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { messageKinds } from './schema/messages.ts'

/** The driver blocks its thread while it waits for a lock, so it waits briefly; doors and worker retry. */
const busyTimeoutMs = 50

export type Connection = BetterSQLite3Database & { $client: Database.Database }

/** Opens a database for reading and writing: WAL, every commit on disk before it returns, foreign keys on. */
export function openDatabase(file: string): Connection {
  const client = new Database(file)
  client.pragma('journal_mode = WAL')
  client.pragma('synchronous = FULL')
  client.pragma('foreign_keys = ON')
  // Each insert that a trigger follows would otherwise open a temporary file.
  client.pragma('temp_store = MEMORY')
  client.pragma(`busy_timeout = ${busyTimeoutMs}`)
  return Object.assign(drizzle(withKeptStatements(client)), { $client: client })
}

/** Statements are kept for as many texts as the code has, and more; those that were made first go first. */
const mostStatements = 1_000

/**
 * The client as drizzle uses it: a text that was prepared before is not prepared again, which costs more
 * than to run it where triggers follow. Drizzle runs a statement as soon as it has it, and asks each time
 * for rows as arrays where it wants them, so that each begins as a new one would.
 */
function withKeptStatements(client: Database.Database): Database.Database {
  const kept = new Map<string, Database.Statement>()
  const prepare = (source: string): Database.Statement => {
    const known = kept.get(source)
    if (known) return known.reader ? known.raw(false) : known
    const statement = client.prepare(source)
    kept.set(source, statement)
    if (kept.size > mostStatements) kept.delete(kept.keys().next().value ?? '')
    return statement
  }
  return Object.create(client, { prepare: { value: prepare } }) as Database.Database
}

/** Whether an error says that another writer held the lock. */
export function isBusy(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')
}

/** Whether the service can do its work; `failing` names the checks that say no. */
export interface Health {
  failing: string[]
  /** How far a static copy of the page is behind, where one is kept. */
  mirror?: { lagSeconds: number; problem: string | null }
}

/** What the head of an answer says beside its words. */
export interface AnswerHead {
  status: number
  retryAfterSeconds: number
}

/** What a message says in words that are not saved yet; null is Candor's own. */
export type PreviewMessage = (
  kind: (typeof messageKinds)[number],
  templates: Record<'subject' | 'opening' | 'closing', string | null>,
  now: number,
) => MessagePreview

export interface MessagePreview {
  subject: string
  text: string
  html: string | null
  values: Record<string, string>
  isMadeUp: boolean
}

/**
 * What the app process shares between its server, Next's routes and its actions, which each get module
 * copies of their own. Written by the server alone.
 */
interface Shared {
  database: Connection | null
  workerTickedAt: number
  readHealth: (now: number) => Health
  answerHeads: Map<string, AnswerHead>
  previewMessage: PreviewMessage
}

const shared: Shared = ((globalThis as { candorShared?: Shared }).candorShared ??= {
  database: null,
  workerTickedAt: 0,
  readHealth: () => ({ failing: ['app'] }),
  answerHeads: new Map(),
  previewMessage: () => {
    throw new DatabaseClosedError('the app has not begun yet')
  },
})

/** Said where the database is missing, unreadable or was replaced. */
export class DatabaseClosedError extends Error {}

/** The app's one connection. Throws DatabaseClosedError while there is no valid database. */
export function connection(): Connection {
  if (!shared.database) throw new DatabaseClosedError('the database is not open')
  return shared.database
}

/** Sets or, with null, withdraws the app's connection. */
export function setConnection(database: Connection | null): void {
  shared.database = database
}

/** When the worker last completed a round; 0 before the first. */
export function workerTickedAt(): number {
  return shared.workerTickedAt
}

export function setWorkerTickedAt(instant: number): void {
  shared.workerTickedAt = instant
}

/** Asks for a status on the answer to a request, which Next's server actions can't give; the server writes it. */
export function setAnswerHead(requestId: string, head: AnswerHead): void {
  shared.answerHeads.set(requestId, head)
}

/** What was asked for, which is forgotten by asking. */
export function takeAnswerHead(requestId: string): AnswerHead | null {
  const head = shared.answerHeads.get(requestId) ?? null
  shared.answerHeads.delete(requestId)
  return head
}

/** Writes a message as the worker would: Next's bundles of pages can't, because React renders nothing to text there. */
export function previewMessage(...asked: Parameters<PreviewMessage>): MessagePreview {
  return shared.previewMessage(...asked)
}

export function setPreviewMessage(preview: PreviewMessage): void {
  shared.previewMessage = preview
}

export function readHealth(now: number): Health {
  return shared.readHealth(now)
}

export function setReadHealth(read: (now: number) => Health): void {
  shared.readHealth = read
}
