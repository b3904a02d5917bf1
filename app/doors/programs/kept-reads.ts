import type { Connection } from '#db/connection'

/** How much is kept of a database; the oldest goes first. */
const mostKept = 1_000
/** What reads differently by itself, as time goes by, is at most so old. */
const keptMs = 1_000

interface Kept<Value> {
  version: string
  readAt: number
  value: Value
}

/**
 * Keeps what was read until anything in the database changes: SQLite knows both of what this connection
 * changed and of what others did.
 */
export function createKeptReads<Value>() {
  const ofDatabase = new WeakMap<Connection, { kept: Map<string, Kept<Value>>; version: () => string }>()
  return (db: Connection, name: string, now: number, read: () => Value): Value => {
    const known = ofDatabase.get(db) ?? { kept: new Map<string, Kept<Value>>(), version: versionOf(db) }
    ofDatabase.set(db, known)
    const version = known.version()
    const found = known.kept.get(name)
    if (found && found.version === version && Math.abs(now - found.readAt) < keptMs) return found.value
    const value = read()
    known.kept.delete(name)
    known.kept.set(name, { version, readAt: now, value })
    if (known.kept.size > mostKept) known.kept.delete(known.kept.keys().next().value ?? '')
    return value
  }
}

function versionOf({ $client }: Connection): () => string {
  const changes = $client.prepare('select total_changes()').pluck()
  const others = $client.prepare('pragma data_version').pluck()
  return () => `${String(others.get())}.${String(changes.get())}`
}
