import type { Operation } from './operation.ts'
import { pageOperations } from './pages.ts'

/** Every operation of the management API, in the order in which people read of them. */
export const operations: readonly Operation[] = [...pageOperations]
