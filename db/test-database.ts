import { openDatabase, type Connection } from './connection.ts'
import { migrate } from './migrate.ts'

/** A real database in memory with the real migrations, for one test. */
export function testDatabase(): Connection {
  const db = openDatabase(':memory:')
  migrate(db)
  return db
}
