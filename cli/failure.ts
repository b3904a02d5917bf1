import { ZodError } from 'zod'
import { ConfigError } from '#config'
import { BackupError } from '#db/backup'
import { NewerDatabaseError } from '#db/migrate'
import { DatabaseUnavailableError } from '#db/page-database'
import { DomainError } from '#domain/errors'
import { GuardedFetchError } from '#net/guarded-fetch'
import { NotRunningError } from '#mirror/ask'
import { UnconfirmedError } from '#mirror/site'
import { NotBuiltError } from '#domain/management-api/operation'
import { ApiRefusal } from './desk/api.ts'
import { ImportError } from './import/problems.ts'

const expected = [
  ApiRefusal,
  NotBuiltError,
  ConfigError,
  BackupError,
  NewerDatabaseError,
  DatabaseUnavailableError,
  DomainError,
  GuardedFetchError,
  ImportError,
  NotRunningError,
  UnconfirmedError,
]

/** Ends a command: what its user can mend is said in a sentence (exit 1), anything else with its stack (exit 70). */
export function failWith(error: unknown): never {
  if (error instanceof ZodError) {
    process.stderr.write(`${error.issues.map((issue) => issue.message).join('\n')}\n`)
    process.exit(1)
  }
  if (error instanceof Error && expected.some((kind) => error instanceof kind)) {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(70)
}
