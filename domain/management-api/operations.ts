import { auditOperations } from './audit.ts'
import type { Operation } from './operation.ts'
import { pageOperations } from './pages.ts'
import { peopleOperations } from './people.ts'
import { tokenOperations } from './tokens.ts'

/** Every operation of the management API, in the order in which people read of them. */
export const operations: readonly Operation[] = [
  ...pageOperations,
  ...peopleOperations,
  ...tokenOperations,
  ...auditOperations,
]
